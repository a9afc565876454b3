import { describe, expect, test } from 'vitest';
import { openCheckout, orderBody, rehearse, verifyAccount } from './harness.ts';

describe('the two planes', () => {
  test('the test plane is seeded, the live plane is empty', async () => {
    const { sandbox, test: inTest } = await rehearse();
    const { test: seeded, live } = sandbox.ledger();
    expect(seeded.products.map(({ name }) => name)).toEqual(['Canvas tote', 'Framing']);
    expect(seeded.variants.filter(({ productId }) => productId === sandbox.samples.productId)).toHaveLength(3);
    expect([seeded.plans.length, seeded.promotions.length, seeded.webhookEndpoints.length]).toEqual([1, 1, 1]);
    expect(seeded.promotionCodes.map(({ code }) => code)).toEqual([sandbox.samples.promotionCode]);
    expect(Object.keys(seeded.settings)).not.toHaveLength(0);
    const { apiKeys, ...rest } = live;
    expect(apiKeys).toHaveLength(1);
    expect(Object.values(rest).every((list) => Object.keys(list).length === 0)).toBe(true);
    const readiness = await inTest('GET', `/v1/merchants/${sandbox.merchantId}/readiness`);
    expect([readiness.body.data.payments.status, readiness.body.data.payouts.status]).toEqual(['ready', 'ready']);
  });

  test('ids of the test plane do not exist in live', async () => {
    const { sandbox, live, test: inTest } = await rehearse();
    const { samples } = sandbox;
    for (const path of [
      `/v1/products/${samples.productId}`,
      `/v1/products/${samples.productId}/variants`,
      `/v1/subscription-plans/${samples.planId}`,
      `/v1/promotions/${samples.promotionId}`,
      `/v1/webhook-endpoints/${samples.webhookEndpointId}`,
    ]) {
      expect((await inTest('GET', path)).status).toBe(200);
      const answer = await live('GET', path);
      expect([answer.status, answer.body.error.code]).toEqual([404, 'RESOURCE_NOT_FOUND']);
    }
    const ordered = await live('POST', '/v1/orders', { line_items: [{ variant_id: samples.variantIds[0] }] });
    expect([ordered.status, ordered.body.error.param]).toEqual([404, 'line_items[0].variant_id']);
  });

  test('an order of one plane cannot be checked out or refunded in the other', async () => {
    const rehearsal = await rehearse();
    await verifyAccount(rehearsal);
    const { orderId } = await openCheckout(rehearsal, 'test');
    expect((await rehearsal.live('POST', '/v1/checkout-sessions', { order_id: orderId })).status).toBe(404);
    expect((await rehearsal.live('POST', '/v1/refunds', { order_id: orderId })).status).toBe(404);
  });
});

describe('keys and scopes', () => {
  test('a key does what its scopes allow, and the refusal names what is missing', async () => {
    const { live } = await rehearse();
    const minted = await live('POST', '/v1/api-keys', { name: 'Reader', scopes: ['commerce.orders.read'] });
    const key: string = minted.body.data.secret_key;
    expect((await live('GET', '/v1/orders', undefined, { key })).status).toBe(200);
    const refused = await live('POST', '/v1/orders', orderBody(), { key });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'INSUFFICIENT_SCOPE']);
    expect(refused.body.error.missing_scopes).toEqual(['commerce.orders.write']);
    expect(refused.body.error.scope_requirement).toEqual({ mode: 'all', scopes: ['commerce.orders.write'] });
  });

  test('a write scope includes its read scope', async () => {
    const { live } = await rehearse();
    const { body } = await live('POST', '/v1/api-keys', { name: 'Writer', scopes: ['commerce.orders.write'] });
    expect((await live('GET', '/v1/orders', undefined, { key: body.data.secret_key })).status).toBe(200);
    const refused = await live('GET', '/v1/products', undefined, { key: body.data.secret_key });
    expect(refused.body.error.missing_scopes).toEqual(['commerce.products.read']);
  });

  test('a write scope includes its read scope also where only reading is asked for, and in what a key passes on', async () => {
    const { live } = await rehearse();
    const order = await live('POST', '/v1/orders', orderBody());
    const scopes = ['commerce.orders.read', 'payments.payment_intents.write', 'accounts.api_keys.write'];
    const key = (await live('POST', '/v1/api-keys', { name: 'Writer', scopes })).body.data.secret_key;
    const path = `/v1/orders/${order.body.data.order_id}?expand=payment_intents`;
    expect((await live('GET', path, undefined, { key })).status).toBe(200);
    const wanted = { name: 'Reader', scopes: ['payments.payment_intents.read'] };
    expect((await live('POST', '/v1/api-keys', wanted, { key })).status).toBe(201);
  });

  test.each(['settings.write', 'settings.settings.write'])('%s allows changing settings', async (scope) => {
    const { live } = await rehearse();
    const { body } = await live('POST', '/v1/api-keys', { name: 'Settings', scopes: [scope] });
    const patch = { receipts: { is_itemized: true } };
    expect((await live('PATCH', '/v1/settings', patch, { key: body.data.secret_key })).status).toBe(200);
  });

  test('an expansion needs the scope of what it shows', async () => {
    const { live } = await rehearse();
    const order = await live('POST', '/v1/orders', orderBody());
    const { body } = await live('POST', '/v1/api-keys', { name: 'Orders', scopes: ['commerce.orders.read'] });
    const path = `/v1/orders/${order.body.data.order_id}?expand=payment_intents`;
    const refused = await live('GET', path, undefined, { key: body.data.secret_key });
    expect(refused.body.error.missing_scopes).toEqual(['payments.payment_intents.read']);
  });

  test.each([
    ['/v1/orders/ORDER?expand=customer', 'customers.read'],
    ['/v1/orders/ORDER?expand=subscription', 'commerce.subscriptions.read'],
    ['/v1/orders/ORDER?expand=subscription_plan', 'commerce.subscription_plans.read'],
    ['/v1/orders/ORDER?expand=fulfillments.packages', 'commerce.delivery.read'],
    ['/v1/refunds/REFUND?expand=customer', 'customers.read'],
    ['/v1/refunds/REFUND?expand=order', 'commerce.orders.read'],
    ['/v1/refunds/REFUND?expand=payment_refunds.payment_intent', 'payments.payment_intents.read'],
  ])('%s needs %s besides', async (pattern, scope) => {
    const rehearsal = await rehearse();
    const { orderId, url } = await openCheckout(rehearsal, 'test');
    await rehearsal.form(url, { card: 'test_card_success' });
    const refund = await rehearsal.test('POST', '/v1/refunds', { order_id: orderId });
    const path = pattern.replace('ORDER', orderId).replace('REFUND', refund.body.data.refund_id);
    const own = pattern.startsWith('/v1/orders') ? 'commerce.orders.read' : 'commerce.refunds.read';
    const keyWith = async (scopes: string[]) =>
      (await rehearsal.test('POST', '/v1/api-keys', { name: 'A', scopes })).body.data.secret_key;
    const refused = await rehearsal.test('GET', path, undefined, { key: await keyWith([own]) });
    expect([refused.status, refused.body.error.missing_scopes]).toEqual([403, [scope]]);
    expect((await rehearsal.test('GET', path, undefined, { key: await keyWith([own, scope]) })).status).toBe(200);
  });

  test('the hosted page is hidden from a key that may only read sessions', async () => {
    const rehearsal = await rehearse();
    const { sessionId } = await openCheckout(rehearsal, 'live');
    const scopes = ['checkouts.checkout_sessions.read'];
    const { body } = await rehearsal.live('POST', '/v1/api-keys', { name: 'Reader', scopes });
    const path = `/v1/checkout-sessions/${sessionId}`;
    const seen = await rehearsal.live('GET', path, undefined, { key: body.data.secret_key });
    expect(seen.body.data.url).toBeUndefined();
    expect((await rehearsal.live('GET', path)).body.data.url).toContain('/sandbox/checkout/');
  });

  test.each([
    ['no scopes', { name: 'K', scopes: [] }, 'SCOPES_REQUIRED'],
    ['an unknown scope', { name: 'K', scopes: ['everything.write'] }, 'UNKNOWN_SCOPE'],
    ['a doubled scope', { name: 'K', scopes: ['reports.read', 'reports.read'] }, 'DUPLICATE_SCOPE'],
    [
      'a past expiry',
      { name: 'K', scopes: ['reports.read'], expires_at: '2001-01-01T00:00:00Z' },
      'INVALID_EXPIRES_AT',
    ],
    [
      'a sandbox for a live key',
      { name: 'K', scopes: ['reports.read'], sandbox_id: 'test_1' },
      'SANDBOX_ID_NOT_ALLOWED',
    ],
  ])('a key with %s is refused', async (_name, body, code) => {
    const { live } = await rehearse();
    const answer = await live('POST', '/v1/api-keys', body);
    expect([answer.status, answer.body.error.code]).toEqual([400, code]);
  });

  test('a key passes on only what it holds', async () => {
    const { live } = await rehearse();
    const { body } = await live('POST', '/v1/api-keys', { name: 'Minter', scopes: ['accounts.api_keys.write'] });
    const wanted = { name: 'More', scopes: ['settings.write'] };
    const answer = await live('POST', '/v1/api-keys', wanted, { key: body.data.secret_key });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'SCOPE_NOT_ALLOWED']);
  });

  test('a secret is shown at creation and never again', async () => {
    const { live } = await rehearse();
    const { body } = await live('POST', '/v1/api-keys', { name: 'Server', scopes: ['reports.read'] });
    const { api_key_id, secret_key, key_prefix } = body.data;
    expect(secret_key.startsWith(key_prefix)).toBe(true);
    const read = await live('GET', `/v1/api-keys/${api_key_id}`);
    const list = await live('GET', '/v1/api-keys');
    expect(JSON.stringify([read.body, list.body])).not.toContain(secret_key);
  });

  test('a revoked and an expired key are refused from then on', async () => {
    const { clock, live } = await rehearse();
    const expires_at = new Date(clock.now() + 60_000).toISOString();
    const scopes = ['settings.read', 'accounts.api_keys.write'];
    const short = (await live('POST', '/v1/api-keys', { name: 'Short', scopes, expires_at })).body.data;
    const revoked = (await live('POST', '/v1/api-keys', { name: 'Revoked', scopes })).body.data;
    const codeFor = async (key: string) =>
      (await live('GET', '/v1/settings', undefined, { key })).body.error?.code ?? 'fine';
    expect([await codeFor(short.secret_key), await codeFor(revoked.secret_key)]).toEqual(['fine', 'fine']);
    await live('POST', `/v1/api-keys/${revoked.api_key_id}/revoke`, undefined, { key: revoked.secret_key });
    clock.advance(60_000);
    expect(await codeFor(short.secret_key)).toBe('API_KEY_EXPIRED');
    expect(await codeFor(revoked.secret_key)).toBe('API_KEY_REVOKED');
  });

  test('the dashboard makes a live key and shows its secret once', async () => {
    const { sandbox, live, form } = await rehearse();
    const page = await form(`${sandbox.dashboardUrl}/keys`, { name: 'Shop <server>' });
    const secret = /flint_live_rehearsal_[0-9a-f]+/.exec(page.body)?.[0] ?? '';
    expect(page.body).toContain('Shop &lt;server&gt;');
    expect((await live('GET', '/v1/settings', undefined, { key: secret })).headers.get('Flint-Mode')).toBe('live');
    expect(await (await fetch(sandbox.dashboardUrl)).text()).not.toContain(secret);
  });
});
