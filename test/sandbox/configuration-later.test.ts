import { describe, expect, test } from 'vitest';
import { rehearse, usd } from './harness.ts';

const current = { api: { default: '2026-09-07' } } as const;

describe('categories', () => {
  test('a handle is made from the name, is unique in its plane, and never changes', async () => {
    const { live, test: inTest } = await rehearse(current);
    const made = await live('POST', '/v1/categories', { name: 'Bags & Totes' });
    expect(made.body.data).toMatchObject({ handle: 'bags-totes', status: 'active', assigned_product_count: 0 });
    const again = await live('POST', '/v1/categories', { name: 'Other', handle: 'bags-totes' });
    expect([again.status, again.body.error.code]).toEqual([409, 'CATEGORY_HANDLE_EXISTS']);
    expect((await inTest('POST', '/v1/categories', { name: 'Bags & Totes' })).status).toBe(201);
    const moved = await live('PATCH', `/v1/categories/${made.body.data.category_id}`, { handle: 'bags' });
    expect([moved.status, moved.body.error.code]).toEqual([400, 'UNKNOWN_FIELD']);
  });

  test('products and bundles name categories that exist, and keep them from being deleted', async () => {
    const { live } = await rehearse(current);
    const product = { name: 'Tote', product_type: 'service', default_variant: { unit_price_money: usd(100) } };
    const unknown = await live('POST', '/v1/products', { ...product, categories: ['bags'] });
    expect([unknown.status, unknown.body.error.param]).toEqual([404, 'categories[0]']);
    const { category_id } = (await live('POST', '/v1/categories', { name: 'Bags' })).body.data;
    const made = await live('POST', '/v1/products', { ...product, categories: ['bags'] });
    expect(made.body.data.categories).toEqual([{ category_id, handle: 'bags', name: 'Bags' }]);
    const path = `/v1/categories/${category_id}`;
    expect((await live('GET', path)).body.data.assigned_product_count).toBe(1);
    const kept = await live('DELETE', path);
    expect([kept.status, kept.body.error.code]).toEqual([409, 'CATEGORY_REFERENCED']);
    await live('DELETE', `/v1/products/${made.body.data.product_id}`);
    expect((await live('DELETE', path)).body.data.status).toBe('deleted');
    expect((await live('GET', path)).status).toBe(404);
  });

  test('where a server has no categories any word is taken', async () => {
    const { live } = await rehearse();
    const product = { name: 'Tote', product_type: 'service', default_variant: { unit_price_money: usd(100) } };
    const made = await live('POST', '/v1/products', { ...product, categories: ['bags'] });
    expect(made.body.data.categories).toEqual([{ handle: 'bags', name: 'bags' }]);
  });
});

describe('payment method domains', () => {
  test('a domain is registered once per plane, and can be switched off', async () => {
    const { live, test: inTest } = await rehearse(current);
    const made = await live('POST', '/v1/payment-method-domains', { domain_name: 'Shop.example.com' });
    expect(made.body.data).toMatchObject({ domain_name: 'shop.example.com', validation_status: 'active' });
    const again = await live('POST', '/v1/payment-method-domains', { domain_name: 'shop.example.com' });
    expect(again.status).toBe(409);
    expect((await inTest('GET', '/v1/payment-method-domains')).body.data).toEqual([]);
    const path = `/v1/payment-method-domains/${made.body.data.payment_method_domain_id}`;
    const off = await live('PATCH', path, { status: 'inactive' });
    expect(off.body.data).toMatchObject({ status: 'inactive', payment_options: [] });
    expect((await inTest('GET', path)).status).toBe(404);
  });

  test.each(['https://shop.example.com', 'shop.example.com/pay', 'shop.example.com:443', '*.example.com', 'localhost'])(
    '%s is no exact host name',
    async (domain_name) => {
      const { live } = await rehearse(current);
      const answer = await live('POST', '/v1/payment-method-domains', { domain_name });
      expect([answer.status, answer.body.error.param]).toEqual([400, 'domain_name']);
    },
  );

  test('a name that leads nowhere on the internet needs action', async () => {
    const { live } = await rehearse(current);
    const made = await live('POST', '/v1/payment-method-domains', { domain_name: 'shop.test' });
    expect(made.body.data.validation_status).toBe('action_required');
  });
});

test.each(['/v1/categories', '/v1/payment-method-domains'])('%s asks for its own scope', async (path) => {
  const { live } = await rehearse(current);
  const key = (await live('POST', '/v1/api-keys', { name: 'Narrow', scopes: ['webhooks.read'] })).body.data.secret_key;
  const refused = await live('GET', path, undefined, { key });
  expect([refused.status, refused.body.error.code]).toEqual([403, 'INSUFFICIENT_SCOPE']);
  expect(refused.body.error.missing_scopes).toHaveLength(1);
});

test('a checkout whose payment waits for its challenge is not replaced', async () => {
  const { test: inTest, form } = await rehearse(current);
  const quick = { quick_pay_item: { name: 'A', amount_money: usd(100) } };
  const { checkout_session } = (await inTest('POST', '/v1/checkout-sessions', quick)).body.data;
  await form(checkout_session.url, { card: 'test_card_three_d_secure' });
  const replacement = {
    order_id: checkout_session.order_id,
    replace_checkout_session_id: checkout_session.checkout_session_id,
  };
  const refused = await inTest('POST', '/v1/checkout-sessions', replacement);
  expect([refused.status, refused.body.error.code]).toEqual([409, 'CHECKOUT_PAYMENT_RESOLVING']);
  await form(checkout_session.url, { challenge: 'fail' });
  expect((await inTest('POST', '/v1/checkout-sessions', replacement)).status).toBe(201);
});
