import type { Evidence } from '../../flint/answer.ts';
import type { FlintClient } from '../../flint/client.ts';
import { type DeliveryAttempt, listDeliveryAttempts } from '../../flint/delivery-attempts.ts';
import { type Delivery, deliveriesOf } from '../../flint/webhook-deliveries.ts';
import { listFailedEvents, type WebhookEvent } from '../../flint/webhook-events.ts';

/**
 * An event that did not arrive. `deliveries` are those that failed and `lastAttempt` is the latest try of the newest; both are known of the
 * latest few events only, and the guide's generation has neither.
 */
export interface FailedEvent {
  readonly event: WebhookEvent;
  readonly deliveries: readonly Delivery[];
  readonly lastAttempt?: DeliveryAttempt;
}

/** What did not arrive, newest first. `more`: there are more than were read. */
export interface Failures {
  readonly events: readonly FailedEvent[];
  readonly more: boolean;
  readonly evidence: Evidence;
}

/** How many events are counted, and of how many the deliveries are read. */
const mostEvents = 500;
const mostRead = 5;

/** Reads which events failed since a time, and how the latest of them were answered. Only reads are sent. */
export async function readFailures(client: FlintClient, since: Date): Promise<Failures> {
  const found: WebhookEvent[] = [];
  let evidence: Evidence | undefined;
  for await (const page of listFailedEvents(client, { createdAfter: since.toISOString() }).pages()) {
    found.push(...page.value);
    evidence = page.evidence;
    if (found.length >= mostEvents) break;
  }
  if (evidence === undefined) throw new Error('A list has at least one page.');
  const newest = found.toSorted((one, other) => (other.createdAt ?? '').localeCompare(one.createdAt ?? ''));
  const events: FailedEvent[] = [];
  for (const [place, event] of newest.entries()) {
    events.push(place < mostRead ? await withDeliveries(client, event) : { event, deliveries: [] });
  }
  return { events, more: found.length >= mostEvents, evidence };
}

async function withDeliveries(client: FlintClient, event: WebhookEvent): Promise<FailedEvent> {
  const { value } = await deliveriesOf(client, event.id);
  const deliveries = value.filter(({ status }) => status === 'failed');
  const attempts: DeliveryAttempt[] = [];
  for (const { id } of deliveries) {
    if (id !== undefined) attempts.push(...(await listDeliveryAttempts(client, id).all()).value);
  }
  const lastAttempt = attempts
    .toSorted((one, other) => (one.startedAt ?? '').localeCompare(other.startedAt ?? ''))
    .at(-1);
  return { event, deliveries, ...(lastAttempt === undefined ? {} : { lastAttempt }) };
}
