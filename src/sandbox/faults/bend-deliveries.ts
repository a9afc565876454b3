import { type Context, planeOf } from '../context.ts';
import type { Mode } from '../state/plane.ts';
import type { AttemptOutcome } from '../webhooks/attempt.ts';
import type { AttemptCause } from '../webhooks/deliveries.ts';
import type { FaultPlan } from './fault-plan.ts';
import { pause } from './pause.ts';

/** Makes one attempt of a delivery, and records it. */
export type Attempting = (mode: Mode, deliveryId: string, cause: AttemptCause) => Promise<AttemptOutcome>;

/** How long a delivery that is held back waits, at rehearsal pace, for another one to overtake it. */
const patienceMilliseconds = 5_000;

/**
 * Lets faults strike the deliveries they name. Each attempt is a delivery of its own. A duplicate is recorded as one more
 * attempt. Test events are never held back, since the call that made them waits for their outcome.
 */
export function bendDeliveries(
  context: Context,
  plan: FaultPlan,
  closing: AbortSignal,
  attempting: Attempting,
): Attempting {
  const heldBack = new Map<string, () => void>();

  /** Until the next delivery to the same endpoint has been made. One at a time: the next one would be what it waits for. */
  async function holdBack(endpointId: string): Promise<void> {
    if (heldBack.has(endpointId)) return;
    const overtaken = new Promise<boolean>((resolve) => heldBack.set(endpointId, () => resolve(true)));
    const patience = new AbortController();
    const gaveUp = pause(
      context.clock,
      patienceMilliseconds / context.speed,
      AbortSignal.any([closing, patience.signal]),
    );
    await Promise.race([overtaken, gaveUp]);
    patience.abort();
    heldBack.delete(endpointId);
    closing.throwIfAborted();
  }

  return async (mode, deliveryId, cause) => {
    const plane = planeOf(context, mode);
    const delivery = plane.webhook_deliveries[deliveryId];
    const event = delivery && plane.webhook_events[delivery.webhook_event_id];
    if (delivery === undefined || event === undefined) return attempting(mode, deliveryId, cause);

    const endpointId = delivery.webhook_endpoint_id;
    const struck = plan.strikeDelivery({ eventType: event.event_type, mode });
    const kinds = new Set(struck.map(({ effect }) => effect.kind));
    for (const { effect } of struck) {
      if (effect.kind !== 'delay') continue;
      await pause(context.clock, effect.milliseconds, closing);
      closing.throwIfAborted();
    }
    if (kinds.has('out-of-order') && !event.test) await holdBack(endpointId);
    const outcome = await attempting(mode, deliveryId, cause);
    heldBack.get(endpointId)?.();
    if (kinds.has('duplicate') && outcome.status === 'delivered') await attempting(mode, deliveryId, cause);
    return outcome;
  };
}
