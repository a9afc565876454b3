import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readAuthContext } from '../../src/flint/auth-context.ts';
import { createBundle } from '../../src/flint/bundles.ts';
import { createCategory, listCategories } from '../../src/flint/categories.ts';
import { connect, type FlintClient } from '../../src/flint/client.ts';
import { listDeliveryAttempts } from '../../src/flint/delivery-attempts.ts';
import { FlintError } from '../../src/flint/errors.ts';
import { generationsOf } from '../../src/flint/generations.ts';
import { readKey } from '../../src/flint/keys.ts';
import { whoAmI } from '../../src/flint/merchant.ts';
import type { Mode } from '../../src/flint/mode.ts';
import { createOrder, listOrders, readOrder } from '../../src/flint/orders.ts';
import {
  createPaymentMethodDomain,
  readPaymentMethodDomain,
  readPaymentMethodDomains,
  updatePaymentMethodDomain,
} from '../../src/flint/payment-method-domains.ts';
import { resolvePaymentOptions } from '../../src/flint/payment-options.ts';
import { createProduct } from '../../src/flint/products.ts';
import { createPromotionCode, deletePromotionCode, listPromotionCodes } from '../../src/flint/promotion-codes.ts';
import { createPromotion } from '../../src/flint/promotions.ts';
import { readReadiness } from '../../src/flint/readiness.ts';
import { listRequestLogs } from '../../src/flint/request-logs.ts';
import { readEffectiveSettings } from '../../src/flint/settings.ts';
import { settlementOf } from '../../src/flint/settlement.ts';
import { createSubscriptionPlan } from '../../src/flint/subscription-plans.ts';
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

/** The buyer's part, which the client has no call for: in live a person pays on a page. */
async function payWithTestCard({ baseUrl, keys }: Sandbox, orderId: string, token: string): Promise<void> {
  await fetch(`${baseUrl}/v1/orders/${orderId}/pay`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${keys.test}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ action: 'pay', payment_source: { token } }),
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
  test('takes what is made in it, and refuses a SKU that is in use', async () => {
    const { live } = await open({ default: generation });
    const body = { name: 'Print', product_type: 'service', default_variant: { sku: 'P-1', unit_price_money: dollar } };
    const product = (await createProduct(live, { body, ...key() })).value;
    const taken = createBundle(live, { body: { name: 'B', sku: 'P-1', unit_price_money: dollar }, ...key() });
    await expect(taken).rejects.toMatchObject({ outcome: 'nothing-happened' });
    const components = [{ variant_id: product.defaultVariantId }];
    const bundle = { name: 'B', unit_price_money: dollar, components };
    expect((await createBundle(live, { body: bundle, ...key() })).value.name).toBe('B');

    const monthly = { name: 'P', currency: 'USD', billing_interval: 'monthly', billing_interval_count: 1 };
    expect((await createSubscriptionPlan(live, { body: monthly, ...key() })).value.name).toBe('P');

    const application_method = { type: 'amount_off', amount_off_money: dollar };
    const off = { name: 'Off', application_method, redemption_type: 'code' };
    const promotionId = (await createPromotion(live, { body: off, ...key() })).value.id;
    const limited = { promotionId, body: { code: 'SAVE', max_uses: 3 }, ...key() };
    const code = (await createPromotionCode(live, limited)).value;
    expect(code.maximumUses).toBe(3);
    await deletePromotionCode(live, { promotionId, codeId: code.id, ...key() });
    expect((await listPromotionCodes(live, { promotionId }).all()).value).toEqual([]);
  });

  test('orders are listed by when they were made, and paid in the sandbox with a test card', async () => {
    const { sandbox, inTest } = await open({ default: generation });
    const lines = [{ name: 'A', unitPrice: dollar, quantity: 1 }];
    const { value } = await createOrder(inTest, { lines, externalReferenceId: 'card', ...key() });
    await payWithTestCard(sandbox, value.id, 'pm_card_chargeDeclined');
    expect(settlementOf(await readOrder(inTest, value.id), dollar).paid).toBe(false);
    await payWithTestCard(sandbox, value.id, 'pm_card_visa');
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

  test('categories, domains, effective settings and the key itself', async () => {
    const { live, inTest } = await open({ default: later });
    const body = { name: 'Prints', handle: 'prints' };
    const categoryId = (await createCategory(live, { body, ...key() })).value.id;
    const again = createCategory(live, { body, ...key() });
    await expect(again).rejects.toMatchObject({ code: 'CATEGORY_HANDLE_EXISTS' });
    expect((await listCategories(live).all()).value).toMatchObject([{ id: categoryId, handle: 'prints' }]);

    const domain = (await createPaymentMethodDomain(live, { domainName: 'shop.example', ...key() })).value;
    await updatePaymentMethodDomain(live, { domainId: domain.id, status: 'inactive', ...key() });
    expect((await readPaymentMethodDomain(live, domain.id)).value).toMatchObject({ status: 'inactive' });
    expect((await readPaymentMethodDomains(live))?.value).toHaveLength(1);

    expect(Object.keys((await readEffectiveSettings(live))?.value.groups ?? {})).toContain('receipts');
    expect((await readAuthContext(inTest))?.value).toMatchObject({ environment: 'sandbox' });
  });
});
