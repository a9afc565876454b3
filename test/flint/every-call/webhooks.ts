import { expect } from 'vitest';
import { listDeliveryAttempts } from '../../../src/flint/delivery-attempts.ts';
import { accepted, sendTestEvent, type TestEvent } from '../../../src/flint/test-events.ts';
import {
  type Delivery,
  deliveriesOf,
  isDelivered,
  readDelivery,
  resendDelivery,
} from '../../../src/flint/webhook-deliveries.ts';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  listWebhookEndpoints,
  readWebhookEndpoint,
  rotateWebhookSecret,
  updateWebhookEndpoint,
} from '../../../src/flint/webhook-endpoints.ts';
import { paidOrderEventName, readEventTypes } from '../../../src/flint/webhook-event-types.ts';
import {
  findEventsAbout,
  listFailedEvents,
  listWebhookEvents,
  readWebhookEvent,
} from '../../../src/flint/webhook-events.ts';
import { all, type CallUnderTest, idempotencyKey, itemsSay, listOf, only, sent, value } from './judging.ts';

function deliveriesSay(endpointId: string, read: readonly Delivery[], data: unknown): void {
  if (!isDelivered(read, endpointId)) return;
  const stated = Array.isArray(data) ? data : [data];
  const concerned = stated.filter((one) => (sent(one, 'webhook_endpoint_id') ?? endpointId) === endpointId);
  expect(concerned.length).toBeGreaterThan(0);
  for (const one of concerned) expect(sent(one, 'status') ?? sent(one, 'event_status')).toBe('delivered');
}

export const webhookCalls: Readonly<Record<string, CallUnderTest | readonly CallUnderTest[]>> = {
  listWebhookEndpoints: {
    operation: 'GET /v1/webhook-endpoints',
    call: (client) => all(listWebhookEndpoints(client)),
  },
  readWebhookEndpoint: {
    operation: 'GET /v1/webhook-endpoints/{webhook_endpoint_id}',
    call: (client) => value(readWebhookEndpoint(client, 'whep_1abc')),
    judge: (read, data) => only(sent(read, 'enabled') === true, [sent(data, 'enabled'), true]),
  },
  createWebhookEndpoint: {
    operation: 'POST /v1/webhook-endpoints',
    call: (client) => value(createWebhookEndpoint(client, { url: 'https://shop.example/hook', idempotencyKey })),
    judge: (read, data) => only(sent(read, 'enabled') === true, [sent(data, 'enabled'), true]),
  },
  updateWebhookEndpoint: {
    operation: 'PATCH /v1/webhook-endpoints/{webhook_endpoint_id}',
    call: (client) => value(updateWebhookEndpoint(client, { endpointId: 'whep_1abc', enabled: true, idempotencyKey })),
    judge: (read, data) => only(sent(read, 'enabled') === true, [sent(data, 'enabled'), true]),
  },
  deleteWebhookEndpoint: {
    operation: 'DELETE /v1/webhook-endpoints/{webhook_endpoint_id}',
    call: (client) => value(deleteWebhookEndpoint(client, { endpointId: 'whep_1abc', idempotencyKey })),
  },
  rotateWebhookSecret: {
    operation: 'POST /v1/webhook-endpoints/{webhook_endpoint_id}/rotate-secret',
    call: (client) => value(rotateWebhookSecret(client, { endpointId: 'whep_1abc', idempotencyKey })),
  },
  sendTestEvent: {
    operation: 'POST /v1/webhook-endpoints/{webhook_endpoint_id}/test-events',
    call: async (client) =>
      (await sendTestEvent(client, { endpointId: 'whep_1abc', eventType: 'refund.created', idempotencyKey })).value,
    judge: (read, data) => {
      // What sendTestEvent gives.
      const code = Number(sent(data, 'status_code'));
      only(accepted(read as TestEvent), [sent(data, 'attempt_status'), 'delivered'], [code >= 200 && code < 300, true]);
    },
  },
  paidOrderEventName: {
    operation: 'GET /v1/webhook-event-types',
    call: (client) => paidOrderEventName(client),
    judge: (read, data) => {
      if (sent(read, 'source') !== 'listed') return;
      const listed = Array.isArray(data) ? data.map((type) => sent(type, 'event_type')) : [];
      expect(listed).toEqual(expect.arrayContaining([...listOf(sent(read, 'names'))]));
    },
  },
  readEventTypes: {
    operation: 'GET /v1/webhook-event-types',
    call: (client) => readEventTypes(client),
  },
  listWebhookEvents: {
    operation: 'GET /v1/webhook-events',
    call: (client) => all(listWebhookEvents(client)),
  },
  listFailedEvents: {
    operation: 'GET /v1/webhook-events',
    call: (client) => all(listFailedEvents(client)),
  },
  findEventsAbout: {
    operation: 'GET /v1/webhook-events',
    call: (client) => findEventsAbout(client, { eventType: 'order.paid', resourceId: 'ord_1abc' }),
    judge: (read, data) => expect(listOf(read).length).toBeLessThanOrEqual(Array.isArray(data) ? data.length : 0),
  },
  readWebhookEvent: {
    operation: 'GET /v1/webhook-events/{webhook_event_id}',
    call: (client) => value(readWebhookEvent(client, 'whev_1abc')),
  },
  deliveriesOf: [
    'GET /v1/webhook-events/{webhook_event_id}',
    'GET /v1/webhook-events/{webhook_event_id}/deliveries',
  ].map(
    (operation): CallUnderTest => ({
      operation,
      call: (client) => value(deliveriesOf(client, 'whev_1abc')),
      judge: (read, data) => deliveriesSay('whep_1abc', listOf(read), data),
    }),
  ),
  readDelivery: {
    operation: 'GET /v1/webhook-deliveries/{webhook_delivery_id}',
    call: (client) => value(readDelivery(client, 'wdel_1abc')),
    judge: (read, data) => itemsSay('delivered', listOf([read]), [data]),
  },
  listDeliveryAttempts: {
    operation: 'GET /v1/webhook-deliveries/{webhook_delivery_id}/attempts',
    call: (client) => all(listDeliveryAttempts(client, 'wdel_1abc')),
    judge: (read, data) => itemsSay('delivered', listOf(read), data),
  },
  resendDelivery: {
    operation: 'POST /v1/webhook-deliveries/{webhook_delivery_id}/resend',
    call: (client) => value(resendDelivery(client, { deliveryId: 'wdel_1abc', idempotencyKey })),
  },
};
