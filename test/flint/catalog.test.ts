import { describe, expect, test } from 'vitest';
import { readBundle } from '../../src/flint/bundles.ts';
import { archiveProduct, createProduct, readProduct } from '../../src/flint/products.ts';
import { createPromotionCode, listPromotionCodes } from '../../src/flint/promotion-codes.ts';
import { readPromotion } from '../../src/flint/promotions.ts';
import { patchSettings, readEffectiveSettings, readSettings } from '../../src/flint/settings.ts';
import { readSubscriptionPlan } from '../../src/flint/subscription-plans.ts';
import { json, liveClient, proven, refused, scripted } from './scripted-server.ts';

describe('objects that can be copied', () => {
  test('keep what was sent, byte for byte, beside cleaned names', async () => {
    const wire = {
      product_id: 'prod_1',
      name: 'Print\u001b[31m',
      description: 'Two\nlines',
      status: 'active',
      default_variant: { variant_id: 'var_1', unit_price_money: { amount: 100, currency: 'USD' } },
      metadata: null,
      version: 3,
    };
    const server = await scripted(json(200, { data: wire }));
    const { value } = await readProduct(liveClient(server.baseUrl), 'prod_1');
    expect(value).toMatchObject({
      id: 'prod_1',
      name: 'Print',
      status: 'active',
      defaultVariantId: 'var_1',
      version: 3,
    });
    expect(value.raw).toEqual(wire);
  });

  test.each([
    ['a bundle', readBundle, { bundle_id: 'bun_1', components: [{ variant_id: 'var_1', quantity: 2 }] }],
    ['a plan', readSubscriptionPlan, { subscription_plan_id: 'plan_1', billing_interval: 'monthly' }],
    ['a plan with the older name of its id', readSubscriptionPlan, { plan_id: 'plan_1' }],
    ['a promotion', readPromotion, { promotion_id: 'promo_1', status: 'sleeping' }],
  ])('%s is read with its id and its raw form', async (_what, read, wire) => {
    const server = await scripted(json(200, { data: wire }));
    const id = Object.values(wire)[0];
    expect((await read(liveClient(server.baseUrl), String(id))).value).toMatchObject({ id, raw: wire });
  });

  test('without their id they are not understood', async () => {
    const server = await scripted(json(200, { data: { name: 'x' } }));
    const call = readProduct(liveClient(server.baseUrl), 'prod_1');
    await expect(call).rejects.toMatchObject({ problem: 'not-understood', detail: 'unreadable: product_id' });
  });

  test('are created from a body in the words of Flint', async () => {
    const server = await scripted(json(201, { data: { product_id: 'prod_2' } }));
    const body = {
      name: 'Print',
      product_type: 'physical',
      default_variant: { unit_price_money: { amount: 1, currency: 'USD' } },
    };
    await createProduct(liveClient(server.baseUrl), { body, idempotencyKey: 'k' });
    expect(JSON.parse(server.seen.at(-1)?.body ?? '')).toEqual(body);
  });

  test('archiving takes any answer', async () => {
    const server = await scripted((response) => response.writeHead(204, proven).end());
    const answer = await archiveProduct(liveClient(server.baseUrl), { productId: 'prod_1', idempotencyKey: 'k' });
    expect(answer.evidence).toMatchObject({ method: 'DELETE', status: 204 });
  });
});

describe('promotions', () => {
  test('a code is found by its exact text', async () => {
    const codes = [
      { promotion_code_id: 'pcode_1', code: 'SUMMER' },
      { promotion_code_id: 'pcode_2', code: 'SUMMER20' },
    ];
    const server = await scripted(json(200, { data: codes }), json(201, { data: codes[0] }));
    const client = liveClient(server.baseUrl);
    const { value } = await listPromotionCodes(client, { code: 'SUMMER20' }).all();
    expect(value.map((one) => one.id)).toEqual(['pcode_2']);
    const wanted = { promotionId: 'promo_1', body: { code: 'SUMMER' }, idempotencyKey: 'k' };
    expect((await createPromotionCode(client, wanted)).value.code).toBe('SUMMER');
    expect(server.seen.at(-1)?.path).toBe('/v1/promotions/promo_1/codes');
  });
});

describe('settings', () => {
  const wire = {
    settings_id: 'set_1',
    version: 4,
    merchant_id: 'mer_1',
    payment_limits: { maximum: 1 },
    receipts: { is_itemized: true },
    brand_new_group: { a: 1 },
    tax: null,
  };

  test('are their writable groups, unknown ones included', async () => {
    const server = await scripted(json(200, { data: wire }));
    expect((await readSettings(liveClient(server.baseUrl))).value).toEqual({
      id: 'set_1',
      version: 4,
      groups: { receipts: { is_itemized: true }, brand_new_group: { a: 1 } },
    });
  });

  test('change only what is named; the catalog travels alone', async () => {
    const server = await scripted(json(200, { data: wire }));
    const client = liveClient(server.baseUrl);
    await patchSettings(client, { groups: { receipts: { is_itemized: false } }, idempotencyKey: 'k' });
    expect(JSON.parse(server.seen.at(-1)?.body ?? '')).toEqual({ receipts: { is_itemized: false } });
    const mixed = { catalog: {}, receipts: {} };
    await expect(patchSettings(client, { groups: mixed, idempotencyKey: 'k' })).rejects.toThrow(RangeError);
  });

  test('have no effective form on an older server', async () => {
    const server = await scripted(refused(404, 'ROUTE_NOT_FOUND'));
    expect(await readEffectiveSettings(liveClient(server.baseUrl))).toBeUndefined();
  });
});
