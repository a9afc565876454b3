import type { Capability } from '../../flint/capabilities.ts';
import type { Money } from '../../flint/money.ts';
import { formatMoney } from '../../flint/money.ts';
import { wordOf } from '../../flint/open-word.ts';
import type { PaymentOption } from '../../flint/payment-options.ts';
import type { Axis, Readiness } from '../../flint/readiness.ts';
import { isReady, readinessVerdict } from '../../flint/readiness.ts';
import { requirementWords } from '../../flint/requirement-words.ts';
import type { Block, Row, Sheet, Tone } from '../../launch/sheet.ts';
import { laterBlock, requirementLists } from '../requirement-blocks.ts';
import type { Target } from '../target.ts';

/** Since when each axis has been seen as it is, as times of day. */
export interface Since {
  readonly payments: string;
  readonly payouts: string;
}

/** Step 3, as it is watched: both axes, whose turn it is, what will come, and what changed since the last look. */
export function readinessSheet(
  target: Target,
  readiness: Readiness,
  before: Readiness | undefined,
  since: Since | undefined,
): Sheet {
  const { requirements, payments, payouts } = readiness;
  return {
    headline: isReady(readiness)
      ? 'The account can take payments and receive payouts.'
      : 'Can the account take payments and receive payouts?',
    blocks: [
      {
        kind: 'rows',
        rows: [axisRow('Payments', payments, since?.payments), axisRow('Payouts', payouts, since?.payouts)],
      },
      ...verdictBlock(readiness),
      ...requirementLists(requirements),
      ...(needsYou(readiness) && target.dashboardUrl !== undefined
        ? [
            {
              kind: 'link' as const,
              purpose: 'verify' as const,
              label: 'What is needed can be given here',
              url: target.dashboardUrl,
            },
          ]
        : []),
      ...suggestions(readiness),
      ...laterBlock(requirements),
      ...(before ? changeBlock(before, readiness) : []),
      {
        kind: 'text',
        tone: 'quiet',
        text:
          readiness.observedAt === undefined
            ? 'Flint does not say when it last looked.'
            : `Flint’s own look is of ${time(readiness.observedAt)}.`,
      },
    ],
  };
}

export const words = {
  waiting: 'Waiting until the account is ready to charge',
  proved: 'Flint says that payments and payouts are ready.',
  provedPayments: 'Flint says that payments are ready; payouts are not, and you chose to go on.',
  noticeReady: 'The account is ready to charge.',
  noticeBlocked: 'The account needs something from you.',
  withoutPayouts: 'go on without payouts',
  capabilities: 'capabilities',
  checkout: 'what a checkout could offer',
  back: 'back to waiting',
  looking: 'Looking at the account',
  payoutsNote: 'payouts not ready',
};

/** What the guide says about going on with one axis only. */
export const payoutsWarning =
  'Charges will succeed, but the money stays in your balance until the payout requirements clear. Catch that before launch, not on payday.';

function axisRow(label: string, axis: Axis, since: string | undefined): Row {
  const { status, reason } = axis;
  const value = typeof status === 'string' ? statusWords[status] : `unknown: “${wordOf(status)}”`;
  return {
    label,
    value,
    ...(status === 'ready' ? {} : { detail: reasonWords(reason) }),
    ...(since === undefined ? {} : { aside: `since ${since}` }),
    tone: typeof status === 'string' ? tones[status] : 'waiting',
  };
}

const statusWords = {
  ready: 'ready',
  pending: 'waiting',
  blocked: 'blocked',
  not_available: 'not available',
  not_requested: 'not requested',
};

const tones = {
  ready: 'proved',
  pending: 'waiting',
  blocked: 'attention',
  not_available: 'attention',
  not_requested: 'attention',
} as const satisfies Record<string, Tone>;

function reasonWords(reason: string | undefined): string {
  switch (reason) {
    case undefined:
      return 'Flint gives no reason';
    case 'requirements_due':
      return 'something is needed from you';
    case 'requirements_past_due':
      return 'something that is needed from you is overdue';
    case 'pending_verification':
      return 'Flint is reviewing what was sent';
    case 'disabled_by_platform_policy':
      return 'Flint switched it off by its policy';
    case 'service_unavailable':
      return 'a service behind Flint does not answer at the moment';
    case 'onboarding_not_started':
      return 'account verification has not been started';
    default:
      return reason.replaceAll('_', ' ');
  }
}

function verdictBlock(readiness: Readiness): readonly Block[] {
  if (readiness.payments.status === 'ready' && readiness.payouts.status !== 'ready') {
    return [{ kind: 'text', tone: 'attention', text: payoutsWarning }];
  }
  switch (readinessVerdict(readiness)) {
    case 'not available':
      return [
        {
          kind: 'text',
          tone: 'attention',
          text: 'This account does not have the feature. Flint’s support can say why.',
        },
      ];
    case 'not known':
      return [
        {
          kind: 'text',
          tone: 'waiting',
          text: 'Part of the answer is missing or new to this version. That never counts as ready; looking goes on.',
        },
      ];
    case 'waiting':
      return [{ kind: 'text', tone: 'quiet', text: 'Nothing to do but wait: everything was submitted.' }];
    default:
      return [];
  }
}

/** What Flint itself proposes. Its URLs are not shown as links: nothing is opened that this program does not know. */
function suggestions({ payments, payouts }: Readiness): readonly Block[] {
  const messages = [...payments.nextActions, ...payouts.nextActions].flatMap(
    ({ reasonMessage }) => reasonMessage ?? [],
  );
  return [...new Set(messages)].map((text): Block => ({ kind: 'text', text: `Flint says: ${text}` }));
}

/** What each capability behind the two axes can do, on a key. */
export function capabilitiesSheet(capabilities: readonly Capability[]): Sheet {
  return {
    headline: 'What the account can do, one capability at a time.',
    blocks: [
      {
        kind: 'rows',
        rows: capabilities.map(({ name, status, blockedReasons, requirements }): Row => {
          const open = [...(requirements?.pastDue ?? []), ...(requirements?.currentlyDue ?? [])];
          const because = [
            ...blockedReasons.flatMap(({ message }) => message ?? []),
            ...open.map((code) => `needs ${requirementWords(code).what}`),
          ].join('; ');
          return {
            label: name.replaceAll('_', ' '),
            value: typeof status === 'string' ? statusWords[status] : `unknown: “${wordOf(status)}”`,
            ...(because === '' ? {} : { detail: because }),
            tone: typeof status === 'string' ? tones[status] : 'waiting',
          };
        }),
      },
    ],
  };
}

/** What a checkout over an amount could offer, where the server tells. */
export function paymentOptionsSheet(
  amount: Money,
  country: string,
  options: readonly PaymentOption[] | undefined,
): Sheet {
  return {
    headline: `What could a checkout over ${formatMoney(amount)} offer to a buyer in ${country}?`,
    blocks: [
      options === undefined
        ? { kind: 'text', tone: 'quiet', text: 'This server does not tell, or this key may not ask.' }
        : {
            kind: 'rows',
            rows: options.map(
              ({ option, available, reason }): Row => ({
                label: option.replaceAll('_', ' '),
                value: available === undefined ? 'not stated' : available ? 'available' : 'not available',
                ...(reason === undefined ? {} : { detail: reason.replaceAll('_', ' ') }),
                tone: available === true ? 'proved' : available === false ? 'attention' : 'waiting',
              }),
            ),
          },
    ],
  };
}

function needsYou(readiness: Readiness): boolean {
  return readinessVerdict(readiness) === 'needs you';
}

function changeBlock(before: Readiness, now: Readiness): readonly Block[] {
  const open = (readiness: Readiness): string[] => [
    ...readiness.requirements.currentlyDue,
    ...readiness.requirements.pastDue,
    ...readiness.requirements.pendingVerification,
  ];
  const cleared = [...new Set(open(before).filter((code) => !open(now).includes(code)))];
  const added = [...new Set(open(now).filter((code) => !open(before).includes(code)))];
  const news = [
    ...cleared.map((code) => `${requirementWords(code).what} was accepted`),
    ...added.map((code) => `${requirementWords(code).what} is now needed`),
    ...axisNews('payments', before.payments, now.payments),
    ...axisNews('payouts', before.payouts, now.payouts),
  ];
  return news.length === 0 ? [] : [{ kind: 'text', text: `New since the last look: ${news.join('; ')}.` }];
}

function axisNews(name: string, before: Axis, now: Axis): string[] {
  return wordOf(before.status) === wordOf(now.status)
    ? []
    : [`${name} went from ${wordOf(before.status)} to ${wordOf(now.status)}`];
}

function time(observedAt: string): string {
  return observedAt.replace('T', ' ').replace(/\.\d+/, '').replace('Z', ' UTC');
}
