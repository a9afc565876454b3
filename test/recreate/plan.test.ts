import { describe, expect, it } from 'vitest';
import type { ConfigurationKind, ConfigurationObject, Inventory } from '../../src/recreate/inventory.ts';
import { planCopies } from '../../src/recreate/plan.ts';

type Raw = Record<string, unknown>;

const usd = (amount: number) => ({ amount, currency: 'USD' });

function object(kind: ConfigurationKind, id: string, raw: Raw = {}, parentId?: string): ConfigurationObject {
  const key = raw.sku ?? raw.code ?? raw.url ?? raw.domain_name;
  const reference = raw.external_reference_id;
  return {
    id,
    kind,
    name: String(raw.name ?? raw.code ?? id),
    raw: { status: 'active', ...raw },
    ...(typeof key === 'string' ? { naturalKey: key } : {}),
    ...(typeof reference === 'string' ? { externalReferenceId: reference } : {}),
    ...(parentId === undefined ? {} : { parentId }),
  };
}

function inventory(objects: readonly ConfigurationObject[], more: Partial<Inventory> = {}): Inventory {
  const byId = new Map(objects.map((entry) => [entry.id, entry]));
  return { objects: byId, unread: [], categories: { read: true, byHandle: new Map() }, ...more };
}

/** A product with one variant. */
function product(suffix: string, raw: Raw = {}, variant: Raw = {}): readonly ConfigurationObject[] {
  return [
    object('product', `prod_${suffix}`, { name: `Product ${suffix}`, product_type: 'physical', ...raw }),
    object('variant', `var_${suffix}`, { unit_price_money: usd(100), ...variant }, `prod_${suffix}`),
  ];
}

const bundle = (suffix: string, variants: readonly string[], raw: Raw = {}) =>
  object('bundle', `bun_${suffix}`, {
    name: `Bundle ${suffix}`,
    unit_price_money: usd(1),
    components: variants.map((variant_id) => ({ variant_id, quantity: 1 })),
    ...raw,
  });

const promotion = (suffix: string, rules: unknown, raw: Raw = {}) =>
  object('promotion', `promo_${suffix}`, {
    name: `Promotion ${suffix}`,
    application_method: { type: 'percent_off', percent_off: 10, applies_to: 'order' },
    eligibility_rules: rules,
    ...raw,
  });

const empty = inventory([]);

describe('the plan', () => {
  it('orders what is needed before what needs it, each once, whatever the order of the ids', () => {
    const sandbox = inventory([
      promotion('1', [{ attribute: 'bundle_id', operator: 'in', values: ['bun_1', 'prod_2'] }]),
      bundle('1', ['var_1', 'var_2']),
      ...product('1'),
      ...product('2'),
    ]);
    const plan = planCopies(['promo_1', 'var_2', 'bun_1', 'prod_1', 'promo_1'], sandbox, empty);
    expect(plan.copies.map(({ from }) => from)).toEqual(['prod_1', 'prod_2', 'bun_1', 'promo_1']);
    expect(plan.copies.map(({ needs }) => needs)).toEqual([[], [], ['prod_1', 'prod_2'], ['bun_1', 'prod_2']]);
  });

  it('tells the given ids apart: live, unknown, by hand', () => {
    const sandbox = inventory([
      object('payment link', 'pl_1', { name: 'Tip jar', url: 'https://pay.example/1' }),
      object('webhook endpoint', 'whep_1', { url: 'https://staging.example/hook' }),
      object('webhook endpoint', 'whep_2', { url: 'https://shop.example/hook' }),
      ...product('old', { status: 'archived' }),
    ]);
    const production = inventory([
      object('webhook endpoint', 'whep_9', { url: 'https://shop.example/hook' }),
      ...product('9'),
    ]);
    const ids = ['pl_1', 'whep_1', 'whep_2', 'prod_old', 'prod_9', 'prod_OfAnotherVendor1'];
    const plan = planCopies(ids, sandbox, production);
    expect(plan.copies).toEqual([]);
    expect(plan.production).toEqual(['prod_9']);
    expect(plan.unknown).toEqual(['prod_OfAnotherVendor1']);
    expect(plan.alreadyThere).toMatchObject([{ from: 'whep_2', to: 'whep_9', matchedBy: 'url' }]);
    expect(plan.byHand.map(({ id }) => id)).toEqual(['pl_1', 'whep_1', 'prod_old']);
    for (const { why } of plan.byHand) expect(why).toMatch(/^[A-Z].+\.$/);
  });

  it('registers the hosts that show wallets unless live has them, and says where live’s is not in order', () => {
    const host = (id: string, domain_name: string, raw: Raw = {}) =>
      object('payment method domain', id, { domain_name, validation_status: 'active', ...raw });
    const sandbox = inventory([
      host('pmdom_1', 'a.example'),
      host('pmdom_2', 'b.example'),
      host('pmdom_3', 'c.example'),
      host('pmdom_4', 'd.example', { status: 'inactive' }),
      host('pmdom_5', 'shop.local'),
      host('pmdom_6', 'e.example', { status: 'a word of tomorrow' }),
    ]);
    const production = inventory([
      host('pmdom_8', 'b.example'),
      host('pmdom_9', 'c.example', { status: 'inactive', validation_status: 'action_required' }),
    ]);
    const plan = planCopies([...sandbox.objects.keys()], sandbox, production);
    expect(plan.copies).toMatchObject([{ from: 'pmdom_1', body: { domain_name: 'a.example' } }]);
    expect(plan.byHand.map(({ id }) => id)).toEqual(['pmdom_4', 'pmdom_5', 'pmdom_6']);
    for (const { why } of plan.byHand) expect(why).toMatch(/^[A-Z].+\.$/);
    expect(plan.alreadyThere).toMatchObject([
      { from: 'pmdom_2', to: 'pmdom_8', matchedBy: 'domain', differs: [] },
      { from: 'pmdom_3', to: 'pmdom_9', matchedBy: 'domain', differs: ['status', 'validation'] },
    ]);
  });

  it.each([
    'shop example.com',
    'shop.example.com:99999',
    'shop.example.com/pay',
    '*.example.com',
    'user@example.com',
    '203.0.113.7',
    '1.2.3.999',
  ])('registers nothing that is not the name of one host: %s', (domain_name) => {
    const host = object('payment method domain', 'pmdom_1', { domain_name, validation_status: 'active' });
    const plan = planCopies(['pmdom_1'], inventory([host]), empty);
    expect(plan.copies).toEqual([]);
    expect(plan.byHand[0]?.why).toContain('not the name of one host');
  });

  it('leaves to a person what needs something that cannot be copied, and says which', () => {
    const sandbox = inventory([bundle('1', ['var_old']), ...product('old', { status: 'archived', name: 'Last year' })]);
    const plan = planCopies(['bun_1'], sandbox, empty);
    expect(plan.copies).toEqual([]);
    expect(plan.byHand.find(({ id }) => id === 'bun_1')?.why).toContain('archived');
  });

  it('never lets an id of the sandbox into live: a rule that names what is not known is left to a person', () => {
    const hidden = { all: [{ any: [{ attribute: 'category_id', values: ['ctg_1kmn0aExample'] }] }] };
    const plan = planCopies(['promo_1'], inventory([promotion('1', hidden)]), empty);
    expect(plan.copies).toEqual([]);
    expect(plan.byHand[0]?.why).toContain('ctg_1kmn0aExample');
  });

  it('takes a word for a word, though it begins like an id', () => {
    const rules = [{ attribute: 'customer_tag', values: ['plan_gold', 'promo_codes'] }];
    const plan = planCopies(['promo_1'], inventory([promotion('1', rules)]), empty);
    expect(plan.copies).toMatchObject([{ from: 'promo_1', references: [] }]);
  });

  it('ends when things name each other in a circle', () => {
    const sandbox = inventory([promotion('1', [{ values: ['promo_2'] }]), promotion('2', [{ values: ['promo_1'] }])]);
    expect(planCopies(['promo_1'], sandbox, empty)).toMatchObject({
      copies: [],
      byHand: [{ id: 'promo_2' }, { id: 'promo_1' }],
    });
  });

  it('leaves out archived variants, and says so', () => {
    const gone = object('variant', 'var_gone', { unit_price_money: usd(5), status: 'archived' }, 'prod_1');
    const plan = planCopies(['prod_1', 'var_gone'], inventory([...product('1'), gone]), empty);
    expect(plan.copies[0]?.variants.map(({ from }) => from)).toEqual(['var_1']);
    expect(plan.copies[0]?.notes).toHaveLength(1);
    expect(plan.byHand.map(({ id }) => id)).toEqual(['var_gone']);
  });

  it('does not copy what has a status that nobody knows', () => {
    const plan = planCopies(['prod_1'], inventory(product('1', { status: 'frozen' })), empty);
    expect([plan.copies, plan.byHand.length]).toEqual([[], 1]);
  });

  const size = (plane: string, value: string) => ({
    selected_options: [
      { option_id: `opt_${plane}`, option_name: 'Size', option_value_id: `optv_${plane}${value}`, value },
    ],
  });

  it('knows an option of a product', () => {
    const plan = planCopies(['optv_tS'], inventory(product('1', {}, size('t', 'S'))), empty);
    expect(plan.copies.map(({ from }) => from)).toEqual(['prod_1']);
    expect([plan.unknown, plan.byHand]).toEqual([[], []]);
  });

  it('leaves an option value to a person that only an archived variant has: the copy does not bring it along', () => {
    const gone = object('variant', 'var_gone', { status: 'archived', ...size('t', 'XL') }, 'prod_1');
    const plan = planCopies(['optv_tXL', 'opt_t'], inventory([...product('1', {}, size('t', 'S')), gone]), empty);
    expect(plan.copies.map(({ from }) => from)).toEqual(['prod_1']);
    expect(plan.byHand).toMatchObject([{ id: 'optv_tXL', why: expect.stringContaining('archived') }]);
  });

  it('knows the options of a product that live has already, and says which of them live lacks', () => {
    const more = object('variant', 'var_more', { sku: 'M', ...size('t', 'M') }, 'prod_1');
    const sandbox = inventory([...product('1', {}, { sku: 'S', ...size('t', 'S') }), more]);
    const production = inventory(product('9', { name: 'Product 1' }, { sku: 'S', ...size('l', 'S') }));
    const plan = planCopies(['optv_tS', 'optv_tM', 'optv_lS'], sandbox, production);
    expect(plan.options).toEqual([
      { from: 'opt_t', to: 'opt_l', productId: 'prod_1' },
      { from: 'optv_tS', to: 'optv_lS', productId: 'prod_1' },
    ]);
    expect(plan.byHand.map(({ id }) => id)).toEqual(['optv_tM']);
    expect(plan.production).toEqual(['optv_lS']);
    expect(plan.unknown).toEqual([]);
  });
});

describe('what live has already', () => {
  it('is found by our marker, in the reference or in the metadata', () => {
    const sandbox = inventory([...product('1'), ...product('2', { external_reference_id: 'mine' })]);
    const production = inventory([
      ...product('8', { name: 'Product 1', external_reference_id: 'prod_1' }),
      ...product('9', { name: 'Product 2', external_reference_id: 'mine', metadata: { golive_sandbox_id: 'prod_2' } }),
    ]);
    const plan = planCopies(['prod_1', 'var_2'], sandbox, production);
    expect(plan.copies).toEqual([]);
    expect(plan.alreadyThere.map(({ from, to, matchedBy }) => [from, to, matchedBy])).toEqual([
      ['prod_1', 'prod_8', 'our marker'],
      ['var_1', 'var_8', 'content'],
      ['prod_2', 'prod_9', 'our marker'],
      ['var_2', 'var_9', 'content'],
    ]);
  });

  it('is not found by name: a copy is made, with a note on its namesake', () => {
    const production = inventory(product('9', { name: 'Product 1' }));
    const plan = planCopies(['prod_1'], inventory(product('1')), production);
    expect(plan.copies[0]?.notes).toEqual([expect.stringContaining('prod_9')]);
  });

  it('is not found if it is archived there', () => {
    const production = inventory(
      product('9', { name: 'Product 1', external_reference_id: 'prod_1', status: 'archived' }),
    );
    expect(planCopies(['prod_1'], inventory(product('1')), production).copies).toHaveLength(1);
  });

  it('stands in the way if its SKU belongs to something of another kind, or to several things', () => {
    const sandbox = inventory([...product('1', {}, { sku: 'A' })]);
    const asBundle = planCopies(['prod_1'], sandbox, inventory([bundle('9', [], { sku: 'A' })]));
    expect([asBundle.copies, asBundle.byHand.map(({ id }) => id)]).toEqual([[], ['prod_1']]);
    expect(asBundle.byHand[0]?.why).toContain('bun_9');
  });

  it('stands in the way if several carry the same external reference', () => {
    const mine = { name: 'Product 1', external_reference_id: 'mine' };
    const production = inventory([...product('8', mine), ...product('9', mine)]);
    const plan = planCopies(['prod_1'], inventory(product('1', mine)), production);
    expect(plan.byHand[0]?.why).toMatch(/prod_8, prod_9/);
  });

  it('a code that another promotion has is not taken from it, whatever its case', () => {
    const sandbox = inventory([
      promotion('1', undefined),
      object('promotion code', 'pcode_1', { code: 'SUMMER' }, 'promo_1'),
    ]);
    const production = inventory([
      promotion('9', undefined, { name: 'Else', application_method: { type: 'percent_off', percent_off: 90 } }),
      object('promotion code', 'pcode_9', { code: 'summer' }, 'promo_9'),
    ]);
    const plan = planCopies(['promo_1', 'pcode_1'], sandbox, production);
    expect([plan.copies, plan.alreadyThere]).toEqual([[], []]);
    expect(plan.byHand.map(({ id }) => id)).toEqual(['promo_1', 'pcode_1']);
  });

  it('a promotion that somebody made in live is used, and gets no further codes', () => {
    const sandbox = inventory([
      promotion('1', undefined),
      object('promotion code', 'pcode_1', { code: 'SUMMER' }, 'promo_1'),
      object('promotion code', 'pcode_2', { code: 'TESTING' }, 'promo_1'),
    ]);
    const production = inventory([
      promotion('9', undefined, { name: 'Summer' }),
      object('promotion code', 'pcode_9', { code: 'SUMMER' }, 'promo_9'),
    ]);
    const plan = planCopies(['promo_1'], sandbox, production);
    expect(plan.alreadyThere).toMatchObject([
      { from: 'promo_1', to: 'promo_9', matchedBy: 'code', differs: ['name'] },
      { from: 'pcode_1', to: 'pcode_9', matchedBy: 'code' },
    ]);
    expect(plan.copies).toEqual([]);
    expect(plan.byHand.map(({ id }) => id)).toEqual(['pcode_2']);
  });
});
