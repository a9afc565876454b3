import { expect, test } from 'vitest';
import { bentBodies, bentQueries, type Sample } from './bent-requests.ts';
import { orderBody, problemsOf, type Rehearsal, rehearse, usd, withReceiver } from './harness.ts';

const generations = ['guide', '2026-09-07'] as const;

test.each(generations)(
  'nothing that the %s document refuses is taken in a body or a query',
  { timeout: 120_000 },
  async (generation) => {
    const rehearsal = await rehearse({ api: { default: generation } });
    const { live, exchanges, contracts } = rehearsal;
    const samples = await samplesOf(rehearsal);
    let bent = 0;
    for (const sample of samples) {
      const { method, path, body } = sample;
      expect([method, path, (await live(method, path, body)).status]).toEqual([method, path, expect.toSatisfy(taken)]);
      if (method === 'GET') {
        for (const query of bentQueries(path)) await live(method, query);
        continue;
      }
      for (const wrong of bentBodies(sample)) await live(method, path, wrong);
      bent += 1;
    }
    expect(bent).toBeGreaterThan(15);
    const lax = exchanges.flatMap((exchange) => problemsOf(contracts, exchange));
    expect([...new Set(lax.map((one) => one.replaceAll(/_[0-9A-Z]{26}/g, '_…')))]).toEqual([]);
  },
);

const taken = (status: number) => status < 300;

/** A rich body of every write that does not end what it works on, and every list. */
async function samplesOf(rehearsal: Rehearsal): Promise<Sample[]> {
  const { live } = rehearsal;
  const { endpointId } = await withReceiver(rehearsal);
  const made = async (path: string, body: unknown) => (await live('POST', path, body)).body.data;
  const key = await made('/v1/api-keys', { name: 'A', scopes: ['settings.read'] });
  const order = await made('/v1/orders', orderBody());
  const product = await made('/v1/products', {
    name: 'A',
    product_type: 'service',
    default_variant: { unit_price_money: usd(100) },
  });
  const variant_id = product.default_variant.variant_id;
  const components = [{ variant_id, quantity: 2, position: 0 }];
  const bundle = await made('/v1/bundles', { name: 'B', unit_price_money: usd(100), components });
  const planBody = { name: 'P', currency: 'USD', billing_interval: 'yearly', billing_interval_count: 1 };
  const plan = await made('/v1/subscription-plans', planBody);
  const application_method = { type: 'percent_off', percent_off: 10 };
  const promotion = await made('/v1/promotions', { name: 'S', application_method, redemption_type: 'code' });
  const promotionPath = `/v1/promotions/${promotion.promotion_id}`;
  const code = await made(`${promotionPath}/codes`, { code: 'SAVE' });
  const line = { name: 'A', quantity: 1, unit_price_money: usd(100), metadata: { a: 'b' } };
  const image = { source_url: 'https://shop.example/a.png', alt: 'A' };
  const session = await made('/v1/checkout-sessions', { order_id: order.order_id });
  const sessionPath = `/v1/checkout-sessions/${session.checkout_session.checkout_session_id}`;

  return [
    {
      method: 'POST',
      path: '/v1/onboarding/advance',
      body: { country: 'US', profile: { support_email: 'a@shop.example' } },
    },
    {
      method: 'POST',
      path: '/v1/api-keys',
      body: { name: 'A', scopes: ['settings.read'], expires_at: '2099-01-01T00:00:00Z' },
    },
    { method: 'PATCH', path: `/v1/api-keys/${key.api_key_id}`, body: { name: 'B', scopes: ['settings.read'] } },
    {
      method: 'POST',
      path: '/v1/webhook-endpoints',
      body: { url: 'https://shop.example/hook', enabled_events: ['refund.created'], description: 'A' },
    },
    {
      method: 'PATCH',
      path: `/v1/webhook-endpoints/${endpointId}`,
      body: { enabled_events: ['refund.created'], description: 'A' },
    },
    {
      method: 'POST',
      path: '/v1/orders',
      body: { line_items: [line], metadata: { a: 'b' }, buyer_note: 'A', internal_note: 'B' },
    },
    {
      method: 'POST',
      path: '/v1/checkout-sessions',
      body: {
        quick_pay_item: { name: 'A', amount_money: usd(100) },
        redirects: { success_redirect_url: 'https://shop.example' },
        expiration: { expires_in_seconds: 60 },
        metadata: { a: 'b' },
      },
    },
    {
      method: 'POST',
      path: '/v1/payment-links',
      body: {
        name: 'A',
        line_items: [{ ...line, metadata: undefined }],
        custom_fields: [],
        max_completions: 1,
        promotion_config: {},
        theme: {},
        tax: {},
      },
    },
    {
      method: 'POST',
      path: '/v1/products',
      body: {
        name: 'A',
        product_type: 'service',
        default_variant: { unit_price_money: usd(100), images: [image] },
        categories: [],
        images: [image],
        metadata: { a: 'b' },
      },
    },
    { method: 'PATCH', path: `/v1/products/${product.product_id}`, body: { name: 'A', metadata: { a: 'b' } } },
    {
      method: 'PATCH',
      path: `/v1/products/${product.product_id}/variants/${variant_id}`,
      body: { name: 'A', unit_price_money: usd(100), metadata: { a: 'b' } },
    },
    {
      method: 'POST',
      path: '/v1/bundles',
      body: { name: 'B', unit_price_money: usd(100), components, images: [image], metadata: { a: 'b' } },
    },
    {
      method: 'PATCH',
      path: `/v1/bundles/${bundle.bundle_id}`,
      body: { name: 'B', unit_price_money: usd(100), metadata: { a: 'b' } },
    },
    {
      method: 'POST',
      path: '/v1/subscription-plans',
      body: {
        ...planBody,
        line_items: [{ name: 'A', unit_price_money: usd(100), quantity: 1 }],
        images: [image],
        contract_term_months: 2,
        trial_period_days: 1,
      },
    },
    {
      method: 'PATCH',
      path: `/v1/subscription-plans/${plan.subscription_plan_id}`,
      body: { name: 'A', metadata: { a: 'b' } },
    },
    {
      method: 'POST',
      path: '/v1/promotions',
      body: {
        name: 'S',
        application_method,
        schedule: { starts_at: '2026-01-01T00:00:00Z' },
        combines_with: { order: true },
        eligibility_rules: [],
        metadata: { a: 'b' },
      },
    },
    { method: 'PATCH', path: promotionPath, body: { name: 'S', application_method, metadata: { a: 'b' } } },
    {
      method: 'PATCH',
      path: `${promotionPath}/codes/${code.promotion_code_id}`,
      body: { max_uses: 5, metadata: { a: 'b' } },
    },
    {
      method: 'PATCH',
      path: '/v1/settings',
      body: {
        receipts: { footer_text: 'A' },
        checkout: { require_phone: true },
        tipping: { tip_percent_options: [10, 15, 20] },
        invoices: { default_memo: 'A' },
        legal: {},
        tax: {},
        subscriptions: {},
        metadata: { a: 'b' },
      },
    },
    ...(await laterSamples(rehearsal)),
    ...[
      'api-keys',
      'webhook-endpoints',
      'webhook-events',
      'orders',
      'checkout-sessions',
      'refunds',
      'payment-links',
      'products',
      'bundles',
      'subscription-plans',
      'promotions',
      'promotion-codes',
      'capabilities',
      'settings',
      'onboarding/state',
    ].map((name) => ({ method: 'GET', path: `/v1/${name}` })),
    { method: 'GET', path: `/v1/orders/${order.order_id}` },
    { method: 'GET', path: sessionPath },
    { method: 'GET', path: `/v1/products/${product.product_id}` },
    { method: 'GET', path: `/v1/products/${product.product_id}/variants` },
  ];
}

/** What only 2026-09-07 has. */
async function laterSamples({ live, sandbox, exchanges }: Rehearsal): Promise<Sample[]> {
  if (exchanges.some(({ generation }) => generation === 'guide')) return [];
  const category = (await live('POST', '/v1/categories', { name: 'Bags' })).body.data;
  return [
    { method: 'POST', path: '/v1/categories', body: { name: 'Hats', metadata: { a: 'b' } } },
    { method: 'PATCH', path: `/v1/categories/${category.category_id}`, body: { name: 'Caps', metadata: { a: 'b' } } },
    { method: 'POST', path: '/v1/payment-method-domains', body: { domain_name: 'shop.example' } },
    { method: 'POST', path: '/v1/developer/sandboxes', body: { name: 'Preview', scopes: ['settings.read'] } },
    ...[
      'developer/auth-context',
      'developer/request-logs',
      'developer/sandboxes',
      'merchant',
      `merchants/${sandbox.merchantId}`,
      'webhook-event-types',
      'settings/effective',
      'categories',
      'payment-method-domains',
    ].map((name) => ({ method: 'GET', path: `/v1/${name}` })),
  ];
}
