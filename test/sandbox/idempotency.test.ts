import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { orderBody, rehearse } from './harness.ts';
import { started } from './listeners.ts';

const dayInMilliseconds = 24 * 60 * 60 * 1000;

test('the same call under the same key is done once and answered again', async () => {
  const { sandbox, live } = await rehearse();
  const first = await live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'order-1' });
  const second = await live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'order-1' });
  expect([second.status, second.body.data]).toEqual([first.status, first.body.data]);
  expect(second.headers.get('Idempotency-Replayed')).toBe('true');
  expect(second.body.meta.idempotency_replayed).toBe(true);
  expect(second.body.request_id).not.toBe(first.body.request_id);
  expect(first.headers.has('Idempotency-Replayed')).toBe(false);
  expect(sandbox.ledger().live.orders).toHaveLength(1);
});

test('another call under a used key is refused', async () => {
  const { sandbox, live } = await rehearse();
  await live('POST', '/v1/orders', orderBody(100), { idempotencyKey: 'order-1' });
  const answer = await live('POST', '/v1/orders', orderBody(200), { idempotencyKey: 'order-1' });
  expect([answer.status, answer.body.error.code]).toEqual([409, 'IDEMPOTENCY_KEY_REUSED']);
  expect(sandbox.ledger().live.orders).toHaveLength(1);
});

test('a key is remembered per plane and per route', async () => {
  const { sandbox, live, test: inTest } = await rehearse();
  await live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'k' });
  await inTest('POST', '/v1/orders', orderBody(), { idempotencyKey: 'k' });
  const link = await live('POST', '/v1/payment-links', { name: 'Link' }, { idempotencyKey: 'k' });
  expect(link.status).toBe(201);
  expect([sandbox.ledger().live.orders.length, sandbox.ledger().test.orders.length]).toEqual([1, 1]);
});

test('a refused call does not use its key up', async () => {
  const { live } = await rehearse();
  const refused = await live('POST', '/v1/orders', { line_items: [] }, { idempotencyKey: 'k' });
  const corrected = await live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'k' });
  expect([refused.status, corrected.status]).toEqual([400, 201]);
});

test('a key is forgotten after 24 hours and not before', async () => {
  const { sandbox, clock, live } = await rehearse();
  await live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'k' });
  clock.advance(dayInMilliseconds - 1);
  expect((await live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'k' })).body.meta).toBeDefined();
  clock.advance(1);
  await live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'k' });
  expect(sandbox.ledger().live.orders).toHaveLength(2);
});

test('a secret comes back on the replay of the call that made it', async () => {
  const { live } = await rehearse();
  const endpoint = { url: 'https://example.com/webhooks/flint' };
  const one = await live('POST', '/v1/webhook-endpoints', endpoint, { idempotencyKey: 'a' });
  const again = await live('POST', '/v1/webhook-endpoints', endpoint, { idempotencyKey: 'a' });
  expect(again.body.data.secret).toBe(one.body.data.secret);
  const key = { name: 'Server', scopes: ['settings.read'] };
  const minted = await live('POST', '/v1/api-keys', key, { idempotencyKey: 'b' });
  const mintedAgain = await live('POST', '/v1/api-keys', key, { idempotencyKey: 'b' });
  expect(mintedAgain.body.data.secret_key).toBe(minted.body.data.secret_key);
});

test('a reused checkout session says so, on the replay only', async () => {
  const { live } = await rehearse();
  const order = await live('POST', '/v1/orders', orderBody());
  const body = { order_id: order.body.data.order_id };
  const first = await live('POST', '/v1/checkout-sessions', body, { idempotencyKey: 's' });
  const second = await live('POST', '/v1/checkout-sessions', body, { idempotencyKey: 's' });
  expect([first.body.data.reused_existing, second.body.data.reused_existing]).toEqual([false, true]);
  expect(second.body.data.checkout_session.url).toBe(first.body.data.checkout_session.url);
});

test('the key in effect is told, and made up when none was sent', async () => {
  const { live } = await rehearse();
  const sent = await live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'mine' });
  const made = await live('POST', '/v1/orders', orderBody());
  const read = await live('GET', '/v1/orders');
  expect(sent.headers.get('Idempotency-Key')).toBe('mine');
  expect(made.headers.get('Idempotency-Key')).toBeTruthy();
  expect(read.headers.get('Idempotency-Key')).toBeNull();
});

test('a key of more than 255 characters is refused', async () => {
  const { live } = await rehearse();
  const answer = await live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'k'.repeat(256) });
  expect([answer.status, answer.body.error.code]).toEqual([400, 'IDEMPOTENCY_KEY_TOO_LONG']);
  expect((await live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'k'.repeat(255) })).status).toBe(201);
});

test('a second call is turned away while the first is still running', async () => {
  const { live } = await rehearse();
  const arrived = Promise.withResolvers<() => void>();
  const slow = createServer((_request, response) => arrived.resolve(() => response.end()));
  const port = await started(slow);
  const endpoint = await live('POST', '/v1/webhook-endpoints', { url: `http://127.0.0.1:${port}/hook` });
  const path = `/v1/webhook-endpoints/${endpoint.body.data.webhook_endpoint_id}/test-events`;
  const body = { event_type: 'refund.created' };

  const first = live('POST', path, body, { idempotencyKey: 'k' });
  const release = await arrived.promise;
  const second = await live('POST', path, body, { idempotencyKey: 'k' });
  release();
  expect([second.status, second.body.error.code]).toEqual([409, 'IDEMPOTENCY_KEY_IN_PROGRESS']);
  expect((await first).body.data.attempt_status).toBe('delivered');
});
