import { describe, expect, test } from 'vitest';
import { type Answered, rehearse, usd } from './harness.ts';

const codeOf = ({ status, body }: Answered) => [status, body.error?.code ?? 'fine', body.error?.param];

const tote = {
  name: 'Tote',
  product_type: 'physical',
  options: [{ name: 'Size', client_option_key: 'size', values: [{ value: 'S' }, { value: 'M' }] }],
  variants: ['S', 'M'].map((size) => ({
    name: size,
    sku: `T-${size}`,
    unit_price_money: usd(1000),
    selected_option_values: [{ client_option_key: 'size', client_value_key: size }],
  })),
};

describe('products and variants', () => {
  test('a product of the test plane can be made again in live, with other ids and the same SKUs', async () => {
    const { sandbox, live, test: inTest } = await rehearse();
    const { productId } = sandbox.samples;
    const source = (await inTest('GET', `/v1/products/${productId}`)).body.data;
    const variants = (await inTest('GET', `/v1/products/${productId}/variants`)).body.data;
    expect(source).toMatchObject({ variant_count: 3, option_count: 1, available_for_sale: true });
    expect(source).not.toHaveProperty('variants');
    expect(variants.map((one: { name: string }) => one.name)).toEqual(['Small', 'Medium', 'Large']);
    const values = variants.map((one: { selected_options: [{ value: string }] }) => one.selected_options[0].value);
    const copy = await live('POST', '/v1/products', {
      name: source.name,
      product_type: source.product_type,
      external_reference_id: productId,
      options: [{ name: 'Size', values: values.map((value: string) => ({ value })) }],
      variants: variants.map((one: { name: string; sku: string; unit_price_money: unknown }) => ({
        name: one.name,
        sku: one.sku,
        unit_price_money: one.unit_price_money,
        selected_option_values: [{ client_option_key: 'Size', client_value_key: one.name }],
      })),
    });
    expect(copy.status).toBe(201);
    expect(copy.body.data.product_id).not.toBe(productId);
    expect(copy.body.data.price_range).toEqual(source.price_range);
    const found = await live('GET', `/v1/products?external_reference_id=${productId}`);
    expect(found.body.data).toHaveLength(1);
    expect((await live('GET', '/v1/products?sku=TOTE-M')).body.data).toHaveLength(1);
  });

  test.each([
    ['neither shape', { name: 'A', product_type: 'physical' }, 400, 'INVALID_PRODUCT_CREATE_SHAPE'],
    ['both shapes', { ...tote, default_variant: { unit_price_money: usd(1) } }, 400, 'INVALID_PRODUCT_CREATE_SHAPE'],
    ['an unknown option value', withSelection('XL'), 400, 'UNKNOWN_CLIENT_OPTION_VALUE'],
    ['no option value', withSelection(), 400, 'INCOMPLETE_OPTION_SELECTION'],
    ['the same options twice', withSelection('S', 'S'), 409, 'VARIANT_OPTION_COMBINATION_ALREADY_EXISTS'],
    [
      'an SKU twice',
      { ...tote, variants: tote.variants.map((one) => ({ ...one, sku: 'X' })) },
      409,
      'SKU_ALREADY_EXISTS',
    ],
    ['an option twice', { ...tote, options: [...tote.options, ...tote.options] }, 400, 'PRODUCT_OPTION_ALREADY_EXISTS'],
    ['a foreign reference', { ...tote, modifier_set_id: 'ms_123' }, 404, 'RESOURCE_NOT_FOUND'],
  ])('a product with %s is refused and nothing of it stays', async (_name, body, status, code) => {
    const { sandbox, live } = await rehearse();
    expect(codeOf(await live('POST', '/v1/products', body)).slice(0, 2)).toEqual([status, code]);
    const { products, variants } = sandbox.ledger().live;
    expect([products, variants]).toEqual([[], []]);
  });

  test('SKUs are unique over variants and bundles of a plane', async () => {
    const { live } = await rehearse();
    const product = await live('POST', '/v1/products', tote);
    const path = `/v1/products/${product.body.data.product_id}/variants`;
    const [variant] = (await live('GET', path)).body.data;
    const components = [{ variant_id: variant.variant_id }];
    const bundle = { name: 'B', unit_price_money: usd(1), sku: 'T-S', components };
    expect(codeOf(await live('POST', '/v1/bundles', bundle))).toEqual([409, 'SKU_ALREADY_EXISTS', 'sku']);
    const other = await live('PATCH', `${path}/${variant.variant_id}`, { sku: 'T-M' });
    expect(codeOf(other)).toEqual([409, 'SKU_ALREADY_EXISTS', 'sku']);
    expect(
      (await live('PATCH', `${path}/${variant.variant_id}`, { sku: 'T-S', taxable: false })).body.data,
    ).toMatchObject({
      taxable: false,
      version: 2,
    });
  });

  test('replacing an owned list needs the version that was read', async () => {
    const { live } = await rehearse();
    const product = await live('POST', '/v1/products', tote);
    const path = `/v1/products/${product.body.data.product_id}`;
    const images = [{ source_url: 'https://example.com/tote.png' }];
    expect(codeOf(await live('PATCH', path, { images }))).toEqual([
      400,
      'EXPECTED_VERSION_REQUIRED',
      'expected_version',
    ]);
    expect((await live('PATCH', path, { images, expected_version: 1 })).body.data.version).toBe(2);
    const stale = await live('PATCH', path, { name: 'New', expected_version: 1 });
    expect(codeOf(stale)).toEqual([409, 'VERSION_CONFLICT', 'expected_version']);
    const variants = await live('PATCH', path, { variants: [] });
    expect(codeOf(variants)).toEqual([400, 'UNKNOWN_FIELD', 'variants']);
  });

  test('metadata is merged, and a null drops a name', async () => {
    const { live } = await rehearse();
    const product = await live('POST', '/v1/products', { ...tote, metadata: { a: '1', b: '2' } });
    const path = `/v1/products/${product.body.data.product_id}`;
    const patched = await live('PATCH', path, { metadata: { b: null, c: '3' } });
    expect(patched.body.data.metadata).toEqual({ a: '1', c: '3' });
  });

  test('what is archived is not for sale and not listed, but still read by id', async () => {
    const { sandbox, test: inTest } = await rehearse();
    const path = `/v1/products/${sandbox.samples.productId}`;
    await inTest('DELETE', path);
    expect((await inTest('GET', path)).body.data.status).toBe('archived');
    const listed = (await inTest('GET', '/v1/products')).body.data;
    expect(listed.map((one: { product_id: string }) => one.product_id)).toEqual([sandbox.samples.secondProductId]);
    const order = await inTest('POST', '/v1/orders', { line_items: [{ variant_id: sandbox.samples.variantIds[0] }] });
    expect(codeOf(order).slice(0, 2)).toEqual([400, 'VARIANT_NOT_SELLABLE']);
  });

  test('what an active plan or bundle contains cannot be archived', async () => {
    const { sandbox, test: inTest } = await rehearse();
    const { productId, variantIds } = sandbox.samples;
    const [variant_id] = variantIds;
    await inTest('POST', '/v1/subscription-plans', plan({ line_items: [{ variant_id }] }));
    await inTest('POST', '/v1/bundles', { name: 'B', unit_price_money: usd(1), components: [{ variant_id }] });
    const product = `/v1/products/${productId}`;
    expect(codeOf(await inTest('DELETE', product))[1]).toBe('PRODUCT_IN_ACTIVE_PLAN');
    expect(codeOf(await inTest('DELETE', `${product}/variants/${variant_id}`))[1]).toBe('VARIANT_IN_ACTIVE_BUNDLE');
  });
});

describe('bundles', () => {
  test('lists are thinner than single reads, and components of an active bundle stay', async () => {
    const { sandbox, test: inTest } = await rehearse();
    const [one, two] = sandbox.samples.variantIds;
    const made = await inTest('POST', '/v1/bundles', {
      name: 'Pair',
      unit_price_money: usd(3000),
      sku: 'PAIR',
      components: [{ variant_id: one }, { variant_id: two, quantity: 2 }],
    });
    const path = `/v1/bundles/${made.body.data.bundle_id}`;
    const [listed] = (await inTest('GET', '/v1/bundles?sku=PAIR')).body.data;
    expect([listed.component_count, listed.components]).toEqual([2, undefined]);
    const { components } = (await inTest('GET', path)).body.data;
    expect(components.map((component: { quantity: number }) => component.quantity)).toEqual([1, 2]);
    const replaced = { components: [{ bundle_component_id: components[1].bundle_component_id }], expected_version: 1 };
    expect(codeOf(await inTest('PATCH', path, replaced))[1]).toBe('ACTIVE_BUNDLE_COMPONENTS_IMMUTABLE');
    await inTest('PATCH', path, { status: 'inactive' });
    const kept = await inTest('PATCH', path, { ...replaced, expected_version: 2 });
    expect(kept.body.data.components).toEqual([components[1]]);
  });

  test.each([
    [[], 400, 'BUNDLE_COMPONENTS_REQUIRED'],
    [[{ variant_id: 'var_unknown' }], 404, 'RESOURCE_NOT_FOUND'],
  ])('components %j are refused', async (components, status, code) => {
    const { live } = await rehearse();
    const answer = await live('POST', '/v1/bundles', { name: 'B', unit_price_money: usd(1), components });
    expect(codeOf(answer).slice(0, 2)).toEqual([status, code]);
  });
});

describe('subscription plans', () => {
  test.each([
    [{ line_items: [{ variant_id: 'var_unknown' }] }, 404, 'RESOURCE_NOT_FOUND'],
    [{ line_items: [{ name: 'A', unit_price_money: { amount: 1, currency: 'EUR' } }] }, 400, 'CURRENCY_MISMATCH'],
    [{ line_items: [{ variant_id: 'var_1', name: 'A' }] }, 400, 'CATALOG_LINE_ITEM_FIELDS_READ_ONLY'],
    [{ early_termination_fee_money: usd(100) }, 400, 'CONTRACT_TERM_REQUIRED'],
    [{ trial_period_days: 1000 }, 400, 'TRIAL_TOO_LONG'],
    [{ billing_interval: 'hourly' }, 400, 'VALIDATION_ERROR'],
  ])('a plan with %j is refused', async (fields, status, code) => {
    const { live } = await rehearse();
    expect(codeOf(await live('POST', '/v1/subscription-plans', plan(fields))).slice(0, 2)).toEqual([status, code]);
  });

  test('the currency never changes, lines change only with the version', async () => {
    const { live } = await rehearse();
    const line = { name: 'Membership', unit_price_money: usd(1500) };
    const made = await live('POST', '/v1/subscription-plans', plan({ line_items: [line] }));
    const path = `/v1/subscription-plans/${made.body.data.subscription_plan_id}`;
    expect(codeOf(await live('PATCH', path, { currency: 'EUR' }))).toEqual([400, 'UNKNOWN_FIELD', 'currency']);
    const [{ subscription_plan_line_item_id }] = made.body.data.line_items;
    const line_items = [{ subscription_plan_line_item_id, quantity: 3 }];
    expect(codeOf(await live('PATCH', path, { line_items }))[1]).toBe('EXPECTED_VERSION_REQUIRED');
    const patched = await live('PATCH', path, { line_items, expected_version: 1 });
    expect(patched.body.data.line_items).toEqual([{ ...made.body.data.line_items[0], quantity: 3 }]);
  });
});

describe('promotions', () => {
  const percent = { name: 'Sale', application_method: { type: 'percent_off', percent_off: 20 } };

  test('codes are unique in a plane whatever their case, free in the other, and never read back', async () => {
    const { sandbox, live, test: inTest } = await rehearse();
    const gated = { ...percent, redemption_type: 'code', codes: [{ code: 'welcome10' }] };
    expect(codeOf(await inTest('POST', '/v1/promotions', gated))).toEqual([409, 'DUPLICATE_CODE', 'codes[0].code']);
    const made = await live('POST', '/v1/promotions', gated);
    expect([made.status, made.body.data.status, made.body.data.codes]).toEqual([201, 'active', undefined]);
    const path = `/v1/promotions/${made.body.data.promotion_id}/codes`;
    expect(codeOf(await live('POST', path, { code: 'WELCOME10' }))[1]).toBe('DUPLICATE_CODE');
    expect((await live('GET', '/v1/promotion-codes?code=Welcome10')).body.data).toHaveLength(1);
    expect(sandbox.ledger().test.promotions).toHaveLength(1);
  });

  test('an automatic promotion takes no codes', async () => {
    const { live } = await rehearse();
    const refused = await live('POST', '/v1/promotions', {
      ...percent,
      redemption_type: 'automatic',
      codes: [{ code: 'A' }],
    });
    expect(codeOf(refused).slice(0, 2)).toEqual([400, 'CODES_NOT_ALLOWED']);
    const made = await live('POST', '/v1/promotions', percent);
    const path = `/v1/promotions/${made.body.data.promotion_id}/codes`;
    expect(codeOf(await live('POST', path, { code: 'A' })).slice(0, 2)).toEqual([409, 'PROMOTION_NOT_CODE_GATED']);
  });

  test('the kind of discount and the way of redeeming never change', async () => {
    const { live } = await rehearse();
    const made = await live('POST', '/v1/promotions', percent);
    const path = `/v1/promotions/${made.body.data.promotion_id}`;
    const other = { application_method: { type: 'amount_off', amount_off_money: usd(100) } };
    expect(codeOf(await live('PATCH', path, other)).slice(0, 2)).toEqual([409, 'PROMOTION_SHAPE_IMMUTABLE']);
    expect(codeOf(await live('PATCH', path, { redemption_type: 'code' }))[1]).toBe('UNKNOWN_FIELD');
    expect((await live('PATCH', path, { status: 'inactive' })).body.data.status).toBe('inactive');
  });

  test('ids that hide in rules have to exist in this plane', async () => {
    const { sandbox, live, test: inTest } = await rehearse();
    const { productId } = sandbox.samples;
    const eligibility_rules = { all: [{ attribute: 'product_id', operator: 'in', values: [productId] }] };
    const body = { ...percent, eligibility_rules };
    expect(codeOf(await live('POST', '/v1/promotions', body))).toEqual([
      404,
      'RESOURCE_NOT_FOUND',
      'eligibility_rules.all[0].values[0]',
    ]);
    expect((await inTest('POST', '/v1/promotions', body)).status).toBe(201);
    expect((await inTest('GET', `/v1/promotions?product_id=${productId}`)).body.data).toHaveLength(1);
  });

  test('the status follows the clock and the codes', async () => {
    const { clock, live } = await rehearse();
    const at = (milliseconds: number) => new Date(clock.now() + milliseconds).toISOString();
    const schedule = { starts_at: at(1000), ends_at: at(2000) };
    const made = await live('POST', '/v1/promotions', {
      ...percent,
      redemption_type: 'code',
      codes: [{ code: 'A' }],
      schedule,
    });
    const path = `/v1/promotions/${made.body.data.promotion_id}`;
    const status = async () => (await live('GET', path)).body.data.status;
    expect(await status()).toBe('not_yet_started');
    clock.advance(1000);
    expect(await status()).toBe('active');
    const [code] = (await live('GET', `/v1/promotion-codes?promotion_id=${made.body.data.promotion_id}`)).body.data;
    await live('PATCH', `${path}/codes/${code.promotion_code_id}`, { status: 'inactive' });
    expect(await status()).toBe('no_active_codes');
    clock.advance(1000);
    expect(await status()).toBe('expired');
  });
});

describe('settings', () => {
  test('a patch is sparse, and the planes are separate', async () => {
    const { live, test: inTest } = await rehearse();
    const before = (await inTest('GET', '/v1/settings')).body.data;
    const patched = (await inTest('PATCH', '/v1/settings', { receipts: { is_itemized: false } })).body.data;
    expect(patched.receipts).toEqual({ ...before.receipts, is_itemized: false });
    expect(patched.version).toBe(before.version + 1);
    expect((await live('GET', '/v1/settings')).body.data).not.toHaveProperty('receipts');
    const invoices = { default_memo: 'Thanks' };
    await live('PATCH', '/v1/settings', { invoices });
    expect((await live('PATCH', '/v1/settings', { invoices: null })).body.data).not.toHaveProperty('invoices');
  });

  test.each([
    [{ processing: {} }, 400, 'UNKNOWN_FIELD'],
    [{ receipts: { colour: 'red' } }, 400, 'UNKNOWN_FIELD'],
    [{ catalog: { default_delivery_profile_id: 'dprof_1' }, receipts: {} }, 400, 'INVALID_REQUEST'],
    [{ catalog: { default_delivery_profile_id: 'dprof_1' } }, 404, 'RESOURCE_NOT_FOUND'],
    [{ tipping: { tip_percent_options: [10, 20] } }, 400, 'VALIDATION_ERROR'],
    [{ tipping: { tip_percent_options: [10, 15, 20], default_tip_percent: 12 } }, 400, 'VALIDATION_ERROR'],
    [{ checkout: { custom_domain: 'pay.shop.example' } }, 400, 'CUSTOM_DOMAIN_LIVE_MODE_REQUIRED'],
    [{ tax_identity: { tax_ids: [] } }, 400, 'EXPECTED_VERSION_REQUIRED'],
    [{ receipts: {}, expected_version: 99 }, 409, 'SETTINGS_CONCURRENT_MODIFICATION'],
  ])('%j is refused in test', async (body, status, code) => {
    const { sandbox, test: inTest } = await rehearse();
    const before = sandbox.ledger().test.settings;
    expect(codeOf(await inTest('PATCH', '/v1/settings', body)).slice(0, 2)).toEqual([status, code]);
    expect(sandbox.ledger().test.settings).toEqual(before);
  });
});

describe('payment links', () => {
  test('a link names its lines and checks what they refer to', async () => {
    const { sandbox, live, test: inTest } = await rehearse();
    const line_items = [
      { variant_id: sandbox.samples.secondVariantId },
      { name: 'Gift wrap', unit_price_money: usd(300) },
    ];
    const made = await inTest('POST', '/v1/payment-links', { name: 'Shop', line_items, external_reference_id: 'l-1' });
    expect(made.body.data.line_items.map((line: { key: string }) => line.key)).toEqual(['line-1', 'gift-wrap']);
    expect((await inTest('GET', '/v1/payment-links?external_reference_id=l-1&has_plan=false')).body.data).toHaveLength(
      1,
    );
    const refused = await live('POST', '/v1/payment-links', { name: 'Shop', line_items });
    expect(codeOf(refused)).toEqual([404, 'RESOURCE_NOT_FOUND', 'line_items[0].variant_id']);
    const empty = await live('POST', '/v1/payment-links', { name: 'Shop', line_items: [{ name: 'A' }] });
    expect(codeOf(empty)).toEqual([400, 'VALIDATION_ERROR', 'line_items[0]']);
    expect(await (await fetch(made.body.data.url)).text()).toContain("not Flint's");
  });
});

function plan(fields: Record<string, unknown>) {
  return { name: 'Plan', currency: 'USD', billing_interval: 'monthly', billing_interval_count: 1, ...fields };
}

/** The product above, whose variants choose these sizes; without any, the first chooses none. */
function withSelection(...sizes: string[]) {
  const chosen = sizes.length === 0 ? [undefined] : sizes;
  return {
    ...tote,
    variants: chosen.map((size, place) => ({
      unit_price_money: usd(1000),
      sku: `X-${place}`,
      selected_option_values: size === undefined ? [] : [{ client_option_key: 'size', client_value_key: size }],
    })),
  };
}
