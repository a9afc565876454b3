import { createServer } from 'node:http';
import { expect, test, vi } from 'vitest';
import { orderBody, type Rehearsal, receive, rehearse, withReceiver } from './harness.ts';
import { started } from './listeners.ts';

const patience = { timeout: 10_000, interval: 5 };
const current = { api: { default: '2026-09-07' } } as const;

/** A receiver that answers with the given status, and counts. */
async function answering(status: () => number): Promise<{ url: string; calls: () => number }> {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    response.writeHead(status(), { 'Content-Type': 'text/plain' }).end('as told');
  });
  return { url: `http://127.0.0.1:${await started(server)}/hook`, calls: () => calls };
}

async function deliveryOf({ live }: Rehearsal, eventId: string) {
  return (await live('GET', `/v1/webhook-events/${eventId}/deliveries`)).body.data[0];
}

async function newestEvent({ live }: Rehearsal, filter = ''): Promise<string> {
  return (await live('GET', `/v1/webhook-events?${filter}`)).body.data[0].webhook_event_id;
}

test('a failing delivery tells when it is tried again, and each attempt what came of it', async () => {
  const rehearsal = await rehearse(current);
  let status = 503;
  const hook = await answering(() => status);
  await rehearsal.live('POST', '/v1/webhook-endpoints', { url: hook.url });
  await rehearsal.live('POST', '/v1/orders', orderBody());
  await vi.waitFor(() => expect(rehearsal.sandbox.ledger().live.deliveries).toMatchObject([{ attempts: 1 }]), patience);

  const eventId = await newestEvent(rehearsal, 'delivery_status=failed');
  const failing = await deliveryOf(rehearsal, eventId);
  expect(failing).toMatchObject({
    status: 'failed',
    automatic_attempt_count: 1,
    max_attempts: 9,
    last_response_code: 503,
    error_category: 'webhook_http_5xx',
    retryable: true,
  });
  expect(Date.parse(failing.next_retry_at)).toBe(rehearsal.clock.now() + 2_000);
  expect(failing.delivered_at).toBeUndefined();

  status = 200;
  rehearsal.clock.advance(2_000);
  await vi.waitFor(() => expect(hook.calls()).toBe(2), patience);
  await vi.waitFor(async () => {
    expect(await deliveryOf(rehearsal, eventId)).toMatchObject({ status: 'delivered', automatic_attempt_count: 2 });
  }, patience);
  const path = `/v1/webhook-deliveries/${failing.webhook_delivery_id}`;
  const delivered = (await rehearsal.live('GET', path)).body.data;
  expect([delivered.next_retry_at, delivered.last_error]).toEqual([undefined, undefined]);
  const attempts = (await rehearsal.live('GET', `${path}/attempts`)).body.data;
  expect(attempts).toMatchObject([
    { attempt_number: 2, status: 'delivered', delivery_trigger: 'automatic_retry', status_code: 200 },
    { attempt_number: 1, status: 'failed', delivery_trigger: 'automatic_delivery', response_body_excerpt: 'as told' },
  ]);
  expect((await rehearsal.live('GET', '/v1/webhook-events?delivery_status=failed')).body.data).toEqual([]);
});

test('a resend goes to the present address, with the same event id, and ends the failing', async () => {
  const rehearsal = await rehearse(current);
  const broken = await answering(() => 500);
  const made = await rehearsal.live('POST', '/v1/webhook-endpoints', { url: broken.url });
  const receiver = await receive({ secret: () => made.body.data.secret });
  await rehearsal.live('POST', '/v1/orders', orderBody());
  await vi.waitFor(() => expect(rehearsal.sandbox.ledger().live.deliveries).toMatchObject([{ attempts: 1 }]), patience);
  await rehearsal.live('PATCH', `/v1/webhook-endpoints/${made.body.data.webhook_endpoint_id}`, { url: receiver.url });

  const eventId = await newestEvent(rehearsal);
  const { webhook_delivery_id } = await deliveryOf(rehearsal, eventId);
  const path = `/v1/webhook-deliveries/${webhook_delivery_id}/resend`;
  const again = await rehearsal.live('POST', path, { reason_message: 'handler fixed' });
  expect(again.body.data).toMatchObject({
    attempt_number: 2,
    attempt_status: 'delivered',
    delivery_status: 'delivered',
    delivery_trigger: 'manual_resend',
    reason_message: 'handler fixed',
  });
  expect(receiver.received.map(({ id }) => id)).toEqual([eventId]);
  rehearsal.clock.advance(60_000);
  await rehearsal.live('GET', '/v1/webhook-events');
  expect(rehearsal.sandbox.ledger().live.deliveries).toMatchObject([{ attempts: 2 }]);
});

test('a failed resend leaves the planned retries as they were', async () => {
  const rehearsal = await rehearse(current);
  const broken = await answering(() => 500);
  await rehearsal.live('POST', '/v1/webhook-endpoints', { url: broken.url });
  await rehearsal.live('POST', '/v1/orders', orderBody());
  await vi.waitFor(() => expect(rehearsal.sandbox.ledger().live.deliveries).toMatchObject([{ attempts: 1 }]), patience);
  const { webhook_delivery_id } = await deliveryOf(rehearsal, await newestEvent(rehearsal));
  const again = await rehearsal.live('POST', `/v1/webhook-deliveries/${webhook_delivery_id}/resend`);
  expect(again.body.data).toMatchObject({ attempt_status: 'failed', error_category: 'webhook_http_5xx' });
  const after = (await rehearsal.live('GET', `/v1/webhook-deliveries/${webhook_delivery_id}`)).body.data;
  expect([after.automatic_attempt_count, after.next_retry_at]).toEqual([1, expect.any(String)]);
});

test('a delivery that is on its way, or has nowhere to go, is not sent again', async () => {
  const rehearsal = await rehearse(current);
  const arrived = Promise.withResolvers<() => void>();
  const slow = createServer((_request, response) => arrived.resolve(() => response.end()));
  const url = `http://127.0.0.1:${await started(slow)}/hook`;
  const made = await rehearsal.live('POST', '/v1/webhook-endpoints', { url });
  await rehearsal.live('POST', '/v1/orders', orderBody());
  const release = await arrived.promise;
  const { webhook_delivery_id } = await deliveryOf(rehearsal, await newestEvent(rehearsal));
  const path = `/v1/webhook-deliveries/${webhook_delivery_id}/resend`;
  const busy = await rehearsal.live('POST', path);
  expect([busy.status, busy.body.error.code]).toEqual([409, 'WEBHOOK_DELIVERY_IN_FLIGHT']);
  expect(busy.body.error.remediation.retryable).toBe(true);
  release();
  await vi.waitFor(
    () => expect(rehearsal.sandbox.ledger().live.deliveries).toMatchObject([{ status: 'delivered' }]),
    patience,
  );
  await rehearsal.live('PATCH', `/v1/webhook-endpoints/${made.body.data.webhook_endpoint_id}`, { enabled: false });
  const nowhere = await rehearsal.live('POST', path);
  expect([nowhere.status, nowhere.body.error.code]).toEqual([409, 'WEBHOOK_ENDPOINT_NOT_ACTIVE']);
});

test('a retry to an endpoint that was switched off is suppressed', async () => {
  const rehearsal = await rehearse(current);
  const broken = await answering(() => 500);
  const made = await rehearsal.live('POST', '/v1/webhook-endpoints', { url: broken.url });
  await rehearsal.live('POST', '/v1/orders', orderBody());
  await vi.waitFor(() => expect(rehearsal.sandbox.ledger().live.deliveries).toMatchObject([{ attempts: 1 }]), patience);
  await rehearsal.live('PATCH', `/v1/webhook-endpoints/${made.body.data.webhook_endpoint_id}`, { enabled: false });
  rehearsal.clock.advance(2_000);
  await vi.waitFor(
    () => expect(rehearsal.sandbox.ledger().live.deliveries).toMatchObject([{ status: 'suppressed', attempts: 1 }]),
    patience,
  );
  expect(broken.calls()).toBe(1);
});

test('events are found by what they are about, by request and by their endpoint', async () => {
  const rehearsal = await rehearse(current);
  const { endpointId, receiver } = await withReceiver(rehearsal);
  const headers = { 'X-Request-Id': 'order-request' };
  const order = await rehearsal.live('POST', '/v1/orders', orderBody(), { headers });
  await rehearsal.live('POST', '/v1/orders', orderBody());
  await vi.waitFor(() => expect(receiver.received).toHaveLength(2), patience);
  const { order_id } = order.body.data;
  const log = (await rehearsal.live('GET', '/v1/developer/request-logs?request_id=order-request')).body.data[0];
  for (const [query, count] of [
    [`resource_type=order&resource_id=${order_id}`, 1],
    ['request_id=order-request', 1],
    [`api_request_log_id=${log.api_request_log_id}`, 1],
    [`webhook_endpoint_id=${endpointId}`, 2],
    ['webhook_endpoint_id=whep_other', 0],
    ['event_source=merchant&event_type=order.created', 2],
    ['event_source=partner_app', 0],
    ['correlation_id=none', 0],
    ['event_type=order.created', 2],
  ] as const) {
    expect([query, (await rehearsal.live('GET', `/v1/webhook-events?${query}`)).body.data.length]).toEqual([
      query,
      count,
    ]);
  }
});

test('test events are hidden unless they are asked for', async () => {
  const rehearsal = await rehearse(current);
  const { endpointId } = await withReceiver(rehearsal);
  const path = `/v1/webhook-endpoints/${endpointId}/test-events`;
  await rehearsal.live('POST', path, { event_type: 'order.paid' });
  const paid = '/v1/webhook-events?event_type=order.paid';
  expect((await rehearsal.live('GET', paid)).body.data).toEqual([]);
  const asked = (await rehearsal.live('GET', `${paid}&include=test_events`)).body.data;
  expect(asked).toMatchObject([{ test: true, event_origin: 'test_api', event_type: 'order.paid' }]);
});

test('the payload of an event needs the read scope of what it is about', async () => {
  const rehearsal = await rehearse(current);
  await rehearsal.live('POST', '/v1/orders', orderBody());
  const eventId = await newestEvent(rehearsal);
  const narrow = await rehearsal.live('POST', '/v1/api-keys', { name: 'Narrow', scopes: ['webhooks.read'] });
  const key = narrow.body.data.secret_key;
  const hidden = (await rehearsal.live('GET', `/v1/webhook-events/${eventId}`, undefined, { key })).body.data;
  const shown = (await rehearsal.live('GET', `/v1/webhook-events/${eventId}`)).body.data;
  expect([hidden.payload, shown.payload.event_type]).toEqual([undefined, 'order.created']);
});

test('where a rotation overlaps, both secrets sign for 24 hours and the new one alone afterwards', async () => {
  const rehearsal = await rehearse({ ...current, quirks: { rotationOverlap: true } });
  const secrets = { old: '', new: '' };
  const old = await receive({ secret: () => secrets.old });
  const made = await rehearsal.live('POST', '/v1/webhook-endpoints', { url: old.url });
  secrets.old = made.body.data.secret;
  const path = `/v1/webhook-endpoints/${made.body.data.webhook_endpoint_id}`;
  secrets.new = (await rehearsal.live('POST', `${path}/rotate-secret`)).body.data.secret;
  const send = async () =>
    (await rehearsal.live('POST', `${path}/test-events`, { event_type: 'refund.created' })).body.data.attempt_status;
  expect(await send()).toBe('delivered');
  const headers = rehearsal.exchanges.findLast(({ kind }) => kind === 'delivery')?.requestHeaders;
  expect(headers?.['webhook-signature']?.split(' ')).toHaveLength(2);
  expect(headers?.['X-Flint-Signature']?.match(/v1=/g)).toHaveLength(2);
});

test('an endpoint of the later generation has a version of its own that can be guarded', async () => {
  const { live } = await rehearse(current);
  const made = await live('POST', '/v1/webhook-endpoints', {
    url: 'https://example.com/hook',
    api_version: '2026-09-07',
  });
  expect(made.body.data).toMatchObject({ api_version: '2026-09-07', event_sources: ['merchant'] });
  const path = `/v1/webhook-endpoints/${made.body.data.webhook_endpoint_id}`;
  const stale = await live('PATCH', path, { api_version: 'default', expected_api_version: '2026-02-01' });
  expect([stale.status, stale.body.error.code]).toEqual([409, 'API_VERSION_CHANGED']);
  const changed = await live('PATCH', path, { api_version: 'default', expected_api_version: '2026-09-07' });
  expect(changed.body.data.api_version).toBe('default');
  const partner = await live('POST', '/v1/webhook-endpoints', {
    url: 'https://example.com',
    event_sources: ['partner_app'],
  });
  expect([partner.status, partner.body.error.param]).toEqual([400, 'event_sources']);
});
