import { type Context, later, planeOf, timestamp } from '../context.ts';
import type { Exchange } from '../options.ts';
import type { Mode } from '../state/plane.ts';
import type { WebhookDeliveryRecord } from '../state/webhook-records.ts';
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

/**
 * Makes one attempt of a delivery and records it. A failed attempt of a business event is planned again with back-off,
 * unless the target can never be reached. Rejects when the signal is aborted; nothing is recorded then.
 */
export async function attemptDelivery(
  context: Context,
  options: DeliveryOptions,
  mode: Mode,
  deliveryId: string,
): Promise<AttemptOutcome> {
  const started = timestamp(context);
  const outcome = await send(context, options, mode, deliveryId);
  // Read again: a save that failed meanwhile has replaced the records.
  const plane = planeOf(context, mode);
  const delivery = plane.webhook_deliveries[deliveryId];
  if (delivery === undefined) return outcome;
  record(delivery, outcome, started, timestamp(context));

  const event = plane.webhook_events[delivery.webhook_event_id];
  plane.tasks = plane.tasks.filter((task) => task.kind !== 'deliver' || task.webhook_delivery_id !== deliveryId);
  const again =
    outcome.status === 'failed' &&
    outcome.diagnosis !== 'blocked_target' &&
    event?.test === false &&
    delivery.attempts.length < maxAttempts &&
    plane.webhook_endpoints[delivery.webhook_endpoint_id]?.enabled === true;
  if (again) {
    const wait = firstBackOffMilliseconds * 2 ** (delivery.attempts.length - 1);
    plane.tasks.push({ kind: 'deliver', at: later(context, wait), webhook_delivery_id: deliveryId });
  } else {
    delivery.status = outcome.status;
  }
  return outcome;
}

function record(delivery: WebhookDeliveryRecord, outcome: AttemptOutcome, started: string, finished: string): void {
  delivery.attempts.push({
    attempt_number: delivery.attempts.length + 1,
    status: outcome.status,
    status_code: outcome.statusCode,
    duration_milliseconds: outcome.durationMilliseconds,
    diagnostic_category: outcome.diagnosis,
    started_at: started,
  });
  delivery.updated_at = finished;
}

/** Posts the event with every header of the API notes, webhooks section 4, and both signatures. */
async function send(
  context: Context,
  options: DeliveryOptions,
  mode: Mode,
  deliveryId: string,
): Promise<AttemptOutcome> {
  const plane = planeOf(context, mode);
  const delivery = plane.webhook_deliveries[deliveryId];
  const event = delivery && plane.webhook_events[delivery.webhook_event_id];
  const endpoint = delivery && plane.webhook_endpoints[delivery.webhook_endpoint_id];
  if (event === undefined || endpoint === undefined || !endpoint.enabled) {
    return {
      status: 'failed',
      diagnosis: 'request_error',
      durationMilliseconds: 0,
      responseHeaders: {},
      responseBody: '',
    };
  }
  const eventId = event.webhook_event_id;
  const signed = {
    secret: endpoint.secret,
    eventId,
    timestamp: Math.floor(context.clock.now() / 1000),
    body: event.body,
  };
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
