import { z } from 'zod';
import { type Answer, withValue } from './answer.ts';
import type { FlintClient } from './client.ts';
import { isNotFound } from './errors.ts';
import { generationOf, shownBy } from './generations.ts';
import { list } from './listing.ts';
import type { OpenEnum } from './open-word.ts';
import { wordOf } from './open-word.ts';
import { path } from './transport/path.ts';
import { isListedUnder, readWebhookEvent, type WebhookEvent } from './webhook-events.ts';
import { resource } from './wire/envelope.ts';
import { flag, id, integer, optionalId, text, time } from './wire/fields.ts';
import { openEnum, optionalOpenEnum } from './wire/open-enum.ts';

/**
 * How sending one event to one endpoint went. The guide's generation has one status an event and no deliveries: then `id`,
 * `endpointId` and the rest are undefined and the status is that of the event (the API notes, webhooks, section 3).
 */
export interface Delivery {
  readonly eventId: string;
  readonly status: OpenEnum<'pending' | 'delivered' | 'failed' | 'suppressed'>;
  readonly id: string | undefined;
  readonly endpointId: string | undefined;
  readonly attempts: number | undefined;
  readonly attemptLimit: number | undefined;
  readonly deliveredAt: string | undefined;
  readonly nextRetryAt: string | undefined;
  readonly lastResponseCode: number | undefined;
  readonly lastError: string | undefined;
  readonly recommendedAction: string | undefined;
  readonly retryable: boolean | undefined;
}

const delivery = z
  .object({
    webhook_delivery_id: id,
    webhook_event_id: id,
    webhook_endpoint_id: id,
    status: openEnum(['pending', 'delivered', 'failed', 'suppressed']),
    automatic_attempt_count: integer,
    max_attempts: integer,
    delivered_at: time,
    next_retry_at: time,
    last_response_code: integer,
    last_error: text,
    error_summary: text,
    recommended_action: text,
    retryable: flag,
  })
  .transform((wire): Delivery & { readonly id: string } => ({
    eventId: wire.webhook_event_id,
    status: wire.status,
    id: wire.webhook_delivery_id,
    endpointId: wire.webhook_endpoint_id,
    attempts: wire.automatic_attempt_count,
    attemptLimit: wire.max_attempts,
    deliveredAt: wire.delivered_at,
    nextRetryAt: wire.next_retry_at,
    lastResponseCode: wire.last_response_code,
    lastError: wire.last_error ?? wire.error_summary,
    recommendedAction: wire.recommended_action,
    retryable: wire.retryable,
  }));

const resent = z
  .object({
    webhook_event_id: id,
    webhook_delivery_attempt_id: optionalId,
    attempt_status: optionalOpenEnum(['queued', 'sending', 'delivered', 'failed']),
    status_code: integer,
  })
  .transform((wire) => ({
    eventId: wire.webhook_event_id,
    /** Of the attempt that this brought about. */
    attemptId: wire.webhook_delivery_attempt_id,
    /** Of the attempt just made, as far as it is known already. */
    attemptStatus: wire.attempt_status,
    statusCode: wire.status_code,
  }));

/** What Flint says of a delivery that it was asked to make again. */
export type Resent = z.output<typeof resent>;

/** A delivery that is listed twice with two statuses counts with both, so that the better one alone never decides. */
function idAndStatus({ id: deliveryId, status }: Delivery & { readonly id: string }): string {
  return `${deliveryId} ${wordOf(status)}`;
}

/** Reads how an event was delivered, in whichever shape the server has. An event without any stated status gives an unknown one. */
export async function deliveriesOf(client: FlintClient, eventId: string): Promise<Answer<readonly Delivery[]>> {
  if (generationOf(client, 'deliveries') !== 'guide') {
    try {
      const route = path`/v1/webhook-events/${eventId}/deliveries`;
      const answer = await list(client, { path: route, item: delivery, idOf: idAndStatus }).all();
      return shownBy(client, 'deliveries', '2026-09-07', answer);
    } catch (error) {
      if (!isNotFound(error) || generationOf(client, 'deliveries') === '2026-09-07') throw error;
    }
  }
  const event = await readWebhookEvent(client, eventId);
  const status = event.value.status ?? (await statusByFilter(client, event.value));
  return shownBy(client, 'deliveries', 'guide', withValue(event, [ofEvent(eventId, status)]));
}

const statuses = ['pending', 'delivered', 'failed', 'suppressed'] as const;

/**
 * A server in between has neither deliveries nor a status on its events, only the later filter by delivery status. The status is the one
 * filter under which the event is listed; with several, or none, nothing is known.
 */
async function statusByFilter(client: FlintClient, event: WebhookEvent): Promise<Delivery['status']> {
  const found: (typeof statuses)[number][] = [];
  for (const status of statuses) {
    if (await isListedUnder(client, event, status)) found.push(status);
  }
  const [only, ...others] = found;
  return only === undefined || others.length > 0 ? { unknown: '' } : only;
}

/** Reads one delivery. The later generation only. */
export async function readDelivery(client: FlintClient, deliveryId: string): Promise<Answer<Delivery>> {
  const route = path`/v1/webhook-deliveries/${deliveryId}`;
  return await client.request({ method: 'GET', path: route, answer: resource(delivery) });
}

/** Whether an event certainly arrived: every delivery of it that concerns the endpoint is exactly `delivered`, and there is one. */
export function isDelivered(deliveries: readonly Delivery[], endpointId: string): boolean {
  const concerned = deliveries.filter((item) => item.endpointId === undefined || item.endpointId === endpointId);
  return concerned.length > 0 && concerned.every((item) => item.status === 'delivered');
}

/** Sends a delivery again, to the endpoint's current URL. The later generation only; a 2xx is acceptance, not arrival. */
export async function resendDelivery(
  client: FlintClient,
  again: { readonly deliveryId: string; readonly idempotencyKey: string },
): Promise<Answer<Resent>> {
  return await client.request({
    method: 'POST',
    path: path`/v1/webhook-deliveries/${again.deliveryId}/resend`,
    body: {},
    idempotencyKey: again.idempotencyKey,
    answer: resource(resent),
  });
}

function ofEvent(eventId: string, status: Delivery['status']): Delivery {
  return {
    eventId,
    status,
    id: undefined,
    endpointId: undefined,
    attempts: undefined,
    attemptLimit: undefined,
    deliveredAt: undefined,
    nextRetryAt: undefined,
    lastResponseCode: undefined,
    lastError: undefined,
    recommendedAction: undefined,
    retryable: undefined,
  };
}
