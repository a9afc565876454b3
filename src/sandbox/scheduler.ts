import { announceCapability } from './account/announce-capability.ts';
import { type Context, planeOf } from './context.ts';
import { expireCheckoutSession } from './payments/checkout-sessions.ts';
import { settleRefund } from './payments/refunds.ts';
import type { Mode, Plane } from './state/plane.ts';
import type { Task } from './state/task.ts';

/** Lets things happen when their time has come: settlements, expiries, announcements and deliveries. */
export interface Scheduler {
  /** Does at once everything that is due, but for deliveries. */
  catchUp(): void;
  /**
   * Saves the state if a call has written or time has brought something, then starts the deliveries that are due and sets
   * the alarm for what is next. Nothing is delivered that is not saved.
   */
  commit(written: boolean): void;
  stop(): void;
}

/** Wait before the next try when the state could not be saved. */
const pauseAfterFailureMilliseconds = 1_000;

export function createScheduler(context: Context): Scheduler {
  let stopped = false;
  let unsaved = false;
  let cancelAlarm: (() => void) | undefined;

  const all = (): Array<{ mode: Mode; task: Task }> =>
    (['test', 'live'] as const).flatMap((mode) => planeOf(context, mode).tasks.map((task) => ({ mode, task })));
  const inFlight = (deliveryId: string) => context.deliveriesInFlight.has(deliveryId);
  const due = () => all().filter(({ task }) => task.at <= context.clock.now());

  function catchUp(): void {
    const ready = due().filter(({ task }) => task.kind !== 'deliver');
    for (const { mode, task } of ready.sort((one, other) => one.task.at - other.task.at)) {
      const plane = planeOf(context, mode);
      plane.tasks = plane.tasks.filter((other) => other !== task);
      carryOut(context, mode, task);
    }
    if (ready.length > 0) unsaved = true;
  }

  function commit(written: boolean): void {
    if (written || unsaved) context.store.save();
    unsaved = false;
    if (!stopped) arm();
  }

  function arm(): void {
    for (const { mode, task } of due()) {
      if (task.kind === 'deliver' && !inFlight(task.webhook_delivery_id)) deliver(mode, task.webhook_delivery_id);
    }
    const waiting = all().filter(({ task }) => task.kind !== 'deliver' || !inFlight(task.webhook_delivery_id));
    cancelAlarm?.();
    cancelAlarm = undefined;
    if (waiting.length > 0) setAlarm(Math.min(...waiting.map(({ task }) => task.at)));
  }

  function setAlarm(at: number): void {
    cancelAlarm = context.clock.wake(at, () => {
      cancelAlarm = undefined;
      commitOrRetry();
    });
  }

  function deliver(mode: Mode, deliveryId: string): void {
    // Cut off by close() the task stays, and the delivery goes out after the next start.
    const trigger = isSynthetic(planeOf(context, mode), deliveryId) ? 'test_event' : 'automatic';
    context.attemptDelivery(mode, deliveryId, { trigger }).then(commitOrRetry, () => undefined);
  }

  function commitOrRetry(): void {
    if (stopped) return;
    try {
      catchUp();
      commit(true);
    } catch {
      // The store took the changes back; they are due again after a pause.
      cancelAlarm?.();
      setAlarm(context.clock.now() + pauseAfterFailureMilliseconds);
    }
  }

  return {
    catchUp,
    commit,
    stop() {
      stopped = true;
      cancelAlarm?.();
    },
  };
}

/** A test event that is still planned was cut off by the end of the process; it keeps its one attempt. */
function isSynthetic(plane: Plane, deliveryId: string): boolean {
  const eventId = plane.webhook_deliveries[deliveryId]?.webhook_event_id;
  return eventId !== undefined && plane.webhook_events[eventId]?.test === true;
}

function carryOut(context: Context, mode: Mode, task: Task): void {
  switch (task.kind) {
    case 'settle-refund':
      settleRefund(context, mode, task.refund_id);
      break;
    case 'expire-checkout-session':
      expireCheckoutSession(context, mode, task.checkout_session_id);
      break;
    case 'announce-capability':
      announceCapability(context, mode, task.capability);
      break;
    case 'deliver':
      break;
  }
}
