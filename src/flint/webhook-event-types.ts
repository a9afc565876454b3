import { z } from 'zod';
import type { FlintClient } from './client.ts';
import { FlintError } from './errors.ts';
import { rememberGeneration, whereServed } from './generations.ts';
import { list } from './listing.ts';
import { id, text, texts } from './wire/fields.ts';

/** The paid event of the guide and that of the later generation. */
export const paidEventNames = { guide: 'order.payment_succeeded', '2026-09-07': 'order.paid' } as const;

/**
 * How the server calls the event that an order was paid. `listed`: from its own list, one name or both. `assumed`: there is no
 * readable list; try `names` in their order when registering, and if both are refused subscribe to every event.
 */
export interface PaidOrderEventName {
  readonly source: 'listed' | 'assumed';
  readonly names: readonly string[];
}

/** A type of event that an endpoint can receive. */
export type WebhookEventType = z.output<typeof eventType>;

const eventType = z
  .object({ event_type: id, description: text, event_sources: texts })
  .transform((wire) => ({ name: wire.event_type, description: wire.description, sources: wire.event_sources }));

/** Finds the name of the paid event (the API notes, webhooks, section 3). */
export async function paidOrderEventName(client: FlintClient): Promise<PaidOrderEventName> {
  const candidates = [paidEventNames.guide, paidEventNames['2026-09-07']];
  const types = await readEventTypes(client);
  const names = candidates.filter((name) => types.some((type) => type.name === name));
  if (names.length === 0) return { source: 'assumed', names: candidates };
  notePaidEvent(client, names);
  return { source: 'listed', names };
}

/** Remembers the name of the paid event from names that the server is known to accept. */
export function notePaidEvent(client: FlintClient, accepted: readonly string[]): void {
  if (accepted.includes(paidEventNames.guide)) rememberGeneration(client, 'paid event', 'guide');
  else if (accepted.includes(paidEventNames['2026-09-07'])) rememberGeneration(client, 'paid event', '2026-09-07');
}

/** All event types the server lists; empty where it has no list this key can read. */
export async function readEventTypes(client: FlintClient): Promise<readonly WebhookEventType[]> {
  const types = list(client, { path: '/v1/webhook-event-types', item: eventType, idOf: (type) => type.name });
  try {
    return (await whereServed(client, 'event types', '2026-09-07', () => types.all()))?.value ?? [];
  } catch (error) {
    const unreadable = ['not-found', 'forbidden', 'invalid', 'not-understood'];
    if (error instanceof FlintError && unreadable.includes(error.problem)) return [];
    throw error;
  }
}
