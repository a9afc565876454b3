import { exitCodes } from '../../src/cli/exit-codes.ts';
import type { Launch } from '../../src/launch/launch.ts';
import type { CallOfTheLaunch, Differing } from './fault-rows.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import type { Stand } from './step-five.ts';

export interface CallOfStepFive extends CallOfTheLaunch {
  readonly stand: Stand;
  readonly answers?: Readonly<Record<string, string>>;
  /** The person cancels and does not pay, until the launch is resumed. */
  readonly cancels?: true;
  /** What the person does besides paying; in the resumed run as well, unless they cancelled. */
  readonly does?: (launch: Launch, rehearsal: RehearsalWorld) => void;
}

const { usage, waitedTooLong } = exitCodes;
const harmless: Differing = {};
export const ranOut: Differing = { says: 'The time given for waiting ran out', exit: waitedTooLong, ownWords: true };

const notConfirmed: Differing = { ...ranOut, says: 'The delivery of the event is not confirmed yet.' };

const differing = (effects: readonly string[], how: Differing) =>
  Object.fromEntries(effects.map((effect) => [effect, how]));

const own = { 'cut-over.charge-way': 'own' };
const byOrder = { ...own, 'cut-over.smoke-test': 'order' };
const byLog = { 'cut-over.smoke-test': 'request-log' };

const troubled = ['status=500', 'status=502 code=UNHEARD_OF', 'status=503', 'status=504'];
const limited = ['status=429 retry-after=0', 'status=429 retry-after=date:0', 'status=429 retry-after=3600'];
const passing = [...troubled, ...limited, 'half-body', 'html-page'];
const absent = ['status=404', 'status=405', 'html-page=404 after-commit'];
const lost = ['reset-before-commit', 'delay=3600s'];
const refused = ['status=402 code=UNHEARD_OF', 'status=403', 'status=409'];
const notAccepted = ['status=400', 'status=422 code=UNHEARD_OF'];
const noLog: Differing = { says: 'cut-over.smoke-test', exit: usage, ownWords: true };

/** Takes a way out as soon as it is offered, once. */
function takes(way: string): (launch: Launch) => void {
  return (launch) => {
    let taken = false;
    launch.subscribe(() => {
      const { moment } = launch.getState();
      if (taken || moment.kind !== 'waiting' || !moment.ways.some(({ id }) => id === way)) return;
      taken = true;
      setImmediate(() => launch.take(way));
    });
  };
}

/** Lets the deployed service call Flint once its log is watched. */
function callsFlint(launch: Launch, { receiver }: RehearsalWorld): void {
  let called = false;
  launch.subscribe(() => {
    const { moment } = launch.getState();
    if (called || moment.kind !== 'waiting' || moment.id !== 'cut-over.request-log') return;
    called = true;
    void fetch(receiver.healthUrl ?? '');
  });
}

const log = { stand: '2026-09-07', answers: byLog, does: callsFlint } as const;

/** Every call of step 5. `#2-`: the first one was answered, and it is the wait after it that meets the fault. */
export const callsOfStepFive: readonly CallOfStepFive[] = [
  // The deploy, proved from outside.
  { stand: 'guide', route: 'live GET /v1/orders', waits: true, answers: byOrder },
  { stand: 'guide', route: 'live GET /v1/orders/*', answers: byOrder, differs: { 'unknown-enum': ranOut } },
  {
    ...log,
    route: 'live GET /v1/developer/request-logs',
    differs: differing(['status=403', 'status=405', 'html-page=404 after-commit'], noLog),
  },
  {
    ...log,
    route: 'live GET /v1/developer/request-logs #2-',
    waits: true,
  },

  // The charge: through the person’s own checkout, and through a page of Flint’s.
  { stand: 'guide', route: 'live GET /v1/orders', waits: true, answers: own },
  { stand: 'guide', route: 'live GET /v1/orders/*', answers: own, differs: { 'unknown-enum': ranOut } },
  {
    stand: 'guide',
    route: 'live GET /v1/checkout-sessions',
    waits: true,
    answers: own,
    // Without the session there is no link to show: the person pays in their own shop, and here nobody does.
    differs: differing(['status=403', ...notAccepted, ...absent], ranOut),
  },
  {
    stand: 'guide',
    route: 'live GET /v1/products',
    differs: differing([...passing, ...notAccepted, ...refused, ...absent], harmless),
  },
  { stand: 'guide', route: 'live GET /v1/orders' },
  { stand: 'guide', route: 'live POST /v1/orders', write: 'order.create' },
  { stand: 'guide', route: 'live GET /v1/checkout-sessions' },
  { stand: 'guide', route: 'live POST /v1/checkout-sessions', write: 'checkout-session.create' },
  { stand: 'guide', route: 'live GET /v1/checkout-sessions/*', waits: true },
  { stand: 'guide', route: 'live GET /v1/orders/*', differs: { 'unknown-enum': ranOut } },
  { stand: 'guide', route: 'live GET /v1/orders/* #2-', waits: true, differs: { 'unknown-enum': ranOut } },
  {
    stand: 'guide',
    route: 'live POST /v1/checkout-sessions/*/close',
    write: 'checkout-session.close',
    cancels: true,
    does: takes('cancel'),
    ends: { says: 'You cancelled the charge', exit: exitCodes.confirmationMissing, ownWords: true },
    mayStayRefused: true,
    // Paid meanwhile, as far as Flint tells: it is looked at again.
    differs: { 'status=409': ranOut },
  },

  // The webhook, in both generations.
  { stand: 'guide', route: 'live GET /v1/webhook-events', waits: true },
  { stand: 'guide', route: 'live GET /v1/webhook-events/*', waits: true, differs: { 'unknown-enum': notConfirmed } },
  {
    stand: '2026-09-07',
    route: 'live GET /v1/webhook-events/*/deliveries',
    waits: true,
    differs: { 'unknown-enum': ranOut, ...differing(absent, harmless) },
  },
  {
    stand: '2026-09-07',
    route: 'live GET /v1/webhook-deliveries/*/attempts',
    waits: true,
    differs: differing([...passing, ...lost, ...notAccepted, ...refused, 'redirect', ...absent], harmless),
  },
  {
    stand: 'undelivered',
    route: 'live POST /v1/webhook-deliveries/*/resend',
    write: 'webhook-delivery.resend',
    seenFirst: true,
    mayStayRefused: true,
    does: takes('resend'),
  },

  // The refund.
  { stand: 'guide', route: 'live GET /v1/refunds' },
  { stand: 'guide', route: 'live POST /v1/refunds', write: 'refund.create' },
  { stand: 'guide', route: 'live GET /v1/refunds/*', waits: true, differs: { 'unknown-enum': ranOut } },
];

/** `GET /v1/orders/*` of a route as faults are written. */
export function operationOf(route: string): string {
  return route.replace(/^live /, '').replace(/ #.*$/, '');
}
