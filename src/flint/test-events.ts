import { z } from 'zod';
import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { shownBy } from './generations.ts';
import { path } from './transport/path.ts';
import { resource } from './wire/envelope.ts';
import { id, integer, optionalId, text } from './wire/fields.ts';
import { openEnum, optionalOpenEnum } from './wire/open-enum.ts';

/**
 * How one signed synthetic event fared at the receiver (the guide, step 4). A failing receiver still gives a 2xx from Flint, so only
 * `accepted` decides. The diagnostic fields exist in the later generation only; `responseExcerpt` is what the receiver answered.
 */
export type TestEvent = z.output<typeof testEvent>;

const testEvent = z
  .object({
    webhook_event_id: id,
    webhook_delivery_id: optionalId,
    event_status: optionalOpenEnum(['delivered', 'failed', 'pending']),
    delivery_status: optionalOpenEnum(['pending', 'delivered', 'failed', 'suppressed']),
    attempt_status: openEnum(['queued', 'sending', 'delivered', 'failed']),
    attempt_number: integer,
    status_code: integer,
    duration_milliseconds: integer,
    diagnostic_category: optionalOpenEnum([
      'timeout',
      'dns_error',
      'tls_error',
      'connection_error',
      'blocked_target',
      'request_error',
      'http_error',
    ]),
    error_message: text,
    error_summary: text,
    recommended_action: text,
    response_body_excerpt: text,
  })
  .transform(
    (wire) =>
      ({
        eventId: wire.webhook_event_id,
        deliveryId: wire.webhook_delivery_id,
        attemptStatus: wire.attempt_status,
        attemptNumber: wire.attempt_number,
        statusCode: wire.status_code,
        durationMilliseconds: wire.duration_milliseconds,
        diagnostic: wire.diagnostic_category,
        errorMessage: wire.error_message,
        errorSummary: wire.error_summary,
        recommendedAction: wire.recommended_action,
        responseExcerpt: wire.response_body_excerpt,
        generation: wire.event_status !== undefined && wire.delivery_status === undefined ? 'guide' : '2026-09-07',
      }) as const,
  );

/** Sends a synthetic event of any type to an endpoint; the type need not be among the endpoint's own. */
export async function sendTestEvent(
  client: FlintClient,
  sent: { readonly endpointId: string; readonly eventType: string; readonly idempotencyKey: string },
): Promise<Answer<TestEvent>> {
  const answer = await client.request({
    method: 'POST',
    path: path`/v1/webhook-endpoints/${sent.endpointId}/test-events`,
    body: { event_type: sent.eventType },
    idempotencyKey: sent.idempotencyKey,
    answer: resource(testEvent),
  });
  return shownBy(client, 'test event', answer.value.generation, answer);
}

/** Whether the receiver acknowledged the event: the attempt is delivered and its own answer was a 2xx. */
export function accepted(event: Pick<TestEvent, 'attemptStatus' | 'statusCode'>): boolean {
  const { attemptStatus, statusCode = 0 } = event;
  return attemptStatus === 'delivered' && statusCode >= 200 && statusCode < 300;
}

/** Whether the attempt is still under way, so that its delivery has to be read until it settles. */
export function underWay(event: Pick<TestEvent, 'attemptStatus'>): boolean {
  return event.attemptStatus === 'queued' || event.attemptStatus === 'sending';
}
