import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createApiKey, updateApiKey } from '../../src/flint/api-keys.ts';
import { readAuthContext } from '../../src/flint/auth-context.ts';
import { createBundle, updateBundle } from '../../src/flint/bundles.ts';
import {
  createCategory,
  deleteCategory,
  listCategories,
  readCategory,
  updateCategory,
} from '../../src/flint/categories.ts';
import { connect, type FlintClient } from '../../src/flint/client.ts';
import { listDeliveryAttempts } from '../../src/flint/delivery-attempts.ts';
import { FlintError } from '../../src/flint/errors.ts';
import { generationsOf } from '../../src/flint/generations.ts';
import { readKey } from '../../src/flint/keys.ts';
import { whoAmI } from '../../src/flint/merchant.ts';
import type { Mode } from '../../src/flint/mode.ts';
import { payWithTestCard } from '../../src/flint/order-payments.ts';
import { createOrder, listOrders, readOrder } from '../../src/flint/orders.ts';
import { createPaymentLink } from '../../src/flint/payment-links.ts';
import {
  createPaymentMethodDomain,
  readPaymentMethodDomain,
  readPaymentMethodDomains,
  updatePaymentMethodDomain,
} from '../../src/flint/payment-method-domains.ts';
import { resolvePaymentOptions } from '../../src/flint/payment-options.ts';
import { createProduct, createVariant, readVariant, updateProduct, updateVariant } from '../../src/flint/products.ts';
import { createPromotionCode, deletePromotionCode, updatePromotionCode } from '../../src/flint/promotion-codes.ts';
import { createPromotion, updatePromotion } from '../../src/flint/promotions.ts';
import { readReadiness } from '../../src/flint/readiness.ts';
import { listRequestLogs } from '../../src/flint/request-logs.ts';
import { issueTestKey, readSandboxes } from '../../src/flint/sandboxes.ts';
import { readEffectiveSettings } from '../../src/flint/settings.ts';
import { settlementOf } from '../../src/flint/settlement.ts';
import { createSubscriptionPlan, updateSubscriptionPlan } from '../../src/flint/subscription-plans.ts';
import { accepted, sendTestEvent } from '../../src/flint/test-events.ts';
import { deliveriesOf, isDelivered, readDelivery, resendDelivery } from '../../src/flint/webhook-deliveries.ts';
import { createWebhookEndpoint } from '../../src/flint/webhook-endpoints.ts';
import { paidOrderEventName } from '../../src/flint/webhook-event-types.ts';
import { listFailedEvents } from '../../src/flint/webhook-events.ts';
import { type ApiOptions, manualClock, type Sandbox, startReceiver, startSandbox } from '../../src/sandbox/index.ts';

const dollar = { amount: 100, currency: 'USD' };
const key = () => ({ idempotencyKey: randomUUID() });

async function open(api: ApiOptions) {
  const clock = manualClock();
  const sandbox = await startSandbox({ api, clock });
  onTestFinished(() => sandbox.close());
  await fetch(`${sandbox.dashboardUrl}/profile`, {
    method: 'POST',
    body: new URLSearchParams({ website_url: 'https://shop.example', support_email: 'help@shop.example' }),
    redirect: 'manual',
  });
  await fetch(`${sandbox.dashboardUrl}/verification`, { method: 'POST', redirect: 'manual' });
  clock.advance(60_000);
  return { sandbox, clock, live: client(sandbox, 'live'), inTest: client(sandbox, 'test') };
}

function client<M extends Mode>(sandbox: Sandbox, mode: M): FlintClient<M> {
  const read = readKey(sandbox.keys[mode]);
  if ('problem' in read || read.mode !== mode) throw new Error(`The sandbox gave no ${mode} key.`);
  // The mode was compared in the line above; the type of the key does not follow from it by itself.
  return connect({
    mode,
    key: read.key as Parameters<typeof connect<M>>[0]['key'],
    baseUrl: new URL(sandbox.baseUrl),
    pace: { attempts: 1 },
  });
}

/** Uses every feature that has two shapes, and tells which shape each was found to have. */
async function probeAll(api: ApiOptions): Promise<Record<string, string>> {
  const { sandbox, live } = await open(api);
  let secret: string | undefined;
  const receiver = await startReceiver({ secret: () => secret });
  onTestFinished(() => receiver.close());

  await whoAmI(live);
  await readReadiness(live, sandbox.merchantId);
  await resolvePaymentOptions(live, { amount: dollar, buyerCountry: 'US' });
  const { names } = await paidOrderEventName(live);
  let endpointId = '';
  for (const name of names) {
    if (endpointId !== '') break;
    try {
      const made = await createWebhookEndpoint(live, { url: receiver.url, enabledEvents: [name], ...key() });
      endpointId = made.value.id;
      secret = made.value.secret?.reveal();
    } catch (error) {
      if (!(error instanceof FlintError) || error.problem !== 'invalid') throw error;
    }
  }
  const event = await sendTestEvent(live, { endpointId, eventType: 'refund.created', ...key() });
  expect(accepted(event.value)).toBe(true);
  expect(isDelivered((await deliveriesOf(live, event.value.eventId)).value, endpointId)).toBe(true);
  expect((await listFailedEvents(live).all()).value).toEqual([]);
  const lines = [{ name: 'A', unitPrice: dollar, quantity: 1 }];
  const order = await createOrder(live, { lines, externalReferenceId: 'a', ...key() });
  expect(settlementOf(await readOrder(live, order.value.id), dollar).paid).toBe(false);
  await listRequestLogs(live);
  await readEffectiveSettings(live);
  await readPaymentMethodDomains(live);
  await readSandboxes(live);
  return Object.fromEntries(generationsOf(live));
}

const ofGuide = {
  readiness: 'guide',
  'payment options': 'guide',
  'paid event': 'guide',
  'test event': 'guide',
  deliveries: 'guide',
  'failed events': 'guide',
  order: 'guide',
  'key description': 'guide',
  'event types': 'guide',
  'request logs': 'guide',
  'effective settings': 'guide',
  'payment method domains': 'guide',
  sandboxes: 'guide',
};
const later = '2026-09-07';
const ofLater = Object.fromEntries(Object.keys(ofGuide).map((feature) => [feature, later]));

describe('each feature finds out by itself which shape the server speaks', () => {
  test('of the guide', async () => expect(await probeAll({})).toEqual(ofGuide));
  test('of 2026-09-07', async () => expect(await probeAll({ default: later })).toEqual(ofLater));

  // The sandbox's name of a feature, and the client's.
  const pairs = [
    ['readiness', 'readiness'],
    ['order', 'order'],
    ['test-event', 'test event'],
    ['paid-event', 'paid event'],
    ['payment-options', 'payment options'],
    ['deliveries', 'deliveries'],
    ['failed-events', 'failed events'],
    ['event-types', 'event types'],
    ['auth-context', 'key description'],
    ['request-logs', 'request logs'],
    ['effective-settings', 'effective settings'],
    ['payment-method-domains', 'payment method domains'],
    ['sandboxes', 'sandboxes'],
  ] as const;
  test.each(pairs)('of a server of the guide whose %s is of the later generation', async (feature, own) => {
    expect(await probeAll({ features: { [feature]: later } })).toEqual({ ...ofGuide, [own]: later });
  });
  test.each(pairs)('of a later server whose %s is still that of the guide', async (feature, own) => {
    expect(await probeAll({ default: later, features: { [feature]: 'guide' } })).toEqual({
      ...ofLater,
      [own]: 'guide',
    });
  });
});

describe.each(['guide', later] as const)('the catalog of a %s server', (generation) => {
  test('is changed field by field', async () => {
    const { live } = await open({ default: generation });
    const body = { name: 'Print', product_type: 'service', default_variant: { unit_price_money: dollar } };
    const product = (await createProduct(live, { body, ...key() })).value;
    const productId = product.id;
    const renamed = await updateProduct(live, { productId, body: { name: 'Poster' }, ...key() });
    expect(renamed.value).toMatchObject({ id: productId, name: 'Poster' });
    const variantId = product.defaultVariantId ?? '';
    expect((await updateVariant(live, { productId, variantId, body: { sku: 'P-1' }, ...key() })).value.sku).toBe('P-1');
    expect((await readVariant(live, { productId, variantId })).value.sku).toBe('P-1');
    const taken = createBundle(live, { body: { name: 'B', sku: 'P-1', unit_price_money: dollar }, ...key() });
    await expect(taken).rejects.toMatchObject({ outcome: 'nothing-happened' });
    const components = [{ variant_id: variantId }];
    const bundle = (await createBundle(live, { body: { name: 'B', unit_price_money: dollar, components }, ...key() }))
      .value;
    expect((await updateBundle(live, { bundleId: bundle.id, body: { name: 'C' }, ...key() })).value.name).toBe('C');
    const twin = createVariant(live, { productId, body: { unit_price_money: dollar }, ...key() });
    await expect(twin).rejects.toMatchObject({ code: 'VARIANT_OPTION_COMBINATION_ALREADY_EXISTS' });

    const monthly = { name: 'P', currency: 'USD', billing_interval: 'monthly', billing_interval_count: 1 };
    const plan = (await createSubscriptionPlan(live, { body: monthly, ...key() })).value;
    const changed = await updateSubscriptionPlan(live, { planId: plan.id, body: { name: 'Q' }, ...key() });
    expect(changed.value.name).toBe('Q');

    const application_method = { type: 'amount_off', amount_off_money: dollar };
    const off = { name: 'Off', application_method, redemption_type: 'code' };
    const promotionId = (await createPromotion(live, { body: off, ...key() })).value.id;
    const code = (await createPromotionCode(live, { promotionId, body: { code: 'SAVE' }, ...key() })).value;
    const limited = await updatePromotionCode(live, { promotionId, codeId: code.id, body: { max_uses: 3 }, ...key() });
    expect(limited.value.maximumUses).toBe(3);
    await updatePromotion(live, { promotionId, body: { display_name: 'A dollar off' }, ...key() });
    await deletePromotionCode(live, { promotionId, codeId: code.id, ...key() });

    const link = { name: 'Link', line_items: [{ name: 'A', unit_price_money: dollar }] };
    expect((await createPaymentLink(live, { body: link, ...key() })).value.url).toBeDefined();
    const minted = await createApiKey(live, { name: 'A', scopes: ['commerce.orders.read'], ...key() });
    const relabelled = await updateApiKey(live, { apiKeyId: minted.value.id, name: 'B', expiresAt: null, ...key() });
    expect(relabelled.value.name).toBe('B');
  });

  test('orders are listed by when they were made, and paid in the sandbox with a test card', async () => {
    const { inTest } = await open({ default: generation });
    const lines = [{ name: 'A', unitPrice: dollar, quantity: 1 }];
    const { value } = await createOrder(inTest, { lines, externalReferenceId: 'card', ...key() });
    const declined = payWithTestCard(inTest, { orderId: value.id, token: 'pm_card_chargeDeclined', ...key() });
    const outcome = await declined.then(
      (answer) => answer.value.attempt?.status,
      (error: unknown) => (error instanceof FlintError ? error.problem : error),
    );
    expect(['payment', 'failed']).toContain(outcome);
    await payWithTestCard(inTest, { orderId: value.id, token: 'pm_card_visa', ...key() });
    const order = await readOrder(inTest, value.id);
    expect(settlementOf(order, dollar)).toMatchObject({ paid: true, mode: 'test' });
    expect(order.evidence.generation).toBe(generation);
    const since = await listOrders(inTest, { createdAfter: '2000-01-01T00:00:00Z' }).all();
    expect(since.value.map(({ id }) => id)).toContain(value.id);
  });
});

describe('what the later generation adds', () => {
  test('a failed delivery is followed attempt by attempt and sent again', async () => {
    const { live } = await open({ default: later });
    let secret: string | undefined;
    const receiver = await startReceiver({ secret: () => secret });
    onTestFinished(() => receiver.close());
    const endpoint = (await createWebhookEndpoint(live, { url: receiver.url, ...key() })).value;
    const sent = await sendTestEvent(live, { endpointId: endpoint.id, eventType: 'refund.created', ...key() });
    const deliveryId = sent.value.deliveryId ?? '';
    expect(accepted(sent.value)).toBe(false);
    const attempts = async () => (await listDeliveryAttempts(live, deliveryId).all()).value;
    expect(await attempts()).toMatchObject([{ number: 1, status: 'failed', statusCode: 400 }]);

    // The handler gets its secret, and the event is sent again.
    secret = endpoint.secret?.reveal();
    const again = await resendDelivery(live, { deliveryId, ...key() });
    expect(again.value.eventId).toBe(sent.value.eventId);
    await vi.waitFor(async () => expect((await readDelivery(live, deliveryId)).value.status).toBe('delivered'), {
      timeout: 20_000,
    });
    expect((await attempts()).map(({ number, status }) => [number, status]).toSorted()).toEqual([
      [1, 'failed'],
      [2, 'delivered'],
    ]);
  });

  test('a request is found again by its id, in the log of the key that made it', async () => {
    const { live, inTest } = await open({ default: later });
    const failed = await readOrder(live, 'ord_01AAAAAAAAAAAAAAAAAAAAAAAA').catch((error: unknown) => error);
    const requestId = failed instanceof FlintError ? failed.requestId : undefined;
    const found = await listRequestLogs(live, { requestId });
    expect(found?.value).toMatchObject([{ method: 'GET', status: 404 }]);
    expect((await listRequestLogs(inTest, { requestId }))?.value).toEqual([]);
    expect(live.apiVersion).toBe('2026-09-07');
  });

  test('categories, domains, effective settings, sandboxes and the key itself', async () => {
    const { live, inTest } = await open({ default: later });
    const body = { name: 'Prints', handle: 'prints' };
    const categoryId = (await createCategory(live, { body, ...key() })).value.id;
    const again = createCategory(live, { body, ...key() });
    await expect(again).rejects.toMatchObject({ code: 'CATEGORY_HANDLE_EXISTS' });
    await updateCategory(live, { categoryId, body: { name: 'Posters' }, ...key() });
    expect((await readCategory(live, categoryId)).value).toMatchObject({ name: 'Posters', handle: 'prints' });
    expect((await listCategories(live).all()).value).toHaveLength(1);
    await deleteCategory(live, { categoryId, ...key() });

    const domain = (await createPaymentMethodDomain(live, { domainName: 'shop.example', ...key() })).value;
    await updatePaymentMethodDomain(live, { domainId: domain.id, status: 'inactive', ...key() });
    expect((await readPaymentMethodDomain(live, domain.id)).value).toMatchObject({ status: 'inactive' });
    expect((await readPaymentMethodDomains(live))?.value).toHaveLength(1);

    expect(Object.keys((await readEffectiveSettings(live))?.value.groups ?? {})).toContain('receipts');
    const [sandbox] = (await readSandboxes(live))?.value ?? [];
    expect(sandbox).toMatchObject({ isDefault: true, status: 'active' });
    const issued = await issueTestKey(live, { sandboxId: sandbox?.id ?? '', name: 'Tests', ...key() });
    expect(issued.value.secretKey?.reveal()).toMatch(/^flint_test_/);
    expect((await readAuthContext(inTest))?.value).toMatchObject({ environment: 'sandbox' });
  });
});
