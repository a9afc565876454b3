import { describe, expect, it } from 'vitest';
import { readInventory } from '../../src/recreate/inventory.ts';
import { planCopies } from '../../src/recreate/plan.ts';
import { carryOut, copyOf, openPlanes, planFor, textOf, writesOf } from './planes.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });

describe('what the sandbox has is made in live', () => {
  it('a product with options keeps prices, SKUs and references, and every variant and option id has its counterpart', async () => {
    const planes = await openPlanes();
    const { productId, variantIds } = planes.sandbox.samples;
    const plan = await planFor(planes, [productId]);
    expect(plan.copies.map(({ from, kind }) => [from, kind])).toEqual([[productId, 'product']]);

    const ids = await carryOut(plan, planes.live);
    const copy = await planes.arrange('live', 'GET', `/v1/products/${ids.get(productId)}`);
    expect(copy).toMatchObject({ name: 'Canvas tote', product_type: 'physical', external_reference_id: 'canvas-tote' });
    const originals = await readInventory(planes.test);
    for (const variantId of variantIds) {
      const path = `/v1/products/${ids.get(productId)}/variants/${ids.get(variantId)}`;
      const variant = await planes.arrange('live', 'GET', path);
      const original = originals.objects.get(variantId)?.raw ?? {};
      const { sku, unit_price_money, external_reference_id, name } = original;
      expect(variant).toMatchObject({ sku, unit_price_money, external_reference_id, name });
      const [selected] = variant.selected_options as { option_id: string; option_value_id: string; value: string }[];
      const [before] = original.selected_options as { option_id: string; option_value_id: string; value: string }[];
      expect(selected?.value).toBe(before?.value);
      expect(ids.get(before?.option_id ?? '')).toBe(selected?.option_id);
      expect(ids.get(before?.option_value_id ?? '')).toBe(selected?.option_value_id);
    }
  });

  it('a variant that is named brings its whole product, a plan and a bundle the products of their lines', async () => {
    const planes = await openPlanes();
    const { variantIds, productId, secondVariantId, secondProductId } = planes.sandbox.samples;
    const bundle = await planes.arrange('test', 'POST', '/v1/bundles', {
      name: 'Framed tote',
      unit_price_money: usd(7900),
      sku: 'SET-1',
      components: [{ variant_id: variantIds[1], quantity: 2 }, { variant_id: secondVariantId }],
    });
    const bundleId = textOf(bundle, 'bundle_id');
    const subscription = await planes.arrange('test', 'POST', '/v1/subscription-plans', {
      name: 'Club',
      currency: 'USD',
      billing_interval: 'weekly',
      billing_interval_count: 2,
      line_items: [
        { variant_id: variantIds[0], quantity: 3 },
        { bundle_id: bundleId },
        { name: 'Postage', unit_price_money: usd(500), quantity: 1 },
      ],
      trial_period_days: 7,
      setup_fee_money: usd(900),
      contract_term_months: 6,
      early_termination_fee_money: usd(2500),
      metadata: { tier: 'gold' },
    });
    const planId = textOf(subscription, 'subscription_plan_id');

    const plan = await planFor(planes, [planId]);
    const order = plan.copies.map(({ from }) => from);
    expect(new Set(order)).toEqual(new Set([productId, secondProductId, bundleId, planId]));
    expect(order.indexOf(bundleId)).toBeGreaterThan(Math.max(order.indexOf(productId), order.indexOf(secondProductId)));
    expect(order.at(-1)).toBe(planId);
    expect(new Set(copyOf(plan, planId).needs)).toEqual(new Set([productId, bundleId]));

    const ids = await carryOut(plan, planes.live);
    const liveBundle = await planes.arrange('live', 'GET', `/v1/bundles/${ids.get(bundleId)}`);
    expect(liveBundle).toMatchObject({
      unit_price_money: usd(7900),
      sku: 'SET-1',
      components: [
        { variant_id: ids.get(variantIds[1] ?? ''), quantity: 2 },
        { variant_id: ids.get(secondVariantId), quantity: 1 },
      ],
    });
    const livePlan = await planes.arrange('live', 'GET', `/v1/subscription-plans/${ids.get(planId)}`);
    expect(livePlan).toMatchObject({
      billing_interval: 'weekly',
      billing_interval_count: 2,
      trial_period_days: 7,
      setup_fee_money: usd(900),
      contract_term_months: 6,
      early_termination_fee_money: usd(2500),
      metadata: { tier: 'gold' },
      external_reference_id: planId,
      line_items: [
        { variant_id: ids.get(variantIds[0] ?? ''), quantity: 3, unit_price_money: usd(1800) },
        { bundle_id: ids.get(bundleId), quantity: 1 },
        { name: 'Postage', unit_price_money: usd(500) },
      ],
    });
  });

  it('a promotion brings its codes, and ids deep in its rules are swapped', async () => {
    const planes = await openPlanes();
    const { productId, variantIds, planId } = planes.sandbox.samples;
    const promotion = await planes.arrange('test', 'POST', '/v1/promotions', {
      name: 'Tote week',
      redemption_type: 'code',
      discount_class: 'line_item',
      application_method: {
        type: 'percent_off',
        percent_off: 12.5,
        discounted_item_rules: { any: [{ attribute: 'variant_id', operator: 'in', values: [variantIds[2]] }] },
      },
      eligibility_rules: {
        all: [
          { any: [{ attribute: 'product_id', operator: 'in', values: [productId] }] },
          { attribute: 'subscription_plan_id', operator: 'not_in', values: [planId] },
          { attribute: 'customer_tag', operator: 'in', values: ['gold'] },
        ],
      },
      schedule: { starts_at: '2026-01-01T00:00:00Z', ends_at: '2099-01-01T00:00:00Z', timezone: 'UTC' },
      max_uses: 50,
      codes: [
        { code: 'TOTE12', max_uses: 5 },
        { code: 'tote-vip', expires_at: '2098-01-01T00:00:00Z' },
      ],
    });
    const promotionId = textOf(promotion, 'promotion_id');
    const plan = await planFor(planes, [promotionId]);
    expect(plan.copies.map(({ kind }) => kind)).toEqual([
      'product',
      'subscription plan',
      'promotion',
      'promotion code',
      'promotion code',
    ]);
    const ids = await carryOut(plan, planes.live);
    const copy = await planes.arrange('live', 'GET', `/v1/promotions/${ids.get(promotionId)}`);
    expect(copy).toMatchObject({
      application_method: {
        percent_off: 12.5,
        discounted_item_rules: { any: [{ values: [ids.get(variantIds[2] ?? '')] }] },
      },
      eligibility_rules: {
        all: [{ any: [{ values: [ids.get(productId)] }] }, { values: [ids.get(planId)] }, { values: ['gold'] }],
      },
      schedule: { ends_at: '2099-01-01T00:00:00Z' },
      max_uses: 50,
      status: 'active',
    });
    const inventory = await readInventory(planes.live);
    const codes = [...inventory.objects.values()].filter(({ kind }) => kind === 'promotion code');
    expect(codes.map(({ naturalKey }) => naturalKey).toSorted()).toEqual(['TOTE12', 'tote-vip']);
    expect(codes.every(({ parentId }) => parentId === ids.get(promotionId))).toBe(true);
    for (const copied of plan.copies) expect(ids.get(copied.from)).toBeDefined();
  });

  it('the ad hoc plan, the service and the promotion of a fresh sandbox', async () => {
    const planes = await openPlanes();
    const { planId, secondProductId, secondVariantId, promotionId, promotionCode } = planes.sandbox.samples;
    const ids = await carryOut(await planFor(planes, [planId, secondVariantId, promotionId]), planes.live);
    const ledger = planes.sandbox.ledger().live;
    expect(ledger.plans.map(({ id }) => id)).toEqual([ids.get(planId)]);
    expect(ledger.products.map(({ id }) => id)).toEqual([ids.get(secondProductId)]);
    expect(ledger.variants.map(({ id }) => id)).toEqual([ids.get(secondVariantId)]);
    expect(ledger.promotions.map(({ id }) => id)).toEqual([ids.get(promotionId)]);
    expect(ledger.promotionCodes.map(({ code }) => code)).toEqual([promotionCode]);
  });

  it('what is inactive in the sandbox is not on in live', async () => {
    const planes = await openPlanes();
    const product = await planes.arrange('test', 'POST', '/v1/products', {
      name: 'Poster',
      product_type: 'digital',
      status: 'inactive',
      default_variant: { unit_price_money: usd(300), status: 'inactive', taxable: false },
    });
    const promotion = await planes.arrange('test', 'POST', '/v1/promotions', {
      name: 'Paused',
      application_method: { type: 'amount_off', amount_off_money: usd(100) },
    });
    const promotionId = textOf(promotion, 'promotion_id');
    await planes.arrange('test', 'PATCH', `/v1/promotions/${promotionId}`, { status: 'inactive' });
    const welcome = planes.sandbox.samples.promotionId;
    const code = await planes.arrange('test', 'POST', `/v1/promotions/${welcome}/codes`, { code: 'OLD' });
    const codeId = textOf(code, 'promotion_code_id');
    await planes.arrange('test', 'PATCH', `/v1/promotions/${welcome}/codes/${codeId}`, { status: 'inactive' });

    const plan = await planFor(planes, [textOf(product, 'product_id'), promotionId, codeId]);
    expect(copyOf(plan, promotionId).notes).toHaveLength(1);
    const ids = await carryOut(plan, planes.live);
    const inventory = await readInventory(planes.live);
    const statusOf = (id: string) => inventory.objects.get(ids.get(id) ?? '')?.raw.status;
    expect([textOf(product, 'product_id'), promotionId, codeId, welcome].map(statusOf)).toEqual([
      'inactive',
      'inactive',
      'inactive',
      'active',
    ]);
  });

  it('references and metadata of its owner stay as they are, and a sandbox id in them is pointed out', async () => {
    const planes = await openPlanes();
    const { secondVariantId } = planes.sandbox.samples;
    const bundle = await planes.arrange('test', 'POST', '/v1/bundles', {
      name: 'Set',
      unit_price_money: usd(100),
      components: [{ variant_id: secondVariantId }],
      external_reference_id: secondVariantId,
      metadata: { upsell: secondVariantId },
    });
    const id = textOf(bundle, 'bundle_id');
    const plan = await planFor(planes, [id]);
    expect(copyOf(plan, id).notes).toEqual([expect.stringContaining(`upsell holds the sandbox id ${secondVariantId}`)]);
    const ids = await carryOut(plan, planes.live);
    expect(await planes.arrange('live', 'GET', `/v1/bundles/${ids.get(id)}`)).toMatchObject({
      external_reference_id: secondVariantId,
      metadata: { upsell: secondVariantId, golive_sandbox_id: id },
      components: [{ variant_id: ids.get(secondVariantId) }],
    });
  });

  it('the variant that is sold by default is the same one', async () => {
    const planes = await openPlanes();
    const { productId, variantIds } = planes.sandbox.samples;
    const body = { default_variant_id: variantIds[1] };
    await planes.arrange('test', 'PATCH', `/v1/products/${productId}`, body);
    const ids = await carryOut(await planFor(planes, [productId]), planes.live);
    const copy = await planes.arrange('live', 'GET', `/v1/products/${ids.get(productId)}`);
    expect(copy.default_variant_id).toBe(ids.get(variantIds[1] ?? ''));
  });

  it('hundreds of objects are read over many pages, each once', async () => {
    const planes = await openPlanes();
    await Promise.all(
      Array.from({ length: 230 }, async (_, place) => {
        await planes.arrange('test', 'POST', '/v1/products', {
          name: `Print ${place}`,
          product_type: 'physical',
          default_variant: { sku: `PRINT-${place}`, unit_price_money: usd(100 + place) },
        });
      }),
    );
    let read = 0;
    const inventory = await readInventory(planes.test, { onProgress: (count) => (read = count) });
    const prints = [...inventory.objects.values()].filter(({ name }) => name.startsWith('Print '));
    expect(prints).toHaveLength(460);
    expect(read).toBe(inventory.objects.size);
    expect(inventory.unread.map(({ kind }) => kind)).toEqual(['payment method domain']);
  });
});

describe('nothing is made twice', () => {
  it('a second run finds everything there and sends nothing', async () => {
    const planes = await openPlanes();
    const { productId, planId, promotionId, secondProductId, variantIds } = planes.sandbox.samples;
    const wanted = [productId, planId, promotionId, secondProductId];
    const first = await carryOut(await planFor(planes, wanted), planes.live);
    const sent = writesOf(planes.exchanges, 'live').length;

    const again = await planFor(planes, wanted);
    expect(again.copies).toEqual([]);
    expect(again.byHand).toEqual([]);
    const known = new Map(again.alreadyThere.map(({ from, to }) => [from, to]));
    for (const id of [...wanted, ...variantIds]) expect(known.get(id)).toBe(first.get(id));
    expect(again.alreadyThere.every(({ matchedBy }) => matchedBy === 'our marker' || matchedBy === 'code')).toBe(true);
    expect(again.alreadyThere.flatMap(({ differs }) => differs)).toEqual([]);
    await carryOut(again, planes.live);
    expect(writesOf(planes.exchanges, 'live')).toHaveLength(sent);
  });

  it('an old plan carried out once more adopts what the first attempt made', async () => {
    const planes = await openPlanes();
    const { productId, planId, promotionId } = planes.sandbox.samples;
    const plan = await planFor(planes, [productId, planId, promotionId]);
    const first = await carryOut(plan, planes.live);
    const sent = writesOf(planes.exchanges, 'live').length;
    const second = await carryOut(plan, planes.live);
    expect(second).toEqual(first);
    expect(writesOf(planes.exchanges, 'live')).toHaveLength(sent);
  });

  it('what live has under the same SKU or external reference is used, and where it differs is said', async () => {
    const planes = await openPlanes();
    const { secondProductId, secondVariantId, planId } = planes.sandbox.samples;
    const product = await planes.arrange('live', 'POST', '/v1/products', {
      name: 'Framing in oak',
      product_type: 'service',
      default_variant: { sku: 'FRAME-OAK', unit_price_money: usd(9900) },
    });
    const subscription = await planes.arrange('live', 'POST', '/v1/subscription-plans', {
      name: 'Studio membership',
      currency: 'USD',
      billing_interval: 'monthly',
      billing_interval_count: 1,
      line_items: [{ name: 'Studio membership', unit_price_money: usd(1500) }],
      trial_period_days: 30,
      external_reference_id: 'studio-membership',
    });
    const plan = await planFor(planes, [secondVariantId, planId]);
    expect(plan.copies).toEqual([]);
    expect(plan.alreadyThere).toEqual([
      expect.objectContaining({
        from: secondProductId,
        to: product.product_id,
        matchedBy: 'sku',
        differs: ['name', 'description'],
      }),
      expect.objectContaining({ from: secondVariantId, matchedBy: 'sku', differs: ['unit_price_money'] }),
      expect.objectContaining({
        from: planId,
        to: subscription.subscription_plan_id,
        matchedBy: 'external reference',
        differs: ['trial_period_days'],
      }),
    ]);
  });

  it('with one key for both planes every id is in production and nothing is copied', async () => {
    const planes = await openPlanes();
    const { productId, planId, variantIds, webhookEndpointId } = planes.sandbox.samples;
    const inventory = await readInventory(planes.test);
    const ids = [productId, planId, ...variantIds, webhookEndpointId];
    expect(planCopies(ids, inventory, inventory)).toEqual({
      alreadyThere: [],
      options: [],
      copies: [],
      byHand: [],
      production: ids,
      unknown: [],
    });
  });
});
