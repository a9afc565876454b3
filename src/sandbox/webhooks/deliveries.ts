import { type Context, later, planeOf, timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import type { Exchange } from '../options.ts';
import type { Mode } from '../state/plane.ts';
import type { WebhookDeliveryRecord, WebhookEndpointRecord, WebhookEventRecord } from '../state/webhook-records.ts';
import { type AttemptOutcome, post } from './attempt.ts';
import { legacySignature, standardSignature } from './sign.ts';

/** As in the one published example (API notes, webhooks section 4). */
export const maxAttempts = 9;

/** The wait before the second attempt; it doubles each time. Flint publishes no schedule, so this one is the rehearsal's. */
const firstBackOffMilliseconds = 2_000;

export interface DeliveryOptions {
  readonly timeoutMilliseconds: number;
  readonly signal: AbortSignal;
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

/** What led to an attempt, and what a person who asked for it said. */
export type AttemptCause =
  | { readonly trigger: 'automatic' | 'test_event' }
  | { readonly trigger: 'manual_resend'; readonly reason?: string | undefined };

/**
 * Makes one attempt of a delivery and records it. A failed automatic attempt is planned again with back-off, unless the target
 * can never be reached; a delivered one ends the planning. Rejects when the signal is aborted; nothing is recorded then.
 */
export async function attemptDelivery(
  context: Context,
  options: DeliveryOptions,
  mode: Mode,
  deliveryId: string,
  cause: AttemptCause,
): Promise<AttemptOutcome> {
  const started = timestamp(context);
  const letter = letterOf(context, mode, deliveryId);
  if (letter === undefined) {
    suppress(context, mode, deliveryId);
    return {
      status: 'failed',
      diagnosis: 'request_error',
      durationMilliseconds: 0,
      responseHeaders: {},
      responseBody: '',
    };
  }
  const outcome = await send(context, options, letter);
  // Read again: a save that failed meanwhile has replaced the records.
  const plane = planeOf(context, mode);
  const delivery = plane.webhook_deliveries[deliveryId];
  if (delivery === undefined) return outcome;
  record(context, delivery, outcome, started, cause);
  if (outcome.status === 'failed' && cause.trigger === 'manual_resend') return outcome;

  plane.tasks = plane.tasks.filter((task) => task.kind !== 'deliver' || task.webhook_delivery_id !== deliveryId);
  const automatic = automaticAttempts(delivery);
  const again =
    outcome.status === 'failed' &&
    outcome.diagnosis !== 'blocked_target' &&
    cause.trigger === 'automatic' &&
    automatic < maxAttempts;
  if (again) {
    const wait = firstBackOffMilliseconds * 2 ** (automatic - 1);
    plane.tasks.push({ kind: 'deliver', at: later(context, wait), webhook_delivery_id: deliveryId });
  } else {
    delivery.status = outcome.status;
  }
  return outcome;
}

/** Attempts that nobody asked for; only these use up the tries of a delivery. */
export function automaticAttempts({ attempts }: WebhookDeliveryRecord): number {
  return attempts.filter(({ delivery_trigger }) => delivery_trigger.startsWith('automatic_')).length;
}

function record(
  context: Context,
  delivery: WebhookDeliveryRecord,
  outcome: AttemptOutcome,
  started: string,
  cause: AttemptCause,
): void {
  const finished = timestamp(context);
  const automatic = automaticAttempts(delivery) === 0 ? 'automatic_delivery' : 'automatic_retry';
  delivery.attempts.push({
    webhook_delivery_attempt_id: newId('watt', context.clock.now()),
    delivery_trigger: cause.trigger === 'automatic' ? automatic : cause.trigger,
    attempt_number: delivery.attempts.length + 1,
    status: outcome.status,
    status_code: outcome.statusCode,
    duration_milliseconds: outcome.durationMilliseconds,
    diagnostic_category: outcome.diagnosis,
    response_body_excerpt: outcome.responseBody === '' ? undefined : outcome.responseBody.slice(0, longestExcerpt),
    response_content_type: outcome.responseHeaders['content-type'],
    ...(cause.trigger === 'manual_resend' ? { reason_message: cause.reason } : {}),
    started_at: started,
    completed_at: finished,
  });
  delivery.updated_at = finished;
}

/** Most of a receiver's answer that is kept with an attempt. */
const longestExcerpt = 256;

/** The endpoint is gone or switched off, so nothing is sent any more. */
function suppress(context: Context, mode: Mode, deliveryId: string): void {
  const plane = planeOf(context, mode);
  plane.tasks = plane.tasks.filter((task) => task.kind !== 'deliver' || task.webhook_delivery_id !== deliveryId);
  const delivery = plane.webhook_deliveries[deliveryId];
  if (delivery === undefined) return;
  delivery.status = 'suppressed';
  delivery.updated_at = timestamp(context);
}

interface Letter {
  readonly event: WebhookEventRecord;
  readonly endpoint: WebhookEndpointRecord;
}

function letterOf(context: Context, mode: Mode, deliveryId: string): Letter | undefined {
  const plane = planeOf(context, mode);
  const delivery = plane.webhook_deliveries[deliveryId];
  const event = delivery && plane.webhook_events[delivery.webhook_event_id];
  const endpoint = delivery && plane.webhook_endpoints[delivery.webhook_endpoint_id];
  return event === undefined || endpoint?.enabled !== true ? undefined : { event, endpoint };
}

/** Posts the event with every header of the API notes, webhooks section 4, and both signatures. */
async function send(context: Context, options: DeliveryOptions, { event, endpoint }: Letter): Promise<AttemptOutcome> {
  const eventId = event.webhook_event_id;
  const now = context.clock.now();
  const signed = { secrets: secretsOf(endpoint, now), eventId, timestamp: Math.floor(now / 1000), body: event.body };
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'Flint-Webhooks/1.0',
    'X-Flint-Webhook-ID': eventId,
    'X-Flint-Event-Type': event.event_type,
    'X-Flint-Webhook-Endpoint-ID': endpoint.webhook_endpoint_id,
    'X-Flint-Signature': legacySignature(signed),
    'webhook-id': eventId,
    'webhook-timestamp': String(signed.timestamp),
    'webhook-signature': standardSignature(signed),
  };
  const outcome = await post({ ...options, url: endpoint.url, headers, body: event.body });
  options.onExchange?.({
    kind: 'delivery',
    generation: context.api.speaks('webhook-envelope'),
    method: 'POST',
    path: new URL(endpoint.url).pathname,
    query: {},
    requestHeaders: headers,
    requestBody: JSON.parse(event.body),
    status: outcome.statusCode ?? 0,
    responseHeaders: outcome.responseHeaders,
    ...(outcome.responseBody === '' ? {} : { responseBody: outcome.responseBody }),
  });
  return outcome;
}

/** The secrets that sign now: the endpoint's own, and for a while the one before, where that is so. */
function secretsOf({ secret, previous_secret }: WebhookEndpointRecord, now: number): string[] {
  return previous_secret !== undefined && now < previous_secret.until ? [secret, previous_secret.secret] : [secret];
}
