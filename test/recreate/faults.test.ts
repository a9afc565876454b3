import { describe, expect, it } from 'vitest';
import { FlintError } from '../../src/flint/errors.ts';
import { findCopy, sendCopy } from '../../src/recreate/apply.ts';
import { CopyProblem } from '../../src/recreate/copy-problem.ts';
import { readInventory } from '../../src/recreate/inventory.ts';
import { planCopies } from '../../src/recreate/plan.ts';
import { between, carryOut, clientOf, copyOf, type Json, openPlanes, planFor, textOf, writesOf } from './planes.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const none = new Map<string, string>();

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('an attempt that was cut off', () => {
  it('after the create took effect: the same key makes nothing new, and a look finds the copy', async () => {
    const planes = await openPlanes();
    const { productId } = planes.sandbox.samples;
    const copy = copyOf(await planFor(planes, [productId]), productId);
    const broken = await between(planes.sandbox, ({ method }) => (method === 'POST' ? 'drop the answer' : undefined));
    const failure = await failureOf(sendCopy(clientOf('live', planes.sandbox.keys.live, broken), copy, none, 'key-1'));
    expect(failure).toBeInstanceOf(FlintError);
    expect(failure).toMatchObject({ outcome: 'unknown' });

    const again = await sendCopy(planes.live, copy, none, 'key-1');
    expect(again.evidence.replayed).toBe(true);
    expect((await findCopy(planes.live, copy))?.value).toEqual(again.value);
    expect(planes.sandbox.ledger().live.products).toHaveLength(1);
  });

  it('between create and switching off: it is not taken for finished, and is taken up under another key', async () => {
    const planes = await openPlanes();
    const promotion = await planes.arrange('test', 'POST', '/v1/promotions', {
      name: 'Paused',
      application_method: { type: 'percent_off', percent_off: 50 },
    });
    const id = textOf(promotion, 'promotion_id');
    await planes.arrange('test', 'PATCH', `/v1/promotions/${id}`, { status: 'inactive' });
    const copy = copyOf(await planFor(planes, [id]), id);
    const refusing = await between(planes.sandbox, ({ method }) =>
      method === 'PATCH' ? { status: 403, body: refusal('authorization_error', 'AUTHORIZATION_FAILED') } : undefined,
    );
    const client = clientOf('live', planes.sandbox.keys.live, refusing);
    // Something was made, so the refusal of the second call may not read as if nothing had happened.
    expect(await failureOf(sendCopy(client, copy, none, 'key-1'))).toMatchObject({
      code: 'AUTHORIZATION_FAILED',
      outcome: 'unknown',
    });

    // Neither a fresh plan nor a look takes it for there.
    const next = await planFor(planes, [id]);
    expect([next.alreadyThere, next.copies.map(({ from }) => from)]).toEqual([[], [id]]);
    expect(await findCopy(planes.live, copyOf(next, id))).toBeUndefined();
    const { value } = await sendCopy(planes.live, copyOf(next, id), none, 'key-2');
    expect(planes.sandbox.ledger().live.promotions).toEqual([{ id: value[id], name: 'Paused', status: 'inactive' }]);
    expect((await findCopy(planes.live, copy))?.value).toEqual(value);

    // Once a person has switched it on in live, it stays on.
    await planes.arrange('live', 'PATCH', `/v1/promotions/${value[id]}`, { status: 'active' });
    const later = await planFor(planes, [id]);
    expect([later.copies, later.alreadyThere]).toMatchObject([[], [{ from: id, differs: ['status'] }]]);
  });

  it('between a promotion and its codes: the next plan makes the codes that are missing', async () => {
    const planes = await openPlanes();
    const { promotionId, promotionCode } = planes.sandbox.samples;
    const plan = await planFor(planes, [promotionId]);
    const { value } = await sendCopy(planes.live, copyOf(plan, promotionId), none, 'key-1');
    const next = await planFor(planes, [promotionId]);
    expect(next.alreadyThere).toMatchObject([{ from: promotionId, to: value[promotionId], matchedBy: 'our marker' }]);
    expect(next.copies.map(({ kind, name }) => [kind, name])).toEqual([['promotion code', promotionCode]]);
    await carryOut(next, planes.live);
    expect(planes.sandbox.ledger().live.promotionCodes).toHaveLength(1);
  });
});

it('a host that was registered although the answer was lost is found by its name, and not registered twice', async () => {
  const planes = await openPlanes({ default: '2026-09-07' });
  await planes.arrange('test', 'POST', '/v1/payment-method-domains', { domain_name: 'Shop.example.com' });
  const [host] = (await readInventory(planes.test)).objects.values().filter(({ id }) => id.startsWith('pmdom_'));
  const plan = await planFor(planes, [host?.id ?? '']);
  const copy = copyOf(plan, host?.id ?? '');
  expect(await findCopy(planes.live, copy)).toBeUndefined();
  const cut = await between(planes.sandbox, ({ method }) => (method === 'POST' ? 'drop the answer' : undefined));
  const failure = sendCopy(clientOf('live', planes.sandbox.keys.live, cut), copy, new Map(), 'one');
  expect(await failureOf(failure)).toMatchObject({ outcome: 'unknown' });
  const found = await findCopy(planes.live, copy);
  expect(found?.value).toEqual({ [copy.from]: expect.stringMatching(/^pmdom_/) });
  expect((await planFor(planes, [copy.from])).alreadyThere).toMatchObject([{ matchedBy: 'domain', differs: [] }]);
  expect(writesOf(planes.exchanges, 'live')).toEqual(['POST /v1/payment-method-domains']);
});

it('a copy that was renamed in live is the same copy to the plan and to the search alike', async () => {
  const planes = await openPlanes();
  const { promotionId } = planes.sandbox.samples;
  const plan = await planFor(planes, [promotionId]);
  const ids = await carryOut(plan, planes.live);
  await planes.arrange('live', 'PATCH', `/v1/promotions/${ids.get(promotionId)}`, { name: 'Another name' });
  expect((await planFor(planes, [promotionId])).alreadyThere).toMatchObject([
    { from: promotionId, matchedBy: 'our marker', differs: ['name'] },
    { kind: 'promotion code' },
  ]);
  // Found, and said to differ: neither made a second time nor taken as it is.
  expect(await failureOf(findCopy(planes.live, copyOf(plan, promotionId)))).toMatchObject({
    fault: { kind: 'differs', differences: [{ field: 'name' }] },
  });
});

describe('a copy that is not like the original', () => {
  it('is said field by field, is not made twice, and passes once it is corrected', async () => {
    const planes = await openPlanes();
    const { secondProductId, secondVariantId } = planes.sandbox.samples;
    const copy = copyOf(await planFor(planes, [secondProductId]), secondProductId);
    const wrong = await between(planes.sandbox, ({ method }) =>
      method === 'GET'
        ? { change: (data: Json) => ('sku' in data ? { ...data, unit_price_money: usd(1) } : data) }
        : undefined,
    );
    const client = clientOf('live', planes.sandbox.keys.live, wrong);
    const failure = await failureOf(sendCopy(client, copy, none, 'key-1'));
    expect(failure).toBeInstanceOf(CopyProblem);
    const made = planes.sandbox.ledger().live.products[0]?.id;
    expect(failure).toMatchObject({ to: made, outcome: 'unknown', fault: { kind: 'differs' } });
    expect(String(failure)).toContain(
      'unit_price_money: {"amount":1,"currency":"USD"} instead of {"amount":6500,"currency":"USD"}',
    );
    expect(await failureOf(findCopy(client, copy))).toBeInstanceOf(CopyProblem);

    const corrected = await sendCopy(planes.live, copy, none, 'key-1');
    expect(Object.keys(corrected.value)).toEqual([secondProductId, secondVariantId]);
    expect(planes.sandbox.ledger().live.products).toHaveLength(1);
  });

  it('a promotion that stays on although it was switched off is not taken for a copy', async () => {
    const planes = await openPlanes();
    const paused = { name: 'Paused', application_method: { type: 'percent_off', percent_off: 50 } };
    const id = textOf(await planes.arrange('test', 'POST', '/v1/promotions', paused), 'promotion_id');
    await planes.arrange('test', 'PATCH', `/v1/promotions/${id}`, { status: 'inactive' });
    const deaf = await between(planes.sandbox, ({ method }) =>
      method === 'PATCH' ? { status: 200, body: { data: { promotion_id: 'promo_1' } } } : undefined,
    );
    const copy = copyOf(await planFor(planes, [id]), id);
    const failure = await failureOf(sendCopy(clientOf('live', planes.sandbox.keys.live, deaf), copy, none, 'key-1'));
    expect(failure).toMatchObject({
      fault: { kind: 'differs', differences: [{ field: 'status', expected: 'inactive', found: 'active' }] },
    });
  });

  it('a product that lost a variant in live is a problem, not a reason to make a second one', async () => {
    const planes = await openPlanes();
    const { productId, variantIds } = planes.sandbox.samples;
    const plan = await planFor(planes, [productId]);
    const ids = await carryOut(plan, planes.live);
    await planes.arrange(
      'live',
      'DELETE',
      `/v1/products/${ids.get(productId)}/variants/${ids.get(variantIds[2] ?? '')}`,
    );
    expect(await failureOf(findCopy(planes.live, copyOf(plan, productId)))).toMatchObject({
      fault: { kind: 'variants missing', variants: ['Canvas tote, Large'] },
    });
    const next = await planFor(planes, [productId, variantIds[2] ?? '']);
    expect(next.copies).toEqual([]);
    expect(next.byHand.map(({ id }) => id)).toEqual([variantIds[2]]);
  });
});

it('a copy whose needs are not there yet sends nothing at all', async () => {
  const planes = await openPlanes();
  const bundle = await planes.arrange('test', 'POST', '/v1/bundles', {
    name: 'Set',
    unit_price_money: usd(100),
    components: [{ variant_id: planes.sandbox.samples.secondVariantId }],
  });
  const id = textOf(bundle, 'bundle_id');
  const copy = copyOf(await planFor(planes, [id]), id);
  const before = planes.exchanges.length;
  const failure = await failureOf(sendCopy(planes.live, copy, none, 'key-1'));
  expect(failure).toMatchObject({ fault: { kind: 'reference missing' }, outcome: 'nothing happened' });
  expect(planes.exchanges).toHaveLength(before);
});

it('an object that carries a sandbox id as its reference, but has other content, is never adopted', async () => {
  const planes = await openPlanes();
  const plain = await planes.arrange('test', 'POST', '/v1/subscription-plans', {
    name: 'Plain',
    currency: 'USD',
    billing_interval: 'yearly',
    billing_interval_count: 1,
    line_items: [{ name: 'Plain', unit_price_money: usd(100) }],
  });
  const id = textOf(plain, 'subscription_plan_id');
  const copy = copyOf(await planFor(planes, [id]), id);
  await planes.arrange('live', 'POST', '/v1/subscription-plans', {
    name: 'Something else',
    currency: 'USD',
    billing_interval: 'yearly',
    billing_interval_count: 1,
    line_items: [{ name: 'Else', unit_price_money: usd(999) }],
    external_reference_id: id,
  });
  expect(await findCopy(planes.live, copy)).toBeUndefined();
  const next = await planFor(planes, [id]);
  expect([next.alreadyThere, next.copies, next.byHand.map((entry) => entry.id)]).toEqual([[], [], [id]]);
});

describe('what cannot be read is said, and never taken for absent', () => {
  it('a missing scope is named, and nothing of that kind is planned', async () => {
    const planes = await openPlanes();
    const { promotionId, productId } = planes.sandbox.samples;
    const scopes = ['commerce.products.read', 'webhooks.read'];
    const key = await planes.arrange('live', 'POST', '/v1/api-keys', { name: 'Narrow', scopes });
    const narrow = clientOf('live', textOf(key, 'secret_key'), planes.sandbox.baseUrl);
    const production = await readInventory(narrow);
    const promotions = production.unread.find(({ kind }) => kind === 'promotion');
    expect(promotions?.because).toContain('commerce.promotions.read');
    expect(promotions?.because).toMatch(/Request id: \S+\.$/);
    const plan = planCopies([promotionId, productId], await readInventory(planes.test), production);
    expect(plan.copies.map(({ from }) => from)).toEqual([productId]);
    expect(plan.byHand).toMatchObject([{ id: promotionId, kind: 'promotion' }]);
  });

  it('a server without promotions: they are left to a person', async () => {
    const planes = await openPlanes();
    const { promotionId } = planes.sandbox.samples;
    const older = await between(planes.sandbox, ({ path }) =>
      path.startsWith('/v1/promotion')
        ? { status: 404, body: refusal('not_found_error', 'ROUTE_NOT_FOUND') }
        : undefined,
    );
    const production = await readInventory(clientOf('live', planes.sandbox.keys.live, older));
    expect(production.unread.map(({ kind }) => kind).toSorted()).toEqual([
      'payment method domain',
      'promotion',
      'promotion code',
    ]);
    const plan = planCopies([promotionId, 'promo_1kmn0aExample'], await readInventory(planes.test), production);
    expect(plan.copies).toEqual([]);
    expect(plan.unknown).toEqual([]);
    expect(plan.byHand.map(({ id }) => id)).toEqual([promotionId, 'promo_1kmn0aExample']);
  });

  it('a server without a route for variants: products are unread, not absent', async () => {
    const planes = await openPlanes();
    const odd = await between(planes.sandbox, ({ path }) =>
      path.endsWith('/variants') ? { status: 404, body: refusal('not_found_error', 'ROUTE_NOT_FOUND') } : undefined,
    );
    const { productId } = planes.sandbox.samples;
    await carryOut(await planFor(planes, [productId]), planes.live);
    const production = await readInventory(clientOf('live', planes.sandbox.keys.live, odd));
    expect(production.unread.map(({ kind }) => kind).toSorted()).toEqual([
      'payment method domain',
      'product',
      'variant',
    ]);
    const plan = planCopies([productId], await readInventory(planes.test), production);
    expect([plan.copies, plan.byHand.map(({ id }) => id)]).toEqual([[], [productId]]);
  });

  it('any other failure stops the reading', async () => {
    const planes = await openPlanes();
    const failing = await between(planes.sandbox, ({ path }) =>
      path === '/v1/bundles' ? { status: 503, body: refusal('unavailable_error', 'SERVICE_UNAVAILABLE') } : undefined,
    );
    const client = clientOf('live', planes.sandbox.keys.live, failing);
    expect(await failureOf(readInventory(client))).toMatchObject({ problem: 'unavailable' });
  });
});

describe('categories', () => {
  const bags = {
    name: 'Bag',
    product_type: 'physical',
    categories: ['bags', 'gifts'],
    default_variant: { unit_price_money: usd(100) },
  };

  it('are left out, with a note, where the server has none', async () => {
    const planes = await openPlanes();
    const id = textOf(await planes.arrange('test', 'POST', '/v1/products', bags), 'product_id');
    const copy = copyOf(await planFor(planes, [id]), id);
    expect(copy.body.categories).toBeUndefined();
    expect(copy.notes).toEqual([expect.stringContaining('bags, gifts')]);
    await sendCopy(planes.live, copy, none, 'key-1');
    expect(writesOf(planes.exchanges, 'live')).toEqual(['POST /v1/products']);
  });

  it('are named by handle, and a missing one is made first, or was just made by somebody else', async () => {
    const planes = await openPlanes();
    const id = textOf(await planes.arrange('test', 'POST', '/v1/products', bags), 'product_id');
    const made: Json[] = [];
    const withCategories = await between(planes.sandbox, ({ method, path, body }) => {
      if (path !== '/v1/categories') return undefined;
      if (method === 'GET')
        return { status: 200, body: { data: [{ category_id: 'ctg_1', handle: 'bags', name: 'Bags' }] } };
      made.push(body);
      if (made.length > 1) return { status: 409, body: refusal('conflict_error', 'CATEGORY_HANDLE_EXISTS') };
      return { status: 201, body: { data: { category_id: 'ctg_2', handle: body.handle } } };
    });
    const live = clientOf('live', planes.sandbox.keys.live, withCategories);
    const plan = planCopies([id], await readInventory(planes.test), await readInventory(live));
    const copy = copyOf(plan, id);
    expect(copy.categories).toEqual([{ handle: 'gifts', name: 'gifts' }]);
    const { value } = await sendCopy(live, copy, none, 'key-1');
    expect(await sendCopy(live, copy, none, 'key-1')).toMatchObject({ value });
    expect(made).toEqual([
      { handle: 'gifts', name: 'gifts' },
      { handle: 'gifts', name: 'gifts' },
    ]);
    const product = await planes.arrange('live', 'GET', `/v1/products/${value[id]}`);
    expect(product.categories).toMatchObject([{ handle: 'bags' }, { handle: 'gifts' }]);
  });
});

function refusal(type: string, code: string): unknown {
  const error = { type, code, message: 'No.', doc_url: 'https://docs.example', error_source: 'integration' };
  return { error: { ...error, request_id: 'req_between' } };
}
