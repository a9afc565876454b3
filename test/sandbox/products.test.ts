import { describe, expect, test } from 'vitest';
import { codeOf, plan } from './catalog-bodies.ts';
import { rehearse, usd } from './harness.ts';

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
