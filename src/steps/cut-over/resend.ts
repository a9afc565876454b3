import { z } from 'zod';
import { FlintError } from '../../flint/errors.ts';
import { resendDelivery } from '../../flint/webhook-deliveries.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { Write } from '../../launch/write.ts';
import type { ProductionClient } from '../connections.ts';
import { words } from './copy.ts';
import type { SeenEvent } from './events.ts';

const resent = z.object({ eventId: z.string() });

/** Sends every failed delivery again, to the endpoint's current URL. Whether it arrives is seen by looking on. */
export async function resendFailed(step: Verbs, client: ProductionClient, events: readonly SeenEvent[]): Promise<void> {
  const failed = events.flatMap(({ deliveries }) => deliveries.filter(({ status }) => status === 'failed'));
  for (const { id } of failed) {
    if (id === undefined) continue;
    try {
      await step.perform(resend(client, id, nextAttempt(step, id)));
    } catch (error) {
      // Flint is sending it at this very moment: that is what was wanted.
      if (!(error instanceof FlintError) || error.code !== 'WEBHOOK_DELIVERY_IN_FLIGHT') throw error;
      step.tell(words.onItsWay);
    }
  }
}

/** The first that was not finished yet; one whose answer was lost is sent under its own key. */
function nextAttempt(step: Verbs, deliveryId: string): number {
  for (let attempt = 1; ; attempt += 1) {
    const { kind } = step.standing({ name: nameOf(deliveryId, attempt), result: resent });
    if (kind !== 'finished') return attempt;
  }
}

function resend(client: ProductionClient, deliveryId: string, attempt: number): Write<z.infer<typeof resent>> {
  return {
    name: nameOf(deliveryId, attempt),
    title: 'Send the event to your handler again',
    uses: [],
    result: resent,
    send: async (idempotencyKey) => {
      const { value, evidence } = await resendDelivery(client, { deliveryId, idempotencyKey });
      return { result: { eventId: value.eventId }, evidence };
    },
    undo: {
      possible: false,
      because: 'An event that was delivered again carries its old id, by which handlers know it.',
    },
  };
}

function nameOf(deliveryId: string, attempt: number): string {
  return `webhook-delivery.resend.${deliveryId}#${attempt}`;
}
