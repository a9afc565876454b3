import type { BrowseControls, BrowsedItem, BrowsedState } from '../../../src/ui/checks/state.ts';
import { type Standing, standing } from '../standing.ts';

/** Checks that stand still: they show what they are given and note what the person does. */
export type StandingChecks = BrowseControls & Standing<BrowsedState>;

export function standingChecks(initial: BrowsedState): StandingChecks {
  const still = standing(initial);
  const { note } = still;
  return {
    ...still,
    checkAgain: note('checkAgain'),
    applyFix: note('applyFix'),
    attest: note('attest'),
    withdraw: note('withdraw'),
    leave: note('leave'),
  };
}

const at = '2026-07-02T18:04:11Z';

function item(id: string, group: string, title: string, rest: Partial<BrowsedItem>): BrowsedItem {
  return {
    id,
    group,
    title,
    standing: 'done',
    message: 'It was seen to hold.',
    evidence: [],
    attestable: true,
    ...rest,
  };
}

/** Items of every kind, in three groups. */
export const browsedItems: readonly BrowsedItem[] = [
  item('credentials.server-only', 'Credentials', 'Live keys are on the server only', {
    message: 'No live key stands in the source, in its history or in what is built for browsers.',
    evidence: [{ what: '214 files and 38 commits were read', at }],
  }),
  item('credentials.scopes', 'Credentials', 'Each key carries only the scopes it needs', {
    standing: 'missing',
    message: 'The live key may do more than the integration needs: settings.write.',
    remedy: 'Take the scope from the key on the dashboard’s API keys page.',
    evidence: [{ what: 'GET /v1/developer/auth-context', at, requestId: 'req_0b6f6a2e' }],
  }),
  item('credentials.unused', 'Credentials', 'Keys no longer used are revoked', {
    standing: "can't tell",
    message: 'The key may not list the account’s keys.',
    detail: 'It lacks the scope accounts.api_keys.read.',
    evidence: [{ what: 'GET /v1/api-keys', at, requestId: 'req_1c7a' }],
  }),
  item('correctness.declines', 'Correctness', 'Declines and 3D Secure are handled', {
    standing: 'attested',
    message: 'Code alone does not show it.',
    attested: { by: 'Ada Example', at: '2026-07-01T10:00:00Z' },
  }),
  item('correctness.amounts', 'Correctness', 'Amounts are confirmed on the server', {
    standing: 'checking',
    message: '',
  }),
  item('operations.subscriptions', 'Operations', 'Disputes and account changes are subscribed to', {
    standing: 'missing',
    message: 'The endpoint is not sent dispute.created.',
    evidence: [{ what: 'GET /v1/webhook-endpoints/whep_1kmn0a', at, requestId: 'req_5d' }],
    fix: {
      title: 'Add dispute.created to the endpoint',
      effect: 'The endpoint whep_1kmn0a at https://shop.example.com/webhooks/flint will be sent disputes as well.',
    },
    attestable: false,
  }),
];

export const browsed: BrowsedState = {
  command: 'flint-golive checklist',
  target: 'live',
  account: { merchantId: 'mer_1kmn0aExample', name: 'Canvas & Co.' },
  sum: '2 of 6 done',
  headline: 'Is everything on the guide’s go-live checklist true?',
  items: browsedItems,
};
