import { listApiKeys, readApiKey } from '../../../flint/api-keys.ts';
import { readAuthContext } from '../../../flint/auth-context.ts';
import type { FlintClient } from '../../../flint/client.ts';
import type { Check, CheckEvidence, Verdict } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { compareScopes, onlyForLaunch, type Purpose, purposes } from '../../scopes.ts';
import { common } from '../copy.ts';
import { fromAnswer, unseen, withoutProduction } from '../grounds.ts';
import { scopes as words } from './copy.ts';

/** The guide: each key carries only the scopes its service needs. Held against what step 2 was told the integration does. */
export const scopes: Check<CheckContext> = {
  id: 'credentials.scopes',
  title: words.title,
  group: common.groups.credentials,
  run: async (context) => {
    const { production, launch } = context;
    if (production === undefined) return withoutProduction(context);
    const held = await scopesOf(production);
    if (held === undefined) return unseen(words.notDescribed, words.notDescribedRemedy);
    const named = launch?.purposes ?? [];
    const chosen = named.filter(isPurpose);
    // Next to a purpose that is not known, nothing can be called too much.
    if (chosen.length === 0 || chosen.length < named.length) {
      return {
        ...unseen(words.noPurposes, words.noPurposesRemedy, [held.evidence]),
        detail: words.granted(held.names),
      };
    }
    return compare(held, chosen);
  },
};

function compare({ names, evidence }: Held, chosen: readonly Purpose[]): Verdict {
  const { needed, missing, excess, powerful } = compareScopes(names, chosen);
  const launchOnly = onlyForLaunch(chosen).map(({ scope }) => scope);
  const forLaunch = names.filter((name) => launchOnly.includes(name) && name.endsWith('.write'));
  if (missing.length > 0) {
    return { status: 'missing', message: words.missing(missing), remedy: words.missingRemedy, evidence: [evidence] };
  }
  const beyond = [...excess.filter((name) => !isForLooking(name)), ...forLaunch];
  if (beyond.length > 0) {
    const detail = [
      powerful.length === 0 ? '' : words.powerful(powerful),
      forLaunch.length === 0 ? '' : words.forLaunch(forLaunch),
    ];
    return {
      status: 'missing',
      message: words.excess(beyond),
      detail: [...detail, words.othersUnseen].filter((part) => part !== '').join(' '),
      remedy: words.excessRemedy,
      evidence: [evidence],
    };
  }
  const looking = names.filter((name) => isForLooking(name) && !needed.includes(name));
  const detail = [looking.length === 0 ? '' : words.looking(looking), words.othersUnseen];
  return {
    status: 'done',
    message: words.fits(names.length - looking.length),
    detail: detail.filter((part) => part !== '').join(' '),
    evidence: [evidence],
  };
}

/** What flint-golive reads of an account that is live; a service may well not need it, and it changes nothing. */
const forLooking = [
  'merchants.profile.read',
  'capabilities.read',
  'webhooks.read',
  'accounts.api_keys.read',
  'developer.request_logs.self.read',
  'commerce.orders.read',
  'payments.disputes.read',
];

function isForLooking(name: string): boolean {
  return forLooking.includes(name);
}

interface Held {
  readonly names: readonly string[];
  readonly evidence: CheckEvidence;
}

/** The scopes of the calling key: as it is described, else those of the only active key there is. Undefined where nothing tells. */
async function scopesOf(client: FlintClient): Promise<Held | undefined> {
  const described = await readAuthContext(client);
  if (described !== undefined) {
    const { scopes: names, apiKeyId } = described.value;
    if (names.length > 0) return { names, evidence: fromAnswer(described) };
    if (apiKeyId === undefined) return undefined;
    const key = await readApiKey(client, apiKeyId);
    return key.value.scopes.length === 0 ? undefined : { names: key.value.scopes, evidence: fromAnswer(key) };
  }
  const keys = await listApiKeys(client, { status: 'active' }).all();
  const [only, ...others] = keys.value.filter(({ status }) => status === 'active');
  if (only === undefined || others.length > 0 || only.scopes.length === 0) return undefined;
  return { names: only.scopes, evidence: fromAnswer(keys) };
}

function isPurpose(text: string): text is Purpose {
  return purposes.some((purpose) => purpose === text);
}
