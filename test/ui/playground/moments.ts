import type { GivenAnswer, Happening, LaunchState, Moment, OpenQuestion } from '../../../src/launch/state.ts';

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

/** A launch at a moment of a step. */
export function at(
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

/** The moment of a question; whatever is not given is plain. */
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

/** Something that happened a minute before. */
export function happened(step: StepId, kind: Happening['kind'], text: string, requestId?: string): Happening {
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
