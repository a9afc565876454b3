import { z } from 'zod';
import type { FlintClient } from './client.ts';
import { type Listing, list } from './listing.ts';
import { path } from './transport/path.ts';
import { flag, id, integer, text, time } from './wire/fields.ts';
import { openEnum, optionalOpenEnum } from './wire/open-enum.ts';

/** One try of a delivery. `responseExcerpt` is what the receiver answered (the API notes, webhooks, section 3). */
export type DeliveryAttempt = z.output<typeof attempt>;

const attempt = z
  .object({
    webhook_delivery_attempt_id: id,
    attempt_number: integer,
    status: openEnum(['queued', 'sending', 'delivered', 'failed']),
    delivery_trigger: optionalOpenEnum(['automatic_delivery', 'automatic_retry', 'manual_resend', 'test_event']),
    status_code: integer,
    duration_milliseconds: integer,
    started_at: time,
    completed_at: time,
    diagnostic_category: text,
    error_message: text,
    error_summary: text,
    recommended_action: text,
    response_body_excerpt: text,
    retryable: flag,
  })
  .transform((wire) => ({
    id: wire.webhook_delivery_attempt_id,
    number: wire.attempt_number,
    status: wire.status,
    trigger: wire.delivery_trigger,
    statusCode: wire.status_code,
    durationMilliseconds: wire.duration_milliseconds,
    startedAt: wire.started_at,
    completedAt: wire.completed_at,
    diagnostic: wire.diagnostic_category,
    error: wire.error_summary ?? wire.error_message,
    recommendedAction: wire.recommended_action,
    responseExcerpt: wire.response_body_excerpt,
    retryable: wire.retryable,
  }));

/** Lists the attempts of a delivery. The later generation only: an older server answers 404. */
export function listDeliveryAttempts(client: FlintClient, deliveryId: string): Listing<DeliveryAttempt> {
  return list(client, {
    path: path`/v1/webhook-deliveries/${deliveryId}/attempts`,
    item: attempt,
    idOf: (item) => item.id,
  });
}
