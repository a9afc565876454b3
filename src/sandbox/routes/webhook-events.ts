import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Plane } from '../state/plane.ts';
import type { WebhookDeliveryRecord, WebhookEventRecord } from '../state/webhook-records.ts';
import { notFound } from '../transport/api-error.ts';
import { matches, withinTime } from '../transport/filters.ts';
import { createdBounds, idInput, listQuery, repeatable } from '../transport/inputs.ts';
import { requestLogOf } from '../transport/request-log.ts';
import { listed, ok, type Route, route } from '../transport/route.ts';
import { holds, reading } from '../transport/scopes.ts';
import { resourceTypes } from '../webhooks/resource-types.ts';
import { deliveryStatus, eventStatus } from '../webhooks/status.ts';

const filters = {
  webhook_endpoint_id: idInput('whep').optional(),
  event_type: z
    .string()
    .regex(/^[a-z_]+(\.[a-z_]+)+$/, 'the name of an event type')
    .optional(),
  ...createdBounds,
};

/** The guide's form: an event has a status, and synthetic events are hidden for good. */
const listGuideEvents = route({
  feature: 'failed-events',
  only: 'guide',
  method: 'GET',
  path: '/v1/webhook-events',
  scope: reading('webhooks'),
  query: listQuery({ ...filters, status: z.string().optional() }),
  handle(call) {
    const { context, plane, query } = call;
    const found = Object.values(plane.webhook_events).filter(
      (event) =>
        !event.test &&
        matches(query.event_type, event.event_type) &&
        withinTime(event, query) &&
        matches(query.status, eventStatus(plane, event.webhook_event_id)) &&
        matches(query.webhook_endpoint_id, endpointAmong(plane, event, query.webhook_endpoint_id)),
    );
    return listed(call, found, (event) => present(context, plane, event));
  },
});

/** The form of 2026-09-07: only deliveries have a status, and synthetic events are shown when asked for. */
const listCurrentEvents = route({
  feature: 'failed-events',
  only: '2026-09-07',
  method: 'GET',
  path: '/v1/webhook-events',
  scope: reading('webhooks'),
  query: listQuery({
    ...filters,
    delivery_status: z.enum(['pending', 'delivered', 'failed', 'suppressed']).optional(),
    resource_type: z.enum(resourceTypes).optional(),
    resource_id: z.string().optional(),
    event_source: repeatable(z.string()),
    partner_app_id: z.string().optional(),
    api_request_log_id: z.string().optional(),
    request_id: z.string().optional(),
    correlation_id: z.string().optional(),
    include: z.literal('test_events').optional(),
  }),
  handle(call) {
    const { context, plane, query } = call;
    const found = Object.values(plane.webhook_events).filter(
      (event) =>
        (!event.test || query.include === 'test_events') &&
        matches(query.event_type, event.event_type) &&
        matches(query.resource_type, event.resource_type) &&
        matches(query.resource_id, event.resource_id) &&
        matches(query.request_id, event.request_id) &&
        matches(query.api_request_log_id, requestLogOf(plane, event.request_id)?.api_request_log_id) &&
        (query.correlation_id ?? query.partner_app_id) === undefined &&
        (query.event_source?.includes('merchant') ?? true) &&
        withinTime(event, query) &&
        wasDelivered(plane, event, query),
    );
    return listed(call, found, (event) => present(context, plane, event));
  },
});

const readEvent = route({
  feature: 'failed-events',
  method: 'GET',
  path: '/v1/webhook-events/:webhook_event_id',
  scope: reading('webhooks'),
  handle({ context, plane, key, parameter }) {
    const id = parameter('webhook_event_id');
    const event = plane.webhook_events[id];
    if (event === undefined) throw notFound('webhook event', id);
    const domain = domains[event.event_type.split('.')[0] ?? ''];
    const visible = domain === undefined || holds(key, `${domain}.read`);
    return ok({ ...present(context, plane, event), ...(visible ? { payload: JSON.parse(event.body) } : {}) });
  },
});

/** Whose read scope is needed for the payload of an event. */
const domains: Readonly<Record<string, string>> = {
  order: 'commerce.orders',
  refund: 'commerce.refunds',
  payment_intent: 'payments.payment_intents',
  checkout_session: 'checkouts.checkout_sessions',
  balance_transaction: 'money_movement.balance_transactions',
  capability: 'capabilities',
  merchant: 'merchants.profile',
  dispute: 'payments.disputes',
  invoice: 'commerce.invoices',
  subscription: 'commerce.subscriptions',
  payout: 'money_movement.payouts',
  customer: 'customers',
  payment_method: 'payments.payment_methods',
  return: 'commerce.returns',
};

/** Both filters look at the same delivery. */
function wasDelivered(
  plane: Plane,
  event: WebhookEventRecord,
  query: { readonly webhook_endpoint_id?: string | undefined; readonly delivery_status?: string | undefined },
): boolean {
  const { webhook_endpoint_id, delivery_status } = query;
  if (webhook_endpoint_id === undefined && delivery_status === undefined) return true;
  return deliveriesOf(plane, event).some(
    (one) => matches(webhook_endpoint_id, one.webhook_endpoint_id) && matches(delivery_status, deliveryStatus(one)),
  );
}

function endpointAmong(plane: Plane, event: WebhookEventRecord, endpointId: string | undefined): string | undefined {
  return deliveriesOf(plane, event).find(({ webhook_endpoint_id }) => webhook_endpoint_id === endpointId)
    ?.webhook_endpoint_id;
}

function deliveriesOf(plane: Plane, { webhook_event_id }: WebhookEventRecord): WebhookDeliveryRecord[] {
  return Object.values(plane.webhook_deliveries).filter((one) => one.webhook_event_id === webhook_event_id);
}

function present(context: Context, plane: Plane, record: WebhookEventRecord): Record<string, unknown> {
  const { body: _body, ...event } = record;
  const shown = { ...event, event_origin: event.test ? 'test_api' : 'business_event' };
  if (!context.api.isCurrent('failed-events')) {
    return { ...shown, event_status: eventStatus(plane, event.webhook_event_id) };
  }
  const log = requestLogOf(plane, event.request_id);
  return { ...shown, event_source: 'merchant', api_request_log_id: log?.api_request_log_id };
}

export const webhookEventRoutes: readonly Route[] = [listGuideEvents, listCurrentEvents, readEvent];
