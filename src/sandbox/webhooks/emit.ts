import { type Context, planeOf, timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import type { Mode } from '../state/plane.ts';
import type { WebhookDeliveryRecord, WebhookEndpointRecord, WebhookEventRecord } from '../state/webhook-records.ts';
import type { RequestCause } from '../transport/route.ts';

export interface NewEvent {
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly resource?: { readonly type: string; readonly id: string };
  /** The request that caused it. */
  readonly cause?: RequestCause | undefined;
}

/** Records an event and lines up its delivery to every endpoint that subscribed to it. */
export function emit(context: Context, mode: Mode, event: NewEvent): void {
  const record = recordEvent(context, mode, event, false);
  for (const endpoint of Object.values(planeOf(context, mode).webhook_endpoints)) {
    if (!endpoint.enabled || !subscribes(endpoint, event.type)) continue;
    planDelivery(context, mode, recordDelivery(context, mode, record, endpoint));
  }
}

/**
 * Records a synthetic event for one endpoint. Its single attempt is made by the caller, at once; only if that is cut off by the
 * end of the process is it made by the schedule, after the next start.
 */
export function recordTestEvent(
  context: Context,
  mode: Mode,
  event: NewEvent,
  endpoint: WebhookEndpointRecord,
): WebhookDeliveryRecord {
  const delivery = recordDelivery(context, mode, recordEvent(context, mode, event, true), endpoint);
  planDelivery(context, mode, delivery);
  return delivery;
}

function planDelivery(context: Context, mode: Mode, { webhook_delivery_id }: WebhookDeliveryRecord): void {
  planeOf(context, mode).tasks.push({ kind: 'deliver', at: context.clock.now(), webhook_delivery_id });
}

function subscribes(endpoint: WebhookEndpointRecord, type: string): boolean {
  return endpoint.enabled_events.length === 0 || endpoint.enabled_events.includes(type);
}

/** The envelope of the API notes, webhooks section 4; the later generation adds two fields. */
function recordEvent(context: Context, mode: Mode, event: NewEvent, test: boolean): WebhookEventRecord {
  const at = timestamp(context);
  const id = newId('whev', context.clock.now());
  const { cause } = event;
  const request = cause === undefined ? null : { id: cause.requestId, idempotency_key: cause.idempotencyKey ?? null };
  const envelope = {
    webhook_event_id: id,
    event_type: event.type,
    ...(context.api.isCurrent('webhook-envelope') ? { api_version: '2026-09-07', request } : {}),
    payload_version: 1,
    mode,
    merchant_id: context.store.state.merchant_id,
    created_at: at,
    ...(test ? { test: true } : {}),
    data: event.data,
  };
  const record: WebhookEventRecord = {
    webhook_event_id: id,
    event_type: event.type,
    test,
    resource_type: event.resource?.type,
    resource_id: event.resource?.id,
    request_id: cause?.requestId,
    body: JSON.stringify(envelope),
    created_at: at,
  };
  planeOf(context, mode).webhook_events[id] = record;
  return record;
}

function recordDelivery(
  context: Context,
  mode: Mode,
  event: WebhookEventRecord,
  endpoint: WebhookEndpointRecord,
): WebhookDeliveryRecord {
  const id = newId('wdel', context.clock.now());
  const record: WebhookDeliveryRecord = {
    webhook_delivery_id: id,
    webhook_event_id: event.webhook_event_id,
    webhook_endpoint_id: endpoint.webhook_endpoint_id,
    status: 'pending',
    attempts: [],
    created_at: event.created_at,
    updated_at: event.created_at,
  };
  planeOf(context, mode).webhook_deliveries[id] = record;
  return record;
}
