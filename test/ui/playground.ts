import type { Sheet } from '../../src/launch/sheet.ts';
import type { GivenAnswer, Happening, LaunchState, Moment, OpenQuestion } from '../../src/launch/state.ts';

/** The instant at which the playground's clock stands. */
export const playgroundNow = Date.parse('2026-11-20T14:32:10Z');

const steps = [
  { id: 'account', title: 'Account verification', short: 'Account' },
  { id: 'live-key', title: 'Live key', short: 'Live key' },
  { id: 'readiness', title: 'Ready to charge', short: 'Ready to charge' },
  { id: 'configuration', title: 'Live configuration', short: 'Configuration' },
  { id: 'cut-over', title: 'Cut over and verify', short: 'Cut over' },
] as const;

type StepId = (typeof steps)[number]['id'];

function at(
  current: StepId,
  moment: Moment,
  more: Partial<LaunchState> & { readonly target?: LaunchState['launch']['target'] } = {},
): LaunchState {
  const { target = 'embedded', ...parts } = more;
  const index = steps.findIndex(({ id }) => id === current);
  return {
    launch: {
      name: 'shop',
      target,
      folder: '/home/kim/projects/canvas-shop',
      startedAt: '2026-11-20T13:58:00Z',
      resumed: false,
    },
    account: { merchantId: 'mer_1kmn0aVx82hQ', name: 'Canvas & Co.' },
    steps: steps.map((step, place) => ({
      ...step,
      status: moment.kind === 'finished' || place < index ? 'done' : place === index ? 'current' : 'upcoming',
      ...(step.id === 'account' && index > 0 && index < 3
        ? { note: 'Flint is still reviewing the business address.' }
        : {}),
    })),
    current,
    moment,
    happenings: [],
    answers,
    proofs: [],
    ...parts,
  };
}

export function asking(question: Partial<OpenQuestion> & Pick<OpenQuestion, 'kind' | 'prompt'>): Moment {
  return {
    kind: 'asking',
    question: {
      id: 'question',
      key: `question of ${question.kind}`,
      step: 'configuration',
      explanation: [],
      choices: [],
      hasDefault: false,
      checking: false,
      ...question,
    },
  };
}

function happened(step: StepId, kind: Happening['kind'], text: string, requestId?: string): Happening {
  return { at: '2026-11-20T14:31:00Z', step, kind, text, ...(requestId === undefined ? {} : { requestId }) };
}

const answers: readonly GivenAnswer[] = [
  {
    key: 'account.confirm',
    step: 'live-key',
    title: 'Is this the account that goes live?',
    shown: 'Yes, Canvas & Co.',
    locked: 'the live key was stored for this account.',
  },
  {
    key: 'webhook.url',
    step: 'configuration',
    title: 'Production webhook URL',
    shown: 'https://shop.example.com/webhooks/flint',
  },
  {
    key: 'sweep.files',
    step: 'configuration',
    title: 'Which files hold production settings?',
    shown: '.env.production',
  },
];

const readinessSheet: Sheet = {
  headline: 'Can the account take payments and receive payouts?',
  blocks: [
    {
      kind: 'rows',
      rows: [
        {
          label: 'Payments',
          value: 'waiting',
          detail: 'Flint is reviewing what was sent',
          aside: 'since 14:02',
          tone: 'waiting',
        },
        {
          label: 'Payouts',
          value: 'blocked',
          detail: 'something is needed from you',
          aside: 'since 13:40',
          tone: 'attention',
        },
      ],
    },
    {
      kind: 'lists',
      lists: [
        {
          title: 'Yours to do',
          items: [{ text: 'a bank account for payouts', detail: '(payout_destination, overdue)', tone: 'attention' }],
        },
        {
          title: 'Under review at Flint',
          items: [{ text: "the owner's identity document" }, { text: 'the business address' }],
        },
      ],
    },
    { kind: 'text', text: "Later, not blocking yet: a second owner's details, by 12 December.", tone: 'quiet' },
    {
      kind: 'link',
      purpose: 'dashboard',
      label: 'Add the bank account in the dashboard:',
      url: 'https://dashboard.withflintpay.com/onboarding',
    },
  ],
};

const moneySheet: Sheet = {
  headline: 'This moves real money.',
  blocks: [
    {
      kind: 'rows',
      rows: [
        { label: 'Refund', value: '1.00 USD, the whole payment' },
        { label: 'To', value: 'the card that paid order ord_1kmn0a at 14:31' },
        { label: 'Account', value: 'Canvas & Co., live' },
        { label: 'Not returned', value: 'the processing fee, about 0.33 USD' },
        { label: 'Afterwards', value: 'it cannot be cancelled; it may take a while to settle' },
      ],
    },
  ],
};

const differenceSheet: Sheet = {
  headline: 'Three test-mode ids stand in your production settings. This is the change.',
  blocks: [
    {
      kind: 'difference',
      lines: [
        { kind: 'file', text: '.env.production' },
        { kind: 'hunk', text: '@@ -4,6 +4,6 @@' },
        { kind: 'context', text: 'SHOP_NAME="Canvas & Co."' },
        { kind: 'removed', text: 'FLINT_PRODUCT_POSTER=prod_1kmn0aTestPoster' },
        { kind: 'added', text: 'FLINT_PRODUCT_POSTER=prod_7qwe2bLivePoster' },
        { kind: 'removed', text: 'FLINT_PRODUCT_FRAME=prod_1kmn0aTestFrame' },
        { kind: 'added', text: 'FLINT_PRODUCT_FRAME=prod_7qwe2bLiveFrame' },
        { kind: 'removed', text: 'FLINT_PLAN_CLUB=plan_1kmn0aTestClub' },
        { kind: 'added', text: 'FLINT_PLAN_CLUB=plan_7qwe2bLiveClub' },
        { kind: 'context', text: 'LOG_LEVEL=info' },
      ],
    },
    { kind: 'text', text: 'Nothing is written before you agree. The old file is kept beside it.' },
  ],
};

/** One state for every kind of moment and every step, with the words a launch really uses. */
export const playground: Readonly<Record<string, LaunchState>> = {
  'account: reading': at(
    'account',
    { kind: 'working', title: 'Reading the onboarding state', since: '2026-11-20T14:32:09Z' },
    { answers: [] },
  ),
  'account: a way on while review runs': at(
    'account',
    asking({
      kind: 'choice',
      prompt: 'Go on while Flint reviews the account?',
      explanation: ['Review does not block the next steps. Step 3 tells when the account clears.'],
      choices: [
        { value: 'go-on', label: 'Go on to the live key', detail: 'The review goes on by itself.' },
        { value: 'look-again', label: 'Look again', detail: 'Reads the onboarding state once more.' },
        { value: 'wait', label: 'Wait here until the review is over' },
      ],
      initial: 'go-on',
      hasDefault: true,
    }),
    {
      sheet: {
        headline: 'What does Flint still need to verify the account?',
        blocks: [
          {
            kind: 'rows',
            rows: [
              { label: 'Business profile', value: 'accepted', tone: 'proved' },
              { label: 'Identity', value: 'under review', detail: 'sent 20 minutes ago', tone: 'waiting' },
              { label: 'Bank account', value: 'accepted', tone: 'proved' },
            ],
          },
        ],
      },
      happenings: [happened('account', 'observed', 'Read the onboarding state.', '0b6f6a2e')],
    },
  ),
  'live key: a secret': at(
    'live-key',
    asking({
      kind: 'secret',
      key: 'live-key',
      prompt: 'Paste the live key from the API keys page of the dashboard.',
      explanation: [
        'It starts with flint_live_. It is not shown here, and it is kept in .env.flint-golive, which only you can read.',
      ],
      problem: 'That is a test key. A live launch needs a key that starts with flint_live_.',
    }),
    {
      target: 'live',
      sheet: {
        headline: 'Which live key should the launch use?',
        blocks: [
          {
            kind: 'link',
            purpose: 'dashboard',
            label: 'Create it here, with the fewest scopes it needs:',
            url: 'https://dashboard.withflintpay.com/developers/api-keys',
          },
        ],
      },
    },
  ),
  'live key: which account': at(
    'live-key',
    asking({
      kind: 'choice',
      key: 'account.confirm',
      prompt: 'Is this the account that goes live?',
      choices: [
        { value: 'yes', label: 'Yes, Canvas & Co.' },
        { value: 'no', label: 'No, use another key', detail: 'Nothing was stored yet.' },
      ],
    }),
    {
      target: 'sandbox',
      sheet: {
        headline: 'The key works.',
        blocks: [
          {
            kind: 'rows',
            rows: [
              { label: 'Account', value: 'Canvas & Co.', aside: 'mer_1kmn0aVx82hQ' },
              { label: 'Mode', value: 'test', detail: 'said by Flint in its answer', aside: '14:31', tone: 'proved' },
            ],
          },
        ],
      },
    },
  ),
  'live key: several uses': at(
    'live-key',
    asking({
      kind: 'several',
      key: 'live-key.uses',
      prompt: 'What does your integration do with this key?',
      explanation: ['Each use needs its own scopes. Fewer uses make a key that can do less harm when it leaks.'],
      choices: [
        { value: 'checkout', label: 'Checkout backend', detail: 'orders.write, checkout_sessions.write' },
        { value: 'subscriptions', label: 'Subscriptions', detail: 'subscriptions.write, subscription_plans.read' },
        { value: 'refunds', label: 'Refunds', detail: 'refunds.write' },
        { value: 'catalog', label: 'Catalog sync', detail: 'products.write, product_variants.write, categories.write' },
        {
          value: 'promotions',
          label: 'Promotions and codes',
          detail: 'promotions.write; codes that are handed out by hand in the dashboard need no scope here at all',
        },
        { value: 'links', label: 'Payment links', detail: 'payment_links.write' },
        { value: 'reports', label: 'Reports', detail: 'orders.read, payouts.read' },
        { value: 'webhooks', label: 'Webhooks only', detail: 'webhook_endpoints.write, webhook_events.read' },
      ],
      initial: 'checkout,webhooks',
      hasDefault: true,
    }),
    {
      target: 'live',
      sheet: {
        headline: 'Which scopes does the live key need?',
        blocks: [{ kind: 'text', text: 'The wizard itself needs two for now: onboarding.read and api_keys.write.' }],
      },
    },
  ),
  'readiness: payouts blocked': at(
    'readiness',
    {
      kind: 'waiting',
      id: 'readiness',
      title: 'Waiting until the account is ready to charge',
      since: '2026-11-20T14:02:00Z',
      nextLookAt: '2026-11-20T14:33:10Z',
      ways: [
        { id: 'without-payouts', key: 'p', label: 'Go on without payouts' },
        { id: 'capabilities', key: 'c', label: 'capabilities' },
      ],
    },
    {
      target: 'live',
      sheet: {
        headline: 'Can the account take payments and receive payouts?',
        blocks: [
          {
            kind: 'rows',
            rows: [
              { label: 'Payments', value: 'ready', aside: 'since 14:02', tone: 'proved' },
              {
                label: 'Payouts',
                value: 'blocked',
                detail: 'something that is needed from you is overdue',
                aside: 'since 19 Nov, 09:40',
                tone: 'attention',
              },
            ],
          },
          {
            kind: 'link',
            purpose: 'verify',
            label: 'What is needed can be given here',
            url: 'https://dashboard.withflintpay.com/onboarding',
          },
        ],
      },
    },
  ),
  'readiness: waiting': at(
    'readiness',
    {
      kind: 'waiting',
      id: 'readiness',
      title: 'Waiting until both payments and payouts are ready.',
      since: '2026-11-20T14:02:00Z',
      lastLookAt: '2026-11-20T14:32:04Z',
      nextLookAt: '2026-11-20T14:32:34Z',
      ways: [{ id: 'capabilities', key: 'c', label: 'capabilities' }],
    },
    {
      target: 'live',
      sheet: readinessSheet,
      happenings: [happened('readiness', 'changed', 'New since the last look: the business website was accepted.')],
    },
  ),
  'readiness: waiting with trouble': at(
    'readiness',
    {
      kind: 'waiting',
      id: 'readiness',
      title: 'Waiting until both payments and payouts are ready.',
      since: '2026-11-20T14:02:00Z',
      nextLookAt: '2026-11-20T14:32:10Z',
      ways: [],
      trouble: 'Flint did not answer within 10 s.',
    },
    { target: 'live', sheet: readinessSheet },
  ),
  'configuration: text': at(
    'configuration',
    asking({
      kind: 'text',
      key: 'webhook.url',
      prompt: 'Under which URL does your production service receive webhooks?',
      explanation: ['It has to be https and reachable from the internet. Flint sends a test event to it next.'],
      initial: 'https://shop.example.com/webhooks/flint',
      hasDefault: true,
    }),
    {
      happenings: [
        happened('configuration', 'remembered', 'Which files hold production settings? .env.production'),
        happened('configuration', 'performed', 'Created the product Poster in live mode.', '9f2c'),
        happened('configuration', 'adopted', 'Found the product Frame in live mode already, and took it over.'),
        happened('configuration', 'proved', 'Checked all three ids against live: each exists.'),
      ],
    },
  ),
  'configuration: a difference': at(
    'configuration',
    asking({
      kind: 'choice',
      key: 'sweep.write',
      prompt: 'Write this change to .env.production?',
      choices: [
        { value: 'write', label: 'Write it', detail: 'The old file is kept as .env.production.before-golive.' },
        { value: 'leave', label: 'Leave the file as it is', detail: 'Step 4 stays open until the ids are changed.' },
      ],
      initial: 'write',
      hasDefault: true,
    }),
    { sheet: differenceSheet },
  ),
  'configuration: the test event was refused': at(
    'configuration',
    asking({
      kind: 'choice',
      key: 'webhook.fix',
      prompt: 'How should it go on?',
      choices: [
        { value: 'again', label: 'Send it again' },
        { value: 'express', label: 'Show how to check the signature in express' },
        { value: 'url', label: 'Use another URL' },
        { value: 'later', label: 'Leave it for later (step 5 stays closed until it works)' },
      ],
    }),
    {
      sheet: {
        headline: 'The test event reached your endpoint, and your endpoint refused it.',
        blocks: [
          {
            kind: 'rows',
            rows: [
              {
                label: 'POST',
                value: 'https://shop.example.com/webhooks/flint',
                detail: '400 after 38 ms',
                tone: 'attention',
              },
              { label: 'It answered', value: '"invalid signature"' },
            ],
          },
          {
            kind: 'text',
            text: "Most likely your service still holds the sandbox endpoint's secret, or checks the signature against a parsed body.",
          },
          { kind: 'text', text: '1 of 1 attempts. Request id 0b6f6a2e.', tone: 'quiet' },
        ],
      },
    },
  ),
  'cut over: settings to copy': at(
    'cut-over',
    asking({
      kind: 'choice',
      key: 'settings.deployed',
      prompt: 'Is production running with these settings?',
      choices: [
        { value: 'yes', label: 'Yes, it is deployed' },
        { value: 'not-yet', label: 'Not yet' },
      ],
    }),
    {
      target: 'live',
      sheet: {
        headline: 'Deploy production with these settings.',
        blocks: [
          { kind: 'verbatim', lines: ['FLINT_API_KEY=flint_live_...', 'FLINT_WEBHOOK_SECRET=whsec_...'] },
          { kind: 'text', text: 'Both values are in .env.flint-golive. The base URL does not change.' },
        ],
      },
    },
  ),
  'cut over: a person pays': at(
    'cut-over',
    {
      kind: 'waiting',
      id: 'payment',
      title: 'Waiting until the order is paid.',
      since: '2026-11-20T14:31:00Z',
      nextLookAt: '2026-11-20T14:32:13Z',
      ways: [{ id: 'new-page', key: 'n', label: 'make a new page' }],
    },
    {
      sheet: {
        headline: 'Pay 1.00 USD on the checkout page.',
        blocks: [
          {
            kind: 'link',
            purpose: 'pay',
            label: 'The checkout page:',
            url: 'http://127.0.0.1:41873/checkout/cs_1kmn0aQ8ZpLm3vTtY2sWx4?return=http%3A%2F%2F127.0.0.1%3A41999%2Fthanks&order=ord_1kmn0a',
          },
          { kind: 'text', text: 'Card 4242 4242 4242 4242 pays, any later date and any three digits go with it.' },
        ],
      },
      happenings: [
        happened('cut-over', 'performed', 'Created the order ord_1kmn0a over 1.00 USD.', '77aa'),
        happened('cut-over', 'performed', 'Opened a checkout session for it.', '77ab'),
      ],
    },
  ),
  'cut over: money': at(
    'cut-over',
    asking({
      kind: 'money',
      key: 'refund',
      prompt: 'Refund the verification charge?',
      money: {
        phrase: 'refund 1.00',
        amount: { amount: 100, currency: 'USD' },
        declined: 'Esc leaves the payment as it is.',
      },
    }),
    { target: 'live', sheet: moneySheet, happenings: [happened('cut-over', 'proved', 'The order is paid.')] },
  ),
  'cut over: money, mistyped': at(
    'cut-over',
    asking({
      kind: 'money',
      key: 'refund',
      prompt: 'Refund the verification charge?',
      problem: 'To send it, type “refund 1.00” in full. Nothing was sent.',
      money: {
        phrase: 'refund 1.00',
        amount: { amount: 100, currency: 'USD' },
        declined: 'Esc leaves the payment as it is.',
      },
    }),
    { target: 'live', sheet: moneySheet },
  ),
  'cut over: failed': at('cut-over', {
    kind: 'failed',
    failure: {
      kind: 'network',
      headline: 'Flint did not answer.',
      meaning: 'The connection broke while the refund was being sent to api.withflintpay.com.',
      remedy: 'Check the connection, then try again.',
      requestId: '5c1d8a70-33f1-4c53-9a55-1f5b0d3c8f11',
      passing: 'transient',
      outcome: 'unknown',
    },
  }),
  'a fault of ours': at('configuration', {
    kind: 'failed',
    failure: {
      kind: 'bug',
      headline: 'flint-golive ran into a fault of its own.',
      meaning: 'What was done so far is in the journal. Nothing is sent twice when you start again.',
      remedy: 'Start the same command again. If it happens again, report it with the lines below.',
      passing: 'final',
      stack: Array.from(
        { length: 12 },
        (_, line) => `    at frame${line} (dist/steps/configuration.js:${line}:7)`,
      ).join('\n'),
    },
  }),
  finished: at(
    'cut-over',
    { kind: 'finished' },
    {
      sheet: {
        headline: 'Canvas & Co. is live.',
        blocks: [
          {
            kind: 'rows',
            rows: [
              { label: 'Charge', value: '1.00 USD paid', detail: 'ord_1kmn0a', aside: '14:31', tone: 'proved' },
              {
                label: 'Webhook',
                value: 'delivered',
                detail: 'order.payment_succeeded',
                aside: '14:31',
                tone: 'proved',
              },
              { label: 'Refund', value: 'succeeded', detail: 're_1kmn0a', aside: '14:32', tone: 'proved' },
            ],
          },
        ],
      },
      proofs: [
        {
          name: 'order-paid',
          step: 'cut-over',
          text: 'The order was paid in live mode.',
          evidence: { at: '2026-11-20T14:31:00Z', requestId: '0b6f6a2e', mode: 'live' },
        },
        {
          name: 'refund',
          step: 'cut-over',
          text: 'The refund succeeded.',
          evidence: { at: '2026-11-20T14:32:00Z', requestId: '0b6f6a2f', mode: 'live' },
        },
      ],
    },
  ),
};
