import { z } from 'zod';
import type { FlintClient } from './client.ts';
import { FlintError } from './errors.ts';
import { rememberGeneration } from './generations.ts';
import { list } from './listing.ts';
import { id } from './wire/fields.ts';

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

const eventType = z.object({ event_type: id }).transform((wire) => wire.event_type);

/** Finds the name of the paid event (the API notes, webhooks, section 3). */
export async function paidOrderEventName(client: FlintClient): Promise<PaidOrderEventName> {
  const candidates = [paidEventNames.guide, paidEventNames['2026-09-07']];
  const types = await readEventTypes(client);
  const names = candidates.filter((name) => types.includes(name));
  if (names.length === 0) return { source: 'assumed', names: candidates };
  rememberGeneration(client, 'paid event', names.includes(paidEventNames.guide) ? 'guide' : '2026-09-07');
  return { source: 'listed', names };
}

/** All event types the server lists; empty where it has no list this key can read. */
export async function readEventTypes(client: FlintClient): Promise<readonly string[]> {
  try {
    const types = list(client, { path: '/v1/webhook-event-types', item: eventType, idOf: (name) => name });
    return (await types.all()).value;
  } catch (error) {
    const unreadable = ['not-found', 'forbidden', 'invalid', 'not-understood'];
    if (error instanceof FlintError && unreadable.includes(error.problem)) return [];
    throw error;
  }
}
