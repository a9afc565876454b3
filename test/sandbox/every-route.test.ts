import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { loadContract } from '../contract/validator.ts';
import { openCheckout, problemsOf, rehearse, usd, withReceiver } from './harness.ts';

test('every operation and every delivery of the guide document is served and conforms', async () => {
  const rehearsal = await rehearse();
  const { sandbox, live, form, exchanges } = rehearsal;
  const made = async (path: string, body: unknown) => (await live('POST', path, body)).body.data;

  await live('GET', '/v1/onboarding/state');
  await live('POST', '/v1/onboarding/advance', {});
  const { endpointId, receiver } = await withReceiver(rehearsal);
  await live('GET', `/v1/merchants/${sandbox.merchantId}/readiness`);
  await live('GET', '/v1/capabilities');
  await live('POST', '/v1/payment-options/resolve', { context: { amount_money: usd(100) } });

  const key = await made('/v1/api-keys', { name: 'Server', scopes: ['commerce.orders.write'] });
  await live('GET', '/v1/api-keys?status=active&sort_by=name');
  await live('GET', `/v1/api-keys/${key.api_key_id}`);
  await live('PATCH', `/v1/api-keys/${key.api_key_id}`, { name: 'Shop', expires_at: null });
  await live('POST', `/v1/api-keys/${key.api_key_id}/revoke`);

  await live('GET', '/v1/webhook-endpoints');
  await live('GET', `/v1/webhook-endpoints/${endpointId}`);
  for (const event_type of ['dispute.created', 'refund.failed', 'capability.updated']) {
    await live('POST', `/v1/webhook-endpoints/${endpointId}/test-events`, { event_type });
  }
  const spare = await made('/v1/webhook-endpoints', { url: 'https://example.com/hook' });
  const sparePath = `/v1/webhook-endpoints/${spare.webhook_endpoint_id}`;
  await live('PATCH', sparePath, { enabled: false, enabled_events: ['refund.created'] });
  await live('POST', `${sparePath}/rotate-secret`);
  await live('DELETE', sparePath);

  const { orderId, sessionId, url } = await openCheckout(rehearsal, 'live');
  await live('GET', '/v1/orders');
  await live('GET', `/v1/orders/${orderId}`);
  await live('GET', `/v1/checkout-sessions?order_id=${orderId}`);
  await live('GET', `/v1/checkout-sessions/${sessionId}`);
  await form(url, { card: 'stand_in_card_declined' });
  await form(url, { card: 'stand_in_card_success' });
  const refund = await made('/v1/refunds', {
    order_id: orderId,
    amount_money: usd(100),
    reason: 'requested_by_customer',
  });
  rehearsal.clock.advance(4_000);
  await live('GET', '/v1/refunds?reason=requested_by_customer&reason=other');
  await live('GET', `/v1/refunds/${refund.refund_id}?expand=order`);
  const other = await openCheckout(rehearsal, 'live');
  await live('POST', `/v1/checkout-sessions/${other.sessionId}/close`, { reason: 'done' });
  await live('POST', `/v1/orders/${other.orderId}/pay`, { action: 'pay', payment_source: { token: 'pm_card_visa' } });
  await live('POST', `/v1/orders/${other.orderId}/close`, { reason: 'done' });
  await rehearsal.test('POST', '/v1/orders', { line_items: [{ variant_id: sandbox.samples.variantIds[0] }] });

  const link = await made('/v1/payment-links', {
    name: 'Link',
    line_items: [{ name: 'A', unit_price_money: usd(100) }],
  });
  await live('GET', '/v1/payment-links');
  await live('GET', `/v1/payment-links/${link.payment_link_id}`);

  const default_variant = { unit_price_money: usd(100) };
  const product = await made('/v1/products', { name: 'A', product_type: 'service', default_variant });
  const productPath = `/v1/products/${product.product_id}`;
  await live('GET', '/v1/products?status=active&sort_by=name');
  await live('GET', productPath);
  await live('PATCH', productPath, { description: 'A thing' });
  await live('GET', `${productPath}/variants`);
  const single = await live('POST', `${productPath}/variants`, { variant: { unit_price_money: usd(200) } });
  expect(single.body.error.code).toBe('VARIANT_OPTION_COMBINATION_ALREADY_EXISTS');
  const { variant_id } = product.default_variant;
  await live('GET', `${productPath}/variants/${variant_id}`);
  await live('PATCH', `${productPath}/variants/${variant_id}`, { sku: 'A-1' });
  await live('DELETE', `${productPath}/variants/${variant_id}`);
  const variant = (await live('POST', `${productPath}/variants`, { variant: { unit_price_money: usd(200) } })).body
    .data;
  const components = [{ variant_id: variant.variant_id }];
  const bundle = await made('/v1/bundles', { name: 'B', unit_price_money: usd(100), components });
  await live('GET', '/v1/bundles');
  await live('GET', `/v1/bundles/${bundle.bundle_id}`);
  await live('PATCH', `/v1/bundles/${bundle.bundle_id}`, { name: 'C' });
  await live('DELETE', `/v1/bundles/${bundle.bundle_id}`);
  await live('DELETE', productPath);

  const plan = await made('/v1/subscription-plans', {
    name: 'P',
    currency: 'USD',
    billing_interval: 'yearly',
    billing_interval_count: 1,
  });
  const planPath = `/v1/subscription-plans/${plan.subscription_plan_id}`;
  await live('GET', '/v1/subscription-plans');
  await live('GET', planPath);
  await live('PATCH', planPath, { description: 'Yearly' });
  await live('DELETE', planPath);

  const application_method = { type: 'amount_off', amount_off_money: usd(100) };
  const promotion = await made('/v1/promotions', { name: 'S', application_method, redemption_type: 'code' });
  const promotionPath = `/v1/promotions/${promotion.promotion_id}`;
  await live('GET', '/v1/promotions?status=no_active_codes');
  await live('GET', promotionPath);
  const code = await made(`${promotionPath}/codes`, { code: 'SAVE', max_uses: 5 });
  await live('GET', '/v1/promotion-codes?status=active');
  await live('PATCH', `${promotionPath}/codes/${code.promotion_code_id}`, { max_uses: 6 });
  await live('PATCH', promotionPath, { display_name: 'One dollar off' });
  await live('DELETE', `${promotionPath}/codes/${code.promotion_code_id}`);
  await live('DELETE', promotionPath);

  await live('GET', '/v1/settings');
  await live('PATCH', '/v1/settings', { receipts: { footer_text: 'Bye' } });

  await vi.waitFor(
    () => expect(receiver.received.map(({ type }) => type)).toEqual(expect.arrayContaining(['refund.updated'])),
    { timeout: 10_000, interval: 5 },
  );
  const events = await live('GET', '/v1/webhook-events?status=failed');
  expect(events.status).toBe(200);
  await live('GET', `/v1/webhook-events/${receiver.received[0]?.id}`);

  const contract = loadContract('guide');
  expect(exchanges.flatMap((exchange) => problemsOf(contract, exchange))).toEqual([]);
  expect(contract.untouched()).toEqual([]);
  const refused = exchanges.filter(({ kind, status }) => kind === 'api' && status >= 400);
  expect(refused.map(({ path, status }) => [path, status])).toEqual([
    [`/v1/orders/${other.orderId}/pay`, 402],
    [`${productPath}/variants`, 409],
  ]);
});

test('the contract check of these tests is able to fail', () => {
  const contract = loadContract('guide');
  const headers = { 'content-type': 'application/json', 'flint-mode': 'live', 'x-request-id': '1' };
  const exchange = {
    kind: 'api',
    method: 'GET',
    path: '/v1/settings',
    query: {},
    requestHeaders: {},
    status: 200,
  } as const;
  expect(problemsOf(contract, { ...exchange, responseHeaders: headers, responseBody: { data: [] } })).not.toEqual([]);
});

test('the sandbox imports nothing of the other rooms', () => {
  const room = new URL('../../src/sandbox/', import.meta.url);
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(50);
  const imports = files.flatMap((name) => {
    const file = new URL(name, room);
    const found = [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)];
    return found.map(([, path = '']) => new URL(path, file).pathname);
  });
  expect(imports.filter((path) => !path.startsWith(room.pathname))).toEqual([]);
});
