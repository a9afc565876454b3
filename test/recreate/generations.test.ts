import { describe, expect, it } from 'vitest';
import { readInventory } from '../../src/recreate/inventory.ts';
import { planCopies } from '../../src/recreate/plan.ts';
import type { ApiOptions } from '../../src/sandbox/index.ts';
import { carryOut, openPlanes, planFor, textOf, writesOf } from './planes.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const later = '2026-09-07';

const servers: readonly (readonly [string, ApiOptions, boolean])[] = [
  ['of the guide', {}, false],
  ['of 2026-09-07', { default: later }, true],
  ['of the guide with categories', { features: { categories: later } }, true],
  ['of 2026-09-07 without categories', { default: later, features: { categories: 'guide' } }, false],
];

describe.each(servers)('against a server %s', (_name, api, hasCategories) => {
  it('everything the sample shop names is made in live, once', async () => {
    const planes = await openPlanes(api);
    const { productId, planId, promotionId, secondVariantId } = planes.sandbox.samples;
    const wanted = [productId, planId, promotionId, secondVariantId];
    const plan = await planFor(planes, wanted);
    expect(plan.byHand).toEqual([]);
    const ids = await carryOut(plan, planes.live);
    for (const id of wanted) expect(ids.get(id)).toBeDefined();

    const before = writesOf(planes.exchanges, 'live').length;
    const again = await planFor(planes, wanted);
    expect(again.copies).toEqual([]);
    await carryOut(again, planes.live);
    expect(writesOf(planes.exchanges, 'live')).toHaveLength(before);
  });

  it('the categories are known where there are any, and their absence is said where there are none', async () => {
    const planes = await openPlanes(api);
    const { categories } = await readInventory(planes.test);
    expect(categories.read).toBe(hasCategories);
  });
});

it('the hosts that show wallets are read where a server has them, and elsewhere it is said that they were not', async () => {
  const planes = await openPlanes({ default: later });
  await planes.arrange('test', 'POST', '/v1/payment-method-domains', { domain_name: 'shop.example.com' });
  const { objects, unread } = await readInventory(planes.test);
  expect([...objects.values()]).toContainEqual(
    expect.objectContaining({
      kind: 'payment method domain',
      name: 'shop.example.com',
      naturalKey: 'shop.example.com',
    }),
  );
  expect(unread.map(({ kind }) => kind)).not.toContain('payment method domain');

  const older = await readInventory((await openPlanes()).test);
  expect(older.unread).toContainEqual({
    kind: 'payment method domain',
    because: expect.stringContaining('has no payment method domains'),
  });
});

it('the categories of a product are made first, with the handle that they had', async () => {
  const planes = await openPlanes({ default: later });
  await planes.arrange('test', 'POST', '/v1/categories', {
    name: 'Wall art',
    handle: 'wall-art',
    description: 'To hang',
  });
  const product = await planes.arrange('test', 'POST', '/v1/products', {
    name: 'Poster',
    product_type: 'service',
    categories: ['wall-art'],
    default_variant: { unit_price_money: usd(900) },
  });
  const productId = textOf(product, 'product_id');
  const plan = planCopies([productId], await readInventory(planes.test), await readInventory(planes.live));
  const ids = await carryOut(plan, planes.live);
  const copy = await planes.arrange('live', 'GET', `/v1/products/${ids.get(productId)}`);
  expect(copy.categories).toMatchObject([{ handle: 'wall-art', name: 'Wall art' }]);
  const made = await readInventory(planes.live);
  expect(made.categories).toMatchObject({ read: true });
  if (made.categories.read) expect(made.categories.byHandle.get('wall-art')).toMatchObject({ description: 'To hang' });
});
