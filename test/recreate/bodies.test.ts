import { describe, expect, it } from 'vitest';
import { isPublicUrl } from '../../src/recreate/bodies/images.ts';
import { differences } from '../../src/recreate/comparison.ts';
import type { Copy } from '../../src/recreate/copies.ts';
import type { ConfigurationKind, Inventory } from '../../src/recreate/inventory.ts';
import { planCopies } from '../../src/recreate/plan.ts';
import { joinVariants } from '../../src/recreate/variants.ts';

type Raw = Record<string, unknown>;

const usd = (amount: number) => ({ amount, currency: 'USD' });
const answered = {
  version: 7,
  merchant_id: 'mer_1',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-02T00:00:00Z',
  available_for_sale: true,
  something_new: { id: 1 },
};

/** The copy that is planned of the first of some objects, given as id, kind and raw. */
function copyOf(...objects: readonly (readonly [string, ConfigurationKind, Raw, string?])[]): Copy {
  const sandbox: Inventory = {
    objects: new Map(
      objects.map(([id, kind, raw, parentId]) => [
        id,
        { id, kind, name: String(raw.name ?? id), raw, ...(parentId === undefined ? {} : { parentId }) },
      ]),
    ),
    unread: [],
    categories: { read: true, byHandle: new Map() },
  };
  const id = objects[0]?.[0] ?? '';
  const plan = planCopies([id], sandbox, { ...sandbox, objects: new Map() });
  const copy = plan.copies.find(({ from }) => from === id);
  if (copy === undefined) throw new Error(JSON.stringify(plan.byHand));
  return copy;
}

describe('a body has documented request fields only', () => {
  it('of a product with options: the ids of the sandbox join options and variants', () => {
    const size = (value: string) => ({
      option_id: 'opt_1',
      option_name: 'Size',
      option_value_id: `optv_${value}`,
      value,
    });
    const copy = copyOf(
      [
        'prod_1',
        'product',
        {
          ...answered,
          product_id: 'prod_1',
          name: 'Tote',
          product_type: 'physical',
          status: 'active',
          default_variant_id: 'var_L',
          price_range: {},
          option_count: 1,
          description: null,
          metadata: { a: 'b', flint_x: 'y' },
        },
      ],
      [
        'var_L',
        'variant',
        {
          ...answered,
          variant_id: 'var_L',
          product_id: 'prod_1',
          name: 'Large',
          sku: 'T-L',
          unit_price_money: usd(200),
          position: 1,
          taxable: false,
          images_inherited: true,
          effective_images: [{}],
          inventory_tracking: 'not_tracked',
          inventory_item_id: 'invi_1',
          selected_options: [size('L')],
        },
        'prod_1',
      ],
      [
        'var_S',
        'variant',
        {
          ...answered,
          variant_id: 'var_S',
          product_id: 'prod_1',
          sku: 'T-S',
          unit_price_money: usd(100),
          position: 0,
          external_reference_id: 'small',
          selected_options: [size('S')],
        },
        'prod_1',
      ],
    );
    const selected = (value: string) => [{ client_option_key: 'opt_1', client_value_key: `optv_${value}` }];
    expect(copy.body).toEqual({
      name: 'Tote',
      product_type: 'physical',
      status: 'active',
      external_reference_id: 'prod_1',
      metadata: { a: 'b' },
      options: [
        {
          name: 'Size',
          client_option_key: 'opt_1',
          position: 0,
          values: [
            { value: 'S', client_value_key: 'optv_S', position: 0 },
            { value: 'L', client_value_key: 'optv_L', position: 1 },
          ],
        },
      ],
      variants: [
        {
          sku: 'T-S',
          unit_price_money: usd(100),
          position: 0,
          selected_option_values: selected('S'),
          external_reference_id: 'small',
          metadata: { golive_sandbox_id: 'var_S' },
        },
        {
          name: 'Large',
          sku: 'T-L',
          unit_price_money: usd(200),
          position: 1,
          taxable: false,
          selected_option_values: selected('L'),
          external_reference_id: 'var_L',
        },
      ],
    });
    expect(copy.defaultVariant).toBe('var_L');
    expect(copy.notes).toEqual([expect.stringContaining('stock item')]);
  });

  it('of a plan: catalog lines without their snapshots, ad hoc lines with their price', () => {
    const copy = copyOf(
      [
        'plan_1',
        'subscription plan',
        {
          ...answered,
          subscription_plan_id: 'plan_1',
          name: 'Club',
          status: 'active',
          currency: 'USD',
          billing_interval: 'monthly',
          billing_interval_count: 1,
          trial_period_days: 0,
          line_items: [
            {
              subscription_plan_line_item_id: 'li_1',
              variant_id: 'var_1',
              product_id: 'prod_1',
              name: 'Snapshot',
              unit_price_money: usd(5),
              quantity: 2,
            },
            {
              subscription_plan_line_item_id: 'li_2',
              name: 'Postage',
              unit_price_money: usd(7),
              quantity: 1,
              description: 'Post',
              tax: { rate: 1 },
            },
          ],
          billing_interval_options: [{ id: 1 }],
        },
      ],
      ['prod_1', 'product', { name: 'P', product_type: 'fee' }],
      ['var_1', 'variant', { unit_price_money: usd(5) }, 'prod_1'],
    );
    expect(copy.body).toEqual({
      name: 'Club',
      currency: 'USD',
      billing_interval: 'monthly',
      billing_interval_count: 1,
      trial_period_days: 0,
      external_reference_id: 'plan_1',
      line_items: [
        { variant_id: 'var_1', quantity: 2 },
        { name: 'Postage', unit_price_money: usd(7), quantity: 1, description: 'Post' },
      ],
    });
    expect(copy.references).toEqual(['var_1']);
    expect(copy.notes).toHaveLength(2);
  });

  it('of a promotion: without what Flint computes, and without codes', () => {
    const copy = copyOf([
      'promo_1',
      'promotion',
      {
        ...answered,
        promotion_id: 'promo_1',
        name: 'Ten',
        status: 'active',
        uses_count: 4,
        codes_summary: {},
        max_uses: null,
        redemption_type: 'automatic',
        application_method: { type: 'percent_off', percent_off: 10, applies_to: 'order', amount_off_money: null },
        schedule: { starts_at: '2026-01-01T00:00:00Z' },
      },
    ]);
    expect(copy.body).toEqual({
      name: 'Ten',
      redemption_type: 'automatic',
      application_method: { type: 'percent_off', percent_off: 10 },
      schedule: { starts_at: '2026-01-01T00:00:00Z' },
      external_reference_id: 'promo_1',
    });
  });

  it('images go along by a public address and are named in a note otherwise', () => {
    const images = [
      { url: 'https://cdn.example.com/a.png', width: 10, height: 10, alt: 'A' },
      { url: 'http://127.0.0.1:4010/b.png' },
    ];
    const copy = copyOf(
      ['prod_1', 'product', { name: 'P', product_type: 'fee', images }],
      ['var_1', 'variant', { unit_price_money: usd(5) }, 'prod_1'],
    );
    expect(copy.body.images).toEqual([{ source_url: 'https://cdn.example.com/a.png', alt: 'A' }]);
    expect(copy.notes).toEqual([expect.stringContaining('One image')]);
  });
});

it.each([
  ['https://cdn.example.com/a.png', true],
  ['http://8.8.8.8/a.png', true],
  ['https://[2606:4700::1111]/a.png', true],
  ['ftp://cdn.example.com/a.png', false],
  ['https://user:secret@cdn.example.com/a.png', false],
  ['https://localhost/a.png', false],
  ['https://intranet/a.png', false],
  ['https://printer.local/a.png', false],
  ['https://images.rehearsal.invalid/a.png', false],
  ['http://10.1.2.3/a.png', false],
  ['http://172.31.0.1/a.png', false],
  ['http://0x7f000001/a.png', false],
  ['http://169.254.169.254/latest', false],
  ['http://[::1]/a.png', false],
  ['http://[::ffff:10.0.0.1]/a.png', false],
  ['http://[fd00::1]/a.png', false],
  ['a.png', false],
])('whether anyone can fetch %s: %s', (url, expected) => {
  expect(isPublicUrl(url)).toBe(expected);
});

describe('comparing what was sent with what reads back', () => {
  it.each([
    ['the same', { name: 'A', unit_price_money: usd(1) }, { name: 'A', unit_price_money: usd(1), version: 1 }, []],
    ['another price', { unit_price_money: usd(1) }, { unit_price_money: usd(2) }, ['unit_price_money']],
    [
      'another currency',
      { unit_price_money: usd(1) },
      { unit_price_money: { amount: 1, currency: 'EUR' } },
      ['unit_price_money'],
    ],
    ['a field that is gone', { trial_period_days: 14 }, {}, ['trial_period_days']],
    ['a default left unsaid', { taxable: false, metadata: {} }, { metadata: null }, []],
    ['taxed after all', { taxable: false }, { taxable: true }, ['taxable']],
    ['the same instant', { expires_at: '2026-01-01T00:00:00Z' }, { expires_at: '2026-01-01T01:00:00.000+01:00' }, []],
    ['another instant', { expires_at: '2026-01-01T00:00:00Z' }, { expires_at: '2026-01-01T00:00:01Z' }, ['expires_at']],
    [
      'handles read back as objects',
      { categories: ['a', 'b'] },
      { categories: [{ handle: 'b' }, { handle: 'a' }] },
      [],
    ],
    [
      'a line too many',
      { line_items: [{ name: 'A' }] },
      { line_items: [{ name: 'A' }, { name: 'B' }] },
      ['line_items'],
    ],
    [
      'a deep rule',
      { eligibility_rules: [{ any: [{ values: ['a'] }] }] },
      { eligibility_rules: [{ any: [{ values: ['b'] }] }] },
      ['eligibility_rules'],
    ],
  ])('%s', (_, sent, found, fields) => {
    expect(differences(sent, found).map(({ field }) => field)).toEqual(fields);
  });

  it('shows nothing that could steer a terminal', () => {
    const [difference] = differences({ name: 'A' }, { name: '\u001b]0;title\u0007B\u202e' });
    expect(difference).toEqual({ field: 'name', expected: 'A', found: 'B' });
  });
});

it('variants are joined by the surest mark first, each to one', () => {
  const size = (value: string) => ({ optionId: 'opt_1', option: 'Size', valueId: `optv_${value}`, value });
  const chosen = (value: string) => [{ option_name: 'Size', value }];
  const old = [
    { from: 'var_1', name: '1', selections: [size('S')], sku: 'A' },
    { from: 'var_2', name: '2', selections: [size('M')] },
    { from: 'var_3', name: '3', selections: [size('L')] },
  ];
  const joined = joinVariants(old, [
    { id: 'new_m', raw: { selected_options: chosen('M') } },
    { id: 'new_x', raw: { selected_options: chosen('S') } },
    { id: 'new_a', raw: { sku: 'A', selected_options: chosen('XL') } },
    { id: 'new_l', raw: { selected_options: chosen('L'), status: 'archived' } },
  ]);
  expect([...joined].map(([from, { id, matchedBy }]) => [from, id, matchedBy])).toEqual([
    ['var_1', 'new_a', 'sku'],
    ['var_2', 'new_m', 'content'],
  ]);
});
