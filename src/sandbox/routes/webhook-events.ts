import { z } from 'zod';
import type { Plane } from '../state/plane.ts';
import type { WebhookEventRecord } from '../state/webhook-records.ts';
import { notFound } from '../transport/api-error.ts';
import { matches, withinTime } from '../transport/filters.ts';
import { createdBounds, idInput, listQuery } from '../transport/inputs.ts';
import { listed, ok, type Route, route } from '../transport/route.ts';
import { holds, reading } from '../transport/scopes.ts';
import { eventStatus } from '../webhooks/status.ts';

/** Synthetic events are hidden from the list. The filter is the guide's; the later generation's name is refused. */
const listEvents = route({
  method: 'GET',
  path: '/v1/webhook-events',
  scope: reading('webhooks'),
  query: listQuery({
    status: z.string().optional(),
    webhook_endpoint_id: idInput('whep').optional(),
    event_type: z.string().optional(),
    ...createdBounds,
  }),
  handle(call) {
    const { plane, query } = call;
    const found = Object.values(plane.webhook_events).filter(
      (event) =>
        !event.test &&
        matches(query.event_type, event.event_type) &&
        withinTime(event, query) &&
        (query.status === undefined || query.status === eventStatus(plane, event.webhook_event_id)) &&
        (query.webhook_endpoint_id === undefined || wentTo(plane, event, query.webhook_endpoint_id)),
    );
    return listed(call, found, (event) => present(plane, event));
  },
});

const readEvent = route({
  method: 'GET',
  path: '/v1/webhook-events/:webhook_event_id',
  scope: reading('webhooks'),
  handle({ plane, key, parameter }) {
    const id = parameter('webhook_event_id');
    const event = plane.webhook_events[id];
    if (event === undefined) throw notFound('webhook event', id);
    const domain = domains[event.event_type.split('.')[0] ?? ''];
    const visible = domain === undefined || holds(key, `${domain}.read`);
    return ok({ ...present(plane, event), ...(visible ? { payload: JSON.parse(event.body) } : {}) });
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
};

function wentTo(plane: Plane, event: WebhookEventRecord, endpointId: string): boolean {
  return Object.values(plane.webhook_deliveries).some(
    (one) => one.webhook_event_id === event.webhook_event_id && one.webhook_endpoint_id === endpointId,
  );
}

function present(plane: Plane, { body: _body, ...event }: WebhookEventRecord): Record<string, unknown> {
  return {
    ...event,
    event_origin: event.test ? 'test_api' : 'business_event',
    event_status: eventStatus(plane, event.webhook_event_id),
  };
}

export const webhookEventRoutes: readonly Route[] = [listEvents, readEvent];
