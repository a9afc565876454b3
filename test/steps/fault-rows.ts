import type { ExitCode } from '../../src/cli/exit-codes.ts';
import { exitCodes } from '../../src/cli/exit-codes.ts';

const { notComplete, credentials, network, waitedTooLong } = exitCodes;

/** How a launch meets a kind of fault on every try of a call. */
export interface Kind {
  /** As `flint-golive sandbox --fault` takes it. */
  readonly effect: string;
  /** What is said; absent where the fault does no harm and the launch goes on. */
  readonly says?: string;
  /** Of a write: `refused` is over, and `open` is looked up and sent again under its own key. */
  readonly write?: 'open' | 'refused';
  /** How the process ends; absent where the launch goes on. */
  readonly exit?: ExitCode;
  /** It may pass by itself, so a wait looks again until its time is over. */
  readonly passes?: true;
  /** What is said is not about the call, so no request id of it is shown. */
  readonly ownWords?: true;
}

/** Every kind of fault that the sandbox can make of a call. */
export const kinds: readonly Kind[] = [
  { effect: 'status=503', says: 'Flint has trouble of its own.', write: 'open', exit: notComplete, passes: true },
  { effect: 'reset-after-commit', says: 'Flint could not be reached.', write: 'open', exit: network, passes: true },
  { effect: 'wrong-mode', says: 'The answer came from the wrong mode.', write: 'open', exit: credentials },
  { effect: 'status=500', says: 'Flint has trouble of its own.', write: 'open', exit: notComplete, passes: true },
  {
    effect: 'status=503 after-commit',
    says: 'Flint has trouble of its own.',
    write: 'open',
    exit: notComplete,
    passes: true,
  },
  {
    effect: 'status=429 retry-after=0',
    says: 'Flint asks for fewer calls.',
    write: 'open',
    exit: notComplete,
    passes: true,
  },
  {
    effect: 'status=429 retry-after=date:0',
    says: 'Flint asks for fewer calls.',
    write: 'open',
    exit: notComplete,
    passes: true,
  },
  {
    effect: 'status=429 retry-after=3600',
    says: 'Flint asks for fewer calls.',
    write: 'open',
    exit: notComplete,
    passes: true,
  },
  { effect: 'status=400', says: 'Flint does not accept what was sent.', write: 'refused', exit: notComplete },
  { effect: 'status=403', says: 'This key may not do that.', write: 'refused', exit: credentials },
  { effect: 'reset-before-commit', says: 'Flint could not be reached.', write: 'open', exit: network, passes: true },
  { effect: 'half-body', says: 'The answer could not be understood.', write: 'open', exit: notComplete, passes: true },
  { effect: 'html-page', says: 'Flint has trouble of its own.', write: 'open', exit: notComplete, passes: true },
  { effect: 'html-page=404 after-commit', says: 'Flint does not find it.', write: 'refused', exit: notComplete },
  { effect: 'redirect', says: 'The server sent us to another address.', write: 'open', exit: notComplete },
  { effect: 'no-mode', says: 'The answer does not say which mode it ran in.', write: 'open', exit: credentials },
  { effect: 'wrong-merchant', says: 'The answer is about another merchant.', write: 'open', exit: credentials },
  { effect: 'status=401', says: 'Flint does not know this key.', write: 'refused', exit: credentials },
  { effect: 'status=404', says: 'Flint does not find it.', write: 'refused', exit: notComplete },
  {
    effect: 'status=409',
    says: 'It was changed by someone else in the meantime.',
    write: 'refused',
    exit: notComplete,
  },
  // A code that nobody has heard of: what is said is what the status alone tells.
  {
    effect: 'status=402 code=UNHEARD_OF',
    says: 'Flint refuses this because of a payment.',
    write: 'refused',
    exit: notComplete,
  },
  { effect: 'status=405', says: 'This server does not have that function.', write: 'refused', exit: notComplete },
  {
    effect: 'status=422 code=UNHEARD_OF',
    says: 'Flint does not accept what was sent.',
    write: 'refused',
    exit: notComplete,
  },
  {
    effect: 'status=502 code=UNHEARD_OF',
    says: 'Flint has trouble of its own.',
    write: 'open',
    exit: notComplete,
    passes: true,
  },
  { effect: 'status=504', says: 'Flint has trouble of its own.', write: 'open', exit: notComplete, passes: true },
  { effect: 'unknown-enum' },
  { effect: 'no-request-id' },
  { effect: 'odd-request-id' },
  { effect: 'null-for-absent' },
  { effect: 'no-secret-on-replay' },
  { effect: 'delay=30ms' },
];

/** The server takes the call and never answers it: the client's own time-out strikes. */
export const unanswered: readonly Kind[] = ['delay=3600s', 'delay=3600s after-commit'].map((effect) => ({
  effect,
  says: 'Flint did not answer in time.',
  write: 'open',
  exit: network,
  passes: true,
}));

/** A call of the five steps; `write` is the beginning of its name in the journal. */
export interface CallOfTheLaunch {
  readonly route: string;
  readonly write?: string;
  /** What an open attempt made is seen before it would be sent again, so that it is not. */
  readonly seenFirst?: true;
  /** After a refusal the person need not want it any more. */
  readonly mayStayRefused?: true;
  /** Looked at in a wait, which looks again and again. */
  readonly waits?: true;
  /** Faults that are met in another way than their kind, by effect; where nothing is said, the launch goes on. */
  readonly differs?: Readonly<Record<string, Differing>>;
  /** How the launch ends where the fault does no harm; absent: finished. */
  readonly ends?: Differing;
}

export type Differing = Pick<Kind, 'says' | 'exit' | 'ownWords'>;

/** The kind as it is met at this call. */
export function metAt(call: CallOfTheLaunch, { effect, ...kind }: Kind): Kind {
  const differing = call.differs?.[effect];
  if (differing) return { effect, ...differing };
  return { effect, ...(kind.says === undefined ? call.ends : kind) };
}

export const refund: CallOfTheLaunch = { route: 'live POST /v1/refunds', write: 'refund.create' };
export const endpoint: CallOfTheLaunch = { route: 'live POST /v1/webhook-endpoints', write: 'webhook-endpoint.create' };

/** The calls of the five steps. */
export const calls: readonly CallOfTheLaunch[] = [
  { route: 'live GET /v1/onboarding/state' },
  { route: 'live POST /v1/onboarding/advance', write: 'onboarding.advance', seenFirst: true },
  {
    route: 'live GET /v1/merchants/*/readiness',
    differs: { 'status=503': { says: 'Flint has trouble of its own.', exit: waitedTooLong } },
  },
  { route: 'live GET /v1/webhook-endpoints' },
  endpoint,
  { route: 'live POST /v1/webhook-endpoints/*/test-events', write: 'test-event.send' },
  { route: 'test GET /v1/products' },
  { route: 'live POST /v1/products', write: 'copy.prod', seenFirst: true },
  { route: 'live POST /v1/subscription-plans', write: 'copy.plan', seenFirst: true },
  { route: 'live POST /v1/promotions', write: 'copy.promo', seenFirst: true },
  { route: 'live POST /v1/orders', write: 'order.create' },
  { route: 'live POST /v1/checkout-sessions', write: 'checkout-session.create' },
  { route: 'live GET /v1/checkout-sessions/*', waits: true },
  { route: 'live GET /v1/orders/*' },
  refund,
  { route: 'live GET /v1/refunds/*', waits: true },
];
