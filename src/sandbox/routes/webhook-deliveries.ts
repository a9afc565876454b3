import { z } from 'zod';
import type { Plane } from '../state/plane.ts';
import type { WebhookDeliveryRecord } from '../state/webhook-records.ts';
import { ApiError, notFound } from '../transport/api-error.ts';
import { listQuery } from '../transport/inputs.ts';
import { listed, ok, type Route, route } from '../transport/route.ts';
import { reading, writing } from '../transport/scopes.ts';
import { presentAction, presentAttempt, presentDelivery } from '../webhooks/present-delivery.ts';

const place = { feature: 'deliveries', only: '2026-09-07' } as const;

const listDeliveries = route({
  ...place,
  method: 'GET',
  path: '/v1/webhook-events/:webhook_event_id/deliveries',
  scope: reading('webhooks'),
  query: listQuery({}),
  handle(call) {
    const id = call.parameter('webhook_event_id');
    if (call.plane.webhook_events[id] === undefined) throw notFound('webhook event', id);
    const found = Object.values(call.plane.webhook_deliveries).filter(
      ({ webhook_event_id }) => webhook_event_id === id,
    );
    return listed(call, found, (delivery) => presentDelivery(call.plane, delivery));
  },
});

const readDelivery = route({
  ...place,
  method: 'GET',
  path: '/v1/webhook-deliveries/:webhook_delivery_id',
  scope: reading('webhooks'),
  handle: ({ plane, parameter }) => ok(presentDelivery(plane, find(plane, parameter('webhook_delivery_id')))),
});

const listAttempts = route({
  ...place,
  method: 'GET',
  path: '/v1/webhook-deliveries/:webhook_delivery_id/attempts',
  scope: reading('webhooks'),
  query: listQuery({}),
  handle(call) {
    const delivery = find(call.plane, call.parameter('webhook_delivery_id'));
    return listed(call, delivery.attempts, (attempt) => presentAttempt(delivery, attempt));
  },
});

/** Sends the original payload to the endpoint's present URL. */
const resend = route({
  ...place,
  method: 'POST',
  path: '/v1/webhook-deliveries/:webhook_delivery_id/resend',
  scope: writing('webhooks'),
  bodyOptional: true,
  body: z.strictObject({ reason_message: z.string().optional(), reason: z.string().optional() }),
  async handle({ context, mode, plane, parameter, body }) {
    const delivery = find(plane, parameter('webhook_delivery_id'));
    const id = delivery.webhook_delivery_id;
    const untried = delivery.status === 'pending' && delivery.attempts.length === 0;
    if (untried || context.deliveriesInFlight.has(id)) {
      const message = 'An attempt of this delivery is being made right now.';
      throw new ApiError(409, 'WEBHOOK_DELIVERY_IN_FLIGHT', message, { remediation: { retryable: true } });
    }
    if (plane.webhook_endpoints[delivery.webhook_endpoint_id]?.enabled !== true) {
      throw new ApiError(409, 'WEBHOOK_ENDPOINT_NOT_ACTIVE', 'The webhook endpoint is disabled or deleted.');
    }
    const reason = body.reason_message ?? body.reason;
    await context.attemptDelivery(mode, id, { trigger: 'manual_resend', reason });
    return ok(presentAction(context, mode, id));
  },
});

function find(plane: Plane, id: string): WebhookDeliveryRecord {
  const delivery = plane.webhook_deliveries[id];
  if (delivery === undefined) throw notFound('webhook delivery', id);
  return delivery;
}

export const webhookDeliveryRoutes: readonly Route[] = [listDeliveries, readDelivery, listAttempts, resend];
