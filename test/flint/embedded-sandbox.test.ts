import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createApiKey, listApiKeys, revokeApiKey } from '../../src/flint/api-keys.ts';
import { listBundles } from '../../src/flint/bundles.ts';
import { listCapabilities } from '../../src/flint/capabilities.ts';
import {
  checkoutProgress,
  createCheckoutSession,
  listCheckoutSessions,
  readCheckoutSession,
} from '../../src/flint/checkout-sessions.ts';
import { connect, type FlintClient } from '../../src/flint/client.ts';
import { FlintError } from '../../src/flint/errors.ts';
import { readKey } from '../../src/flint/keys.ts';
import { whoAmI } from '../../src/flint/merchant.ts';
import type { Mode } from '../../src/flint/mode.ts';
import { advanceOnboarding, readOnboarding, submitPath } from '../../src/flint/onboarding.ts';
import { createOrder, listOrders, readOrder } from '../../src/flint/orders.ts';
import { listPaymentLinks } from '../../src/flint/payment-links.ts';
import { resolvePaymentOptions } from '../../src/flint/payment-options.ts';
import { createProduct, listProducts, listVariants, readProduct } from '../../src/flint/products.ts';
import { listPromotionCodes } from '../../src/flint/promotion-codes.ts';
import { listPromotions } from '../../src/flint/promotions.ts';
import { isReady, readinessVerdict, readReadiness } from '../../src/flint/readiness.ts';
import { createRefund, listRefunds, readRefund, refundProgress } from '../../src/flint/refunds.ts';
import { explain } from '../../src/flint/sentences.ts';
import { patchSettings, readSettings } from '../../src/flint/settings.ts';
import { isSettled, settlementOf } from '../../src/flint/settlement.ts';
import { listSubscriptionPlans, readSubscriptionPlan } from '../../src/flint/subscription-plans.ts';
import { accepted, sendTestEvent } from '../../src/flint/test-events.ts';
import { deliveriesOf, isDelivered } from '../../src/flint/webhook-deliveries.ts';
import { createWebhookEndpoint, listWebhookEndpoints, rotateWebhookSecret } from '../../src/flint/webhook-endpoints.ts';
import { paidOrderEventName } from '../../src/flint/webhook-event-types.ts';
import { findEventsAbout, listFailedEvents } from '../../src/flint/webhook-events.ts';
import { manualClock, type Receiver, type Sandbox, startReceiver, startSandbox } from '../../src/sandbox/index.ts';

const clock = manualClock();
const dollar = { amount: 100, currency: 'USD' };
let secret: string | undefined;
let sandbox: Sandbox;
let receiver: Receiver;
let live: FlintClient<'live'>;
let sandboxClient: FlintClient<'test'>;

beforeAll(async () => {
  sandbox = await startSandbox({ clock });
  receiver = await startReceiver({ secret: () => secret });
  live = client('live', sandbox.keys.live);
  sandboxClient = client('test', sandbox.keys.test);
});
afterAll(async () => {
  await receiver.close();
  await sandbox.close();
});

function client<M extends Mode>(mode: M, text: string): FlintClient<M> {
  const read = readKey(text);
  if ('problem' in read || read.mode !== mode) throw new Error(`The sandbox gave no ${mode} key.`);
  const baseUrl = new URL(sandbox.baseUrl);
  // The mode was compared in the line above; the type of the key does not follow from it by itself.
  return connect({ mode, key: read.key as Parameters<typeof connect<M>>[0]['key'], baseUrl });
}

async function failure(call: Promise<unknown>): Promise<FlintError> {
  const error = await call.catch((reason: unknown) => reason);
  if (error instanceof FlintError) return error;
  throw new Error('The call did not fail.');
}

const key = () => randomUUID();

async function ids(listing: AsyncIterable<{ readonly id: string }>): Promise<string[]> {
  const found: string[] = [];
  for await (const item of listing) found.push(item.id);
  return found;
}

/** A launch in the order of the guide; each test stands on the one before it. */
describe('the steps of the guide against the embedded sandbox', () => {
  let endpointId = '';
  let orderId = '';

  test('both keys prove their mode, for one merchant', async () => {
    const [inLive, inTest] = [await whoAmI(live), await whoAmI(sandboxClient)];
    expect(inLive.value).toMatchObject({ mode: 'live', merchantId: sandbox.merchantId, businessName: 'Canvas & Co.' });
    expect(inTest.value).toMatchObject({ mode: 'test', merchantId: sandbox.merchantId });
  });

  test('verification is followed to its human step and through review', async () => {
    const before = (await readOnboarding(live)).value;
    const step = before.nextStep;
    expect(before.status).toBe('needs_input');
    expect(readinessVerdict((await readReadiness(live, sandbox.merchantId)).value)).toBe('needs you');
    const path = step && submitPath(live, step);
    expect(path).toBe('/v1/onboarding/advance');
    const fields = { website_url: 'https://canvas.example', support_email: 'help@canvas.example' };
    const after = await advanceOnboarding(live, {
      fields,
      ...(path === undefined ? {} : { path }),
      idempotencyKey: key(),
    });
    expect(after.value.nextStep).toMatchObject({ owner: 'human', machineCompletable: false });
    await fetch(`${sandbox.dashboardUrl}/verification`, { method: 'POST', redirect: 'manual' });
    expect((await readOnboarding(live)).value.status).toBe('waiting_for_review');
    expect(readinessVerdict((await readReadiness(live, sandbox.merchantId)).value)).toBe('waiting');
    clock.advance(60_000);
    expect((await readOnboarding(live)).value.status).toBe('complete');
    expect(isReady((await readReadiness(live, sandbox.merchantId)).value)).toBe(true);
    for await (const capability of listCapabilities(live)) expect(capability.status).toBe('ready');
    await resolvePaymentOptions(live, { amount: dollar, buyerCountry: 'US' });
  });

  test('a second key is minted, replayed with its secret, and revoked', async () => {
    const wanted = { name: 'Second', scopes: ['commerce.orders.read'], idempotencyKey: key() };
    const [made, again] = [await createApiKey(live, wanted), await createApiKey(live, wanted)];
    expect(again.evidence.replayed).toBe(true);
    expect(again.value.secretKey?.reveal()).toBe(made.value.secretKey?.reveal());
    const second = client('live', made.value.secretKey?.reveal() ?? '');
    const refused = await failure(listWebhookEndpoints(second).all());
    expect(refused).toMatchObject({ problem: 'forbidden', code: 'INSUFFICIENT_SCOPE' });
    expect(explain(refused).meaning).toContain('webhooks.');
    await revokeApiKey(live, { apiKeyId: made.value.id, idempotencyKey: key() });
    expect(await failure(listOrders(second, { externalReferenceId: 'x' }).all())).toMatchObject({
      problem: 'unauthorized',
    });
    const active = await listApiKeys(live, { status: 'active' }).all();
    expect(active.value.map((one) => one.id)).not.toContain(made.value.id);
  });

  test('the webhook endpoint is registered and proven by a test event, good and bad', async () => {
    const paid = await paidOrderEventName(live);
    const wanted = {
      url: receiver.url,
      enabledEvents: [...paid.names.slice(0, 1), 'refund.created', 'refund.updated'],
      idempotencyKey: key(),
    };
    const made = await createWebhookEndpoint(live, wanted);
    endpointId = made.value.id;
    expect(made.value.enabledEvents).toEqual(wanted.enabledEvents);
    const send = () =>
      sendTestEvent(live, { endpointId, eventType: 'payment_intent.succeeded', idempotencyKey: key() });
    const bad = (await send()).value;
    expect(accepted(bad)).toBe(false);
    expect(bad.statusCode).toBe(400);
    secret = made.value.secret?.reveal();
    expect(accepted((await send()).value)).toBe(true);
    secret = (await rotateWebhookSecret(live, { endpointId, idempotencyKey: key() })).value.reveal();
    expect(accepted((await send()).value)).toBe(true);
  });

  test('the configuration of the sandbox is read, and an id of it does not exist in live', async () => {
    const { productId, planId, promotionId } = sandbox.samples;
    const product = (await readProduct(sandboxClient, productId)).value;
    const variants = (await listVariants(sandboxClient, productId).all()).value;
    expect(variants.map((one) => one.id).sort()).toEqual([...sandbox.samples.variantIds].sort());
    const plan = (await readSubscriptionPlan(sandboxClient, planId)).value;
    expect([product.status, plan.status]).toEqual(['active', 'active']);
    expect(await ids(listProducts(sandboxClient))).toContain(productId);
    expect(await ids(listSubscriptionPlans(sandboxClient))).toContain(planId);
    expect(await ids(listPromotions(sandboxClient))).toContain(promotionId);
    expect(await ids(listPromotionCodes(sandboxClient, { promotionId }))).toHaveLength(1);
    for (const listing of [listProducts(live), listBundles(live), listPaymentLinks(live)])
      expect(await ids(listing)).toEqual([]);
    const missing = await failure(readProduct(live, productId));
    expect(missing).toMatchObject({ problem: 'not-found', status: 404 });
    expect(explain(missing).meaning).toContain('do not exist in live mode');
  });

  test('a product and a setting are made in live', async () => {
    const body = {
      name: 'Print',
      product_type: 'service',
      external_reference_id: sandbox.samples.productId,
      default_variant: { unit_price_money: dollar },
    };
    const made = await createProduct(live, { body, idempotencyKey: key() });
    const found = await listProducts(live, { externalReferenceId: sandbox.samples.productId }).all();
    expect(found.value.map((one) => one.id)).toEqual([made.value.id]);
    await patchSettings(live, { groups: { receipts: { is_itemized: true } }, idempotencyKey: key() });
    expect((await readSettings(live)).value.groups.receipts).toMatchObject({ is_itemized: true });
  });

  test('a dollar is charged once, and settled', async () => {
    const reference = `launch-${randomUUID()}`;
    const wanted = {
      lines: [{ name: 'Launch check', unitPrice: dollar, quantity: 1 }],
      externalReferenceId: reference,
      idempotencyKey: key(),
    };
    const order = await createOrder(live, wanted);
    orderId = order.value.id;
    expect((await createOrder(live, wanted)).value.id).toBe(orderId);
    expect(await failure(createOrder(live, { ...wanted, lines: [] }))).toMatchObject({ outcome: expect.any(String) });
    expect((await listOrders(live, { externalReferenceId: reference }).all()).value).toHaveLength(1);
    const session = (await createCheckoutSession(live, { orderId, idempotencyKey: key() })).value;
    const inTheWay = await failure(createCheckoutSession(live, { orderId, idempotencyKey: key() }));
    expect(inTheWay.existingCheckoutSessionId).toBe(session.id);
    expect((await listCheckoutSessions(live, { orderId }).all()).value.map((one) => one.id)).toEqual([session.id]);

    const link = session.url?.reveal() ?? '';
    await fetch(link, { method: 'POST', body: new URLSearchParams({ card: 'test_card_success' }), redirect: 'manual' });
    const unpaid = await readOrder(live, orderId, { withPaymentIntents: true });
    expect(settlementOf(unpaid, dollar).paid).toBe(false);
    await fetch(link, {
      method: 'POST',
      body: new URLSearchParams({ card: 'stand_in_card_success' }),
      redirect: 'manual',
    });
    expect(checkoutProgress((await readCheckoutSession(live, session.id)).value.status)).toBe('paid');
    expect(isSettled(settlementOf(await readOrder(live, orderId), dollar), 'live')).toBe(true);
    expect(isSettled(settlementOf(await readOrder(live, orderId), { amount: 200, currency: 'USD' }), 'live')).toBe(
      false,
    );
  });

  test('its webhook is delivered to the endpoint', async () => {
    const sought = { eventType: 'order.payment_succeeded', resourceId: orderId };
    await vi.waitFor(
      async () => {
        const [event] = await findEventsAbout(live, sought);
        expect(event).toBeDefined();
        expect(isDelivered((await deliveriesOf(live, event?.value.id ?? '')).value, endpointId)).toBe(true);
      },
      { timeout: 10_000 },
    );
    for await (const failed of listFailedEvents(live)) expect(failed.type).not.toBe('order.payment_succeeded');
  });

  test('the dollar goes back, once, and its refund is followed to the end', async () => {
    const wanted = { orderId, amount: dollar, idempotencyKey: key() };
    const refund = await createRefund(live, wanted);
    expect(refundProgress(refund.value.status)).toBe('waiting');
    expect((await createRefund(live, wanted)).evidence.replayed).toBe(true);
    clock.advance(60_000);
    const done = await readRefund(live, refund.value.id);
    expect(done.value).toMatchObject({ status: 'succeeded', amount: dollar });
    expect((await readOrder(live, orderId)).value.settlement?.refunded).toEqual(dollar);
    expect((await listRefunds(live, { orderId }).all()).value).toHaveLength(1);
    const again = await failure(createRefund(live, { ...wanted, idempotencyKey: key() }));
    expect(again.outcome).toBe('nothing-happened');
    expect(explain(again).headline).toMatch(/Nothing is left to refund|larger than what can be given back/);
  });
});
