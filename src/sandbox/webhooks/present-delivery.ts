import type { Context } from '../context.ts';
import { planeOf } from '../context.ts';
import type { Mode, Plane } from '../state/plane.ts';
import type { WebhookAttemptRecord, WebhookDeliveryRecord } from '../state/webhook-records.ts';
import { automaticAttempts, maxAttempts } from './deliveries.ts';
import { deliveryStatus } from './status.ts';

/** The 2026-09-07 shapes of a delivery, its attempts, and what sending it led to (API notes, webhooks sections 2 and 3). */

export function presentDelivery(plane: Plane, delivery: WebhookDeliveryRecord): Record<string, unknown> {
  const last = delivery.attempts.at(-1);
  const planned = plane.tasks.find(
    (task) => task.kind === 'deliver' && task.webhook_delivery_id === delivery.webhook_delivery_id,
  );
  const status = deliveryStatus(delivery);
  const failed = status === 'failed' && last !== undefined;
  return {
    webhook_delivery_id: delivery.webhook_delivery_id,
    webhook_event_id: delivery.webhook_event_id,
    webhook_endpoint_id: delivery.webhook_endpoint_id,
    status,
    automatic_attempt_count: automaticAttempts(delivery),
    max_attempts: maxAttempts,
    delivered_at: status === 'delivered' ? last?.completed_at : undefined,
    next_retry_at: failed && planned !== undefined ? new Date(planned.at).toISOString() : undefined,
    last_response_code: last?.status_code,
    ...(failed ? { last_error: messageOf(last), ...diagnosisOf(last) } : {}),
    created_at: delivery.created_at,
    updated_at: delivery.updated_at,
  };
}

export function presentAttempt(
  delivery: WebhookDeliveryRecord,
  attempt: WebhookAttemptRecord,
): Record<string, unknown> {
  return { ...attemptOf(delivery, attempt), status: attempt.status };
}

/** What a test event or a resend led to; the last attempt is the one that was just made. */
export function presentAction(context: Context, mode: Mode, deliveryId: string): Record<string, unknown> {
  const delivery = planeOf(context, mode).webhook_deliveries[deliveryId];
  const attempt = delivery?.attempts.at(-1);
  if (delivery === undefined || attempt === undefined) throw new Error('the delivery has no attempt');
  return {
    ...attemptOf(delivery, attempt),
    attempt_status: attempt.status,
    delivery_status: deliveryStatus(delivery),
  };
}

function attemptOf(delivery: WebhookDeliveryRecord, attempt: WebhookAttemptRecord): Record<string, unknown> {
  const { status, ...shown } = attempt;
  return {
    webhook_event_id: delivery.webhook_event_id,
    webhook_delivery_id: delivery.webhook_delivery_id,
    ...shown,
    ...(status === 'failed' ? { error_message: messageOf(attempt), ...diagnosisOf(attempt) } : {}),
  };
}

/** The error fields of a failed attempt; the sentences are the sandbox's own. */
function diagnosisOf(attempt: WebhookAttemptRecord): Record<string, unknown> {
  const { status_code, diagnostic_category } = attempt;
  const category =
    status_code === undefined
      ? `webhook_${(diagnostic_category ?? 'delivery').replace(/_error$/, '')}`
      : `webhook_http_${status_code >= 500 ? '5xx' : '4xx'}`;
  return {
    error_category: category,
    error_summary: messageOf(attempt),
    recommended_action: 'Look at the handler behind this URL, then send the delivery again.',
    retryable: diagnostic_category !== 'blocked_target',
  };
}

function messageOf({ status_code, diagnostic_category }: WebhookAttemptRecord): string {
  if (status_code !== undefined) return `The receiver answered ${status_code}.`;
  return messages[diagnostic_category ?? ''] ?? 'The event could not be sent.';
}

const messages: Readonly<Record<string, string>> = {
  timeout: 'The receiver did not answer in time.',
  dns_error: 'The host name of the URL is not known.',
  tls_error: 'No secure connection to the receiver could be made.',
  connection_error: 'No connection to the receiver could be made.',
  blocked_target: 'The rehearsal sends webhooks to this machine only.',
};
