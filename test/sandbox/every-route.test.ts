import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { loadContract } from '../contract/validator.ts';
import { openCheckout, problemsOf, type Rehearsal, rehearse, usd, withReceiver } from './harness.ts';
import { openWords } from './open-words.ts';
import { firstKey } from './signing-up.ts';

test.each(['guide', '2026-09-07'] as const)(
  'every operation and every delivery of the %s document is served and conforms',
  async (generation) => {
    const rehearsal = await rehearse({ api: { default: generation } });
    const { sandbox, live, form, exchanges, contracts } = rehearsal;
    const made = async (path: string, body: unknown) => (await live('POST', path, body)).body.data;

    await live('GET', '/v1/onboarding/state');
    await live('POST', '/v1/onboarding/advance', {});
    const { endpointId, receiver } = await withReceiver(rehearsal);
    await live('GET', '/v1/capabilities');
    if (generation === 'guide') {
      await live('GET', `/v1/merchants/${sandbox.merchantId}/readiness`);
      await live('POST', '/v1/payment-options/resolve', { context: { amount_money: usd(100) } });
    } else {
      await laterRoutes(rehearsal);
    }

    const key = await made('/v1/api-keys', { name: 'Server', scopes: ['commerce.orders.write'] });
    await live('GET', '/v1/api-keys?status=active&sort_by=name');
    await live('GET', `/v1/api-keys/${key.api_key_id}`);
    await live('PATCH', `/v1/api-keys/${key.api_key_id}`, { name: 'Shop', expires_at: null });
    await live('POST', `/v1/api-keys/${key.api_key_id}/revoke`);

    await live('GET', '/v1/webhook-endpoints');
    await live('GET', `/v1/webhook-endpoints/${endpointId}`);
    const samples = generation === 'guide' ? [] : ['order.paid', 'order.updated', 'order.partially_paid'];
    for (const event_type of ['dispute.created', 'refund.failed', 'capability.updated', ...samples]) {
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

    const later = generation === 'guide' ? [] : ['merchant.readiness.updated'];
    await vi.waitFor(
      () =>
        expect(receiver.received.map(({ type }) => type)).toEqual(expect.arrayContaining(['refund.updated', ...later])),
      { timeout: 10_000, interval: 5 },
    );
    const filter = generation === 'guide' ? 'status' : 'delivery_status';
    expect((await live('GET', `/v1/webhook-events?${filter}=failed`)).status).toBe(200);
    await live('GET', `/v1/webhook-events/${receiver.received[0]?.id}`);
    if (generation === '2026-09-07') {
      await deliveryRoutes(rehearsal, receiver.received[0]?.id ?? '');
      await firstKey(rehearsal);
    }

    expect(exchanges.flatMap((exchange) => problemsOf(contracts, exchange))).toEqual([]);
    expect(contracts[generation].untouched()).toEqual([]);
    expect(exchanges.flatMap(openWords(generation))).toEqual([]);
    const refused = exchanges.filter(({ kind, status }) => kind === 'api' && status >= 400);
    expect(refused.map(({ path, status }) => [path, status])).toEqual([
      [`/v1/orders/${other.orderId}/pay`, 402],
      [`${productPath}/variants`, 409],
    ]);
  },
);

/** Routes that only 2026-09-07 has, but for those of deliveries. */
async function laterRoutes(rehearsal: Rehearsal): Promise<void> {
  const { sandbox, live, send } = rehearsal;
  sandbox.controls.raiseRequirements({ due: 'currently' });
  await live('GET', '/v1/developer/auth-context');
  await live('GET', '/v1/developer/request-logs?status_bucket=success');
  await send('GET', '/v1/openapi.json?version=2026-09-07');
  await live('GET', '/v1/merchant');
  await live('GET', `/v1/merchants/${sandbox.merchantId}?expand=organization`);
  await live('GET', '/v1/webhook-event-types?page_size=100');
  await live('GET', '/v1/settings/effective');

  const made = async (path: string, body: unknown) => (await live('POST', path, body)).body.data;
  await live('GET', '/v1/developer/sandboxes?status=all');
  const { sandbox_id } = await made('/v1/developer/sandboxes', { name: 'Preview', issue_test_key: true });
  await live('POST', `/v1/developer/sandboxes/${sandbox_id}/test-key`, { name: 'Preview' });

  const category = `/v1/categories/${(await made('/v1/categories', { name: 'Bags' })).category_id}`;
  await live('GET', '/v1/categories');
  await live('GET', category);
  await live('PATCH', category, { description: 'Of canvas' });
  await live('DELETE', category);

  const domain = await made('/v1/payment-method-domains', { domain_name: 'shop.example' });
  await live('GET', '/v1/payment-method-domains');
  await live('GET', `/v1/payment-method-domains/${domain.payment_method_domain_id}`);
  await live('PATCH', `/v1/payment-method-domains/${domain.payment_method_domain_id}`, { status: 'inactive' });
}

/** Deliveries of an event, their attempts, and sending one again. */
async function deliveryRoutes({ live }: Rehearsal, eventId: string): Promise<void> {
  const { body } = await live('GET', `/v1/webhook-events/${eventId}/deliveries`);
  const path = `/v1/webhook-deliveries/${body.data[0].webhook_delivery_id}`;
  await live('GET', path);
  const again = await live('POST', `${path}/resend`, { reason_message: 'once more' });
  expect(again.body.data).toMatchObject({ attempt_status: 'delivered', delivery_trigger: 'manual_resend' });
  expect((await live('GET', `${path}/attempts`)).body.data).toHaveLength(2);
}

test('the contract check of these tests is able to fail', () => {
  const contracts = { guide: loadContract('guide'), '2026-09-07': loadContract('2026-09-07') };
  const headers = { 'content-type': 'application/json', 'flint-mode': 'live', 'x-request-id': '1' };
  const exchange = {
    kind: 'api',
    method: 'GET',
    path: '/v1/settings',
    query: {},
    requestHeaders: {},
    status: 200,
  } as const;
  for (const generation of ['guide', '2026-09-07'] as const) {
    const wrong = { ...exchange, generation, responseHeaders: headers, responseBody: { data: [] } };
    expect(problemsOf(contracts, wrong)).not.toEqual([]);
    const worded = { ...wrong, responseBody: { data: { settings_scope: 'galaxy' } } };
    expect(openWords(generation)(worded).join()).toContain('settings_scope');
  }
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
