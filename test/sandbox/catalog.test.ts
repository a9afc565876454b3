import { describe, expect, test } from 'vitest';
import { codeOf, plan } from './catalog-bodies.ts';
import { rehearse, usd } from './harness.ts';

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
