import { z } from 'zod';
import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { isNotFound, isUnknownInput } from './errors.ts';
import { type Generation, generationOf, rememberGeneration } from './generations.ts';
import { Listing, list } from './listing.ts';
import { path, type Query } from './transport/path.ts';
import { resource } from './wire/envelope.ts';
import { flag, id, optionalId, record, text, time } from './wire/fields.ts';
import { optionalOpenEnum } from './wire/open-enum.ts';

/**
 * Something that happened and was to be sent. `status` is stated by the guide's generation only; in the later one ask for the event's
 * deliveries. Lists come without `payload`; a single read has it where the key may see the resource. It is as sent: never show it.
 */
export type WebhookEvent = z.output<typeof webhookEvent>;

/** What to list; times are RFC 3339. */
export interface EventFilter {
  readonly eventType?: string | undefined;
  readonly createdAfter?: string | undefined;
  readonly endpointId?: string | undefined;
}

const eventStatus = optionalOpenEnum(['pending', 'delivered', 'failed', 'suppressed']);

const webhookEvent = z
  .object({
    webhook_event_id: id,
    event_type: text,
    event_status: eventStatus,
    status: eventStatus,
    test: flag,
    resource_type: text,
    resource_id: optionalId,
    request_id: text,
    created_at: time,
    payload: record.optional().catch(undefined),
  })
  .transform((wire) => ({
    id: wire.webhook_event_id,
    type: wire.event_type,
    status: wire.event_status ?? wire.status,
    test: wire.test,
    resourceType: wire.resource_type,
    resourceId: wire.resource_id,
    requestId: wire.request_id,
    createdAt: wire.created_at,
    payload: wire.payload,
  }));

/** Lists events, newest or oldest first as the server pleases. Synthetic events are left out by Flint. */
export function listWebhookEvents(client: FlintClient, filter: EventFilter = {}): Listing<WebhookEvent> {
  return listWith(client, filter, {});
}

/**
 * Lists events whose delivery failed: the guide's filter first; that of the later generation where the first is refused or was ignored.
 * Where the items state a status it has to be a failed one.
 */
export function listFailedEvents(client: FlintClient, filter: EventFilter = {}): Listing<WebhookEvent> {
  return new Listing(async function* () {
    const generation = generationOf(client, 'failed events') ?? (await filterServed(client, filter));
    rememberGeneration(client, 'failed events', generation);
    yield* listWith(client, filter, failedFilters[generation]).pages();
  });
}

const failedFilters = { guide: { status: 'failed' }, '2026-09-07': { delivery_status: 'failed' } } as const;

/** An event that states another status shows that the filter was ignored; one that states none leaves it open, so the other is tried. */
async function filterServed(client: FlintClient, filter: EventFilter): Promise<Generation> {
  const page = await firstPage(client, filter, failedFilters.guide);
  if (page === undefined) return '2026-09-07';
  if (page.some(({ status }) => status !== undefined && status !== 'failed')) return '2026-09-07';
  if (page.every(({ status }) => status === 'failed')) return 'guide';
  return (await firstPage(client, filter, failedFilters['2026-09-07'])) === undefined ? 'guide' : '2026-09-07';
}

async function firstPage(
  client: FlintClient,
  filter: EventFilter,
  failed: Query,
): Promise<readonly WebhookEvent[] | undefined> {
  try {
    for await (const { value } of listWith(client, filter, failed, () => true).pages()) return value;
    return [];
  } catch (error) {
    if (isUnknownInput(error)) return undefined;
    throw error;
  }
}

/** Whether an event is listed under a delivery status, by the filter of the later generation; false where that filter is refused. */
export async function isListedUnder(
  client: FlintClient,
  event: Pick<WebhookEvent, 'id' | 'type' | 'test'>,
  status: 'pending' | 'delivered' | 'failed' | 'suppressed',
): Promise<boolean> {
  try {
    // Synthetic events are listed only where they are asked for.
    const query = { delivery_status: status, ...(event.test === true ? { include: 'test_events' } : {}) };
    for await (const listed of listWith(client, { eventType: event.type }, query, () => true)) {
      if (listed.id === event.id) return true;
    }
    return false;
  } catch (error) {
    if (isUnknownInput(error) || isNotFound(error)) return false;
    throw error;
  }
}

/** Reads one event. */
export async function readWebhookEvent(client: FlintClient, eventId: string): Promise<Answer<WebhookEvent>> {
  return await client.request({
    method: 'GET',
    path: path`/v1/webhook-events/${eventId}`,
    answer: resource(webhookEvent),
  });
}

/**
 * Finds the events of one type that are about one object, such as the paid event of an order. Lists do not always say what an event is
 * about; then each event of that type is read and its payload searched. Events that do not tell are left out.
 */
export async function findEventsAbout(
  client: FlintClient,
  sought: { readonly eventType: string; readonly resourceId: string; readonly createdAfter?: string | undefined },
): Promise<readonly Answer<WebhookEvent>[]> {
  const found: Answer<WebhookEvent>[] = [];
  const { eventType, resourceId, createdAfter } = sought;
  for await (const page of listWebhookEvents(client, { eventType, createdAfter }).pages()) {
    for (const event of page.value) {
      if (event.type !== eventType) continue;
      if (event.resourceId === resourceId) found.push({ value: event, evidence: page.evidence });
      else if (event.payload === undefined) {
        const read = await readWebhookEvent(client, event.id);
        if (isAbout(read.value, resourceId)) found.push(read);
      } else if (isAbout(event, resourceId)) found.push({ value: event, evidence: page.evidence });
    }
  }
  return found;
}

/** Whether an event names an object, as its resource or anywhere in its payload (flat and nested shapes both occur). */
function isAbout(event: WebhookEvent, resourceId: string): boolean {
  return event.resourceId === resourceId || mentions(event.payload, resourceId);
}

function listWith(
  client: FlintClient,
  filter: EventFilter,
  failed: Query,
  keep = ({ status }: WebhookEvent) => Object.keys(failed).length === 0 || status === undefined || status === 'failed',
): Listing<WebhookEvent> {
  return list(client, {
    path: '/v1/webhook-events',
    query: {
      ...failed,
      event_type: filter.eventType,
      created_after: filter.createdAfter,
      webhook_endpoint_id: filter.endpointId,
    },
    item: webhookEvent,
    idOf: (event) => event.id,
    keep,
  });
}

function mentions(value: unknown, sought: string): boolean {
  if (value === sought) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some((inner) => mentions(inner, sought));
}
