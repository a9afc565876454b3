import { expect } from 'vitest';
import * as flint from '../../src/flint/index.ts';

/** What an answer is judged by: what the client made of it, and what was sent as `data`. */
type Judge = (value: unknown, data: unknown) => void;

/** One call of the client: the operation whose answer is drawn, and where a word decides something, what may be concluded from it. */
export interface CallUnderTest {
  readonly operation: string;
  readonly call: (client: flint.FlintClient<'live'>) => Promise<unknown>;
  readonly judge?: Judge;
}

const idempotencyKey = 'k';
const body = { name: 'A' };
const dollar = { amount: 100, currency: 'USD' };

const value = async <T>(answer: Promise<flint.Answer<T> | undefined>): Promise<T | undefined> => (await answer)?.value;
const all = async <T>(listing: flint.Listing<T>): Promise<readonly T[]> => (await listing.all()).value;

/** A field of what was sent, however deep; undefined where it is not. */
export function sent(data: unknown, ...path: readonly (string | number)[]): unknown {
  let found: unknown = data;
  for (const name of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Object.entries(found).find(([key]) => key === String(name))?.[1];
  }
  return found;
}

/** Where the client calls something good, exactly this was sent. */
function only(good: boolean, ...facts: readonly (readonly [unknown, unknown])[]): void {
  if (!good) return;
  for (const [found, wanted] of facts) expect(found).toEqual(wanted);
}

/** Nobody is told "active" or "ready" of an item that was sent with another word. */
function itemsSay(word: string, read: readonly { readonly status?: unknown }[], data: unknown): void {
  const good = read.filter(({ status }) => status === word).length;
  const stated = Array.isArray(data) ? data.filter((item) => sent(item, 'status') === word).length : 0;
  expect(good).toBeLessThanOrEqual(stated);
}

function orderSays(answer: flint.Answer<flint.Order>, data: unknown): void {
  const settlement = flint.settlementOf(answer, dollar);
  const stated = sent(data, 'payment_status') ?? sent(data, 'status');
  only(settlement.paid, [stated, 'paid']);
  only(
    flint.isSettled(settlement, 'live'),
    [stated, 'paid'],
    [sent(data, 'settlement_amounts', 'outstanding_money', 'amount'), 0],
  );
}

function deliveriesSay(endpointId: string, read: readonly flint.Delivery[], data: unknown): void {
  if (!flint.isDelivered(read, endpointId)) return;
  const stated = Array.isArray(data) ? data : [data];
  const concerned = stated.filter((one) => (sent(one, 'webhook_endpoint_id') ?? endpointId) === endpointId);
  expect(concerned.length).toBeGreaterThan(0);
  for (const one of concerned) expect(sent(one, 'status') ?? sent(one, 'event_status')).toBe('delivered');
}

/** Every call that the client has, by the name of its function. */
export const everyCall: Readonly<Record<string, CallUnderTest | readonly CallUnderTest[]>> = {
  readAuthContext: {
    operation: 'GET /v1/developer/auth-context',
    call: (client) => value(flint.readAuthContext(client)),
    judge: (read, data) => only(sent(read, 'environment') === 'live', [sent(data, 'environment'), 'live']),
  },
  whoAmI: {
    operation: 'GET /v1/developer/auth-context',
    call: (client) => value(flint.whoAmI(client)),
    judge: (read, data) =>
      only(
        sent(read, 'context') !== undefined,
        [sent(data, 'environment'), 'live'],
        [sent(data, 'merchant_id'), 'mer_1abc'],
      ),
  },
  readOnboarding: {
    operation: 'GET /v1/onboarding/state',
    call: (client) => value(flint.readOnboarding(client)),
    judge: (read, data) => only(sent(read, 'status') === 'complete', [sent(data, 'status'), 'complete']),
  },
  advanceOnboarding: {
    operation: 'POST /v1/onboarding/advance',
    call: (client) => value(flint.advanceOnboarding(client, { fields: {}, idempotencyKey })),
    judge: (read, data) => only(sent(read, 'status') === 'complete', [sent(data, 'status'), 'complete']),
  },
  readReadiness: [
    'GET /v1/merchants/{merchant_id}/readiness',
    'GET /v1/merchant',
    'GET /v1/merchants/{merchant_id}',
  ].map(
    (operation): CallUnderTest => ({
      operation,
      call: async (client) => (await flint.readReadiness(client, 'mer_1abc')).value,
      judge: (read, data) => {
        // What readReadiness gives.
        const readiness = read as flint.Readiness;
        const facts = [
          [sent(data, 'payments', 'status'), 'ready'],
          [sent(data, 'payouts', 'status'), 'ready'],
          [sent(data, 'status') ?? 'active', 'active'],
        ] as const;
        only(flint.isReady(readiness), ...facts);
        only(flint.readinessVerdict(readiness) === 'ready', ...facts);
      },
    }),
  ),
  listCapabilities: {
    operation: 'GET /v1/capabilities',
    call: (client) => all(flint.listCapabilities(client)),
    judge: (read, data) => itemsSay('ready', listOf(read), data),
  },
  resolvePaymentOptions: {
    operation: 'POST /v1/payment-options/resolve',
    call: (client) => value(flint.resolvePaymentOptions(client, { amount: dollar })),
  },
  listApiKeys: {
    operation: 'GET /v1/api-keys',
    call: (client) => all(flint.listApiKeys(client)),
    judge: (read, data) => itemsSay('active', listOf(read), data),
  },
  readApiKey: {
    operation: 'GET /v1/api-keys/{api_key_id}',
    call: (client) => value(flint.readApiKey(client, 'key_1abc')),
    judge: (read, data) => itemsSay('active', listOf([read]), [data]),
  },
  createApiKey: {
    operation: 'POST /v1/api-keys',
    call: (client) =>
      value(flint.createApiKey(client, { name: 'A', scopes: ['commerce.orders.read'], idempotencyKey })),
  },
  updateApiKey: {
    operation: 'PATCH /v1/api-keys/{api_key_id}',
    call: (client) => value(flint.updateApiKey(client, { apiKeyId: 'key_1abc', name: 'B', idempotencyKey })),
  },
  revokeApiKey: {
    operation: 'POST /v1/api-keys/{api_key_id}/revoke',
    call: (client) => value(flint.revokeApiKey(client, { apiKeyId: 'key_1abc', idempotencyKey })),
  },
  readSandboxes: {
    operation: 'GET /v1/developer/sandboxes',
    call: (client) => value(flint.readSandboxes(client)),
    judge: (read, data) => itemsSay('active', listOf(read), data),
  },
  issueTestKey: {
    operation: 'POST /v1/developer/sandboxes/{sandbox_id}/test-key',
    call: (client) => value(flint.issueTestKey(client, { sandboxId: 'test_1abc', name: 'A', idempotencyKey })),
  },
  listRequestLogs: {
    operation: 'GET /v1/developer/request-logs',
    call: (client) => value(flint.listRequestLogs(client, { requestId: 'a' })),
  },

  listWebhookEndpoints: {
    operation: 'GET /v1/webhook-endpoints',
    call: (client) => all(flint.listWebhookEndpoints(client)),
  },
  readWebhookEndpoint: {
    operation: 'GET /v1/webhook-endpoints/{webhook_endpoint_id}',
    call: (client) => value(flint.readWebhookEndpoint(client, 'whep_1abc')),
    judge: (read, data) => only(sent(read, 'enabled') === true, [sent(data, 'enabled'), true]),
  },
  createWebhookEndpoint: {
    operation: 'POST /v1/webhook-endpoints',
    call: (client) => value(flint.createWebhookEndpoint(client, { url: 'https://shop.example/hook', idempotencyKey })),
    judge: (read, data) => only(sent(read, 'enabled') === true, [sent(data, 'enabled'), true]),
  },
  updateWebhookEndpoint: {
    operation: 'PATCH /v1/webhook-endpoints/{webhook_endpoint_id}',
    call: (client) =>
      value(flint.updateWebhookEndpoint(client, { endpointId: 'whep_1abc', enabled: true, idempotencyKey })),
    judge: (read, data) => only(sent(read, 'enabled') === true, [sent(data, 'enabled'), true]),
  },
  deleteWebhookEndpoint: {
    operation: 'DELETE /v1/webhook-endpoints/{webhook_endpoint_id}',
    call: (client) => value(flint.deleteWebhookEndpoint(client, { endpointId: 'whep_1abc', idempotencyKey })),
  },
  rotateWebhookSecret: {
    operation: 'POST /v1/webhook-endpoints/{webhook_endpoint_id}/rotate-secret',
    call: (client) => value(flint.rotateWebhookSecret(client, { endpointId: 'whep_1abc', idempotencyKey })),
  },
  sendTestEvent: {
    operation: 'POST /v1/webhook-endpoints/{webhook_endpoint_id}/test-events',
    call: async (client) =>
      (await flint.sendTestEvent(client, { endpointId: 'whep_1abc', eventType: 'refund.created', idempotencyKey }))
        .value,
    judge: (read, data) => {
      // What sendTestEvent gives.
      const code = Number(sent(data, 'status_code'));
      only(
        flint.accepted(read as flint.TestEvent),
        [sent(data, 'attempt_status'), 'delivered'],
        [code >= 200 && code < 300, true],
      );
    },
  },
  paidOrderEventName: {
    operation: 'GET /v1/webhook-event-types',
    call: (client) => flint.paidOrderEventName(client),
    judge: (read, data) => {
      if (sent(read, 'source') !== 'listed') return;
      const listed = Array.isArray(data) ? data.map((type) => sent(type, 'event_type')) : [];
      expect(listed).toEqual(expect.arrayContaining(listOf(sent(read, 'names'))));
    },
  },
  readEventTypes: {
    operation: 'GET /v1/webhook-event-types',
    call: (client) => flint.readEventTypes(client),
  },
  listWebhookEvents: {
    operation: 'GET /v1/webhook-events',
    call: (client) => all(flint.listWebhookEvents(client)),
  },
  listFailedEvents: {
    operation: 'GET /v1/webhook-events',
    call: (client) => all(flint.listFailedEvents(client)),
  },
  findEventsAbout: {
    operation: 'GET /v1/webhook-events',
    call: (client) => flint.findEventsAbout(client, { eventType: 'order.paid', resourceId: 'ord_1abc' }),
    judge: (read, data) => expect(listOf(read).length).toBeLessThanOrEqual(Array.isArray(data) ? data.length : 0),
  },
  readWebhookEvent: {
    operation: 'GET /v1/webhook-events/{webhook_event_id}',
    call: (client) => value(flint.readWebhookEvent(client, 'whev_1abc')),
  },
  deliveriesOf: [
    'GET /v1/webhook-events/{webhook_event_id}',
    'GET /v1/webhook-events/{webhook_event_id}/deliveries',
  ].map(
    (operation): CallUnderTest => ({
      operation,
      call: (client) => value(flint.deliveriesOf(client, 'whev_1abc')),
      judge: (read, data) => deliveriesSay('whep_1abc', listOf(read), data),
    }),
  ),
  readDelivery: {
    operation: 'GET /v1/webhook-deliveries/{webhook_delivery_id}',
    call: (client) => value(flint.readDelivery(client, 'wdel_1abc')),
    judge: (read, data) => itemsSay('delivered', listOf([read]), [data]),
  },
  listDeliveryAttempts: {
    operation: 'GET /v1/webhook-deliveries/{webhook_delivery_id}/attempts',
    call: (client) => all(flint.listDeliveryAttempts(client, 'wdel_1abc')),
    judge: (read, data) => itemsSay('delivered', listOf(read), data),
  },
  resendDelivery: {
    operation: 'POST /v1/webhook-deliveries/{webhook_delivery_id}/resend',
    call: (client) => value(flint.resendDelivery(client, { deliveryId: 'wdel_1abc', idempotencyKey })),
  },

  createOrder: {
    operation: 'POST /v1/orders',
    call: (client) =>
      flint.createOrder(client, {
        lines: [{ name: 'A', unitPrice: dollar, quantity: 1 }],
        externalReferenceId: 'a',
        idempotencyKey,
      }),
    judge: (read, data) => orderSays(read as flint.Answer<flint.Order>, data), // What createOrder gives.
  },
  readOrder: {
    operation: 'GET /v1/orders/{order_id}',
    call: (client) => flint.readOrder(client, 'ord_1abc', { withPaymentIntents: true }),
    judge: (read, data) => orderSays(read as flint.Answer<flint.Order>, data), // What readOrder gives.
  },
  listOrders: { operation: 'GET /v1/orders', call: (client) => all(flint.listOrders(client, {})) },
  closeOrder: {
    operation: 'POST /v1/orders/{order_id}/close',
    call: (client) => flint.closeOrder(client, { orderId: 'ord_1abc', idempotencyKey }),
    judge: (read, data) => orderSays(read as flint.Answer<flint.Order>, data), // What closeOrder gives.
  },
  createCheckoutSession: {
    operation: 'POST /v1/checkout-sessions',
    call: (client) => value(flint.createCheckoutSession(client, { orderId: 'ord_1abc', idempotencyKey })),
    judge: (read, data) => only(sent(read, 'status') === 'paid', [sent(data, 'checkout_session', 'status'), 'paid']),
  },
  readCheckoutSession: {
    operation: 'GET /v1/checkout-sessions/{checkout_session_id}',
    call: (client) => value(flint.readCheckoutSession(client, 'cs_1abc')),
    judge: (read, data) => itemsSay('paid', listOf([read]), [data]),
  },
  listCheckoutSessions: {
    operation: 'GET /v1/checkout-sessions',
    call: (client) => all(flint.listCheckoutSessions(client, { orderId: 'ord_1abc' })),
    judge: (read, data) => itemsSay('paid', listOf(read), data),
  },
  closeCheckoutSession: {
    operation: 'POST /v1/checkout-sessions/{checkout_session_id}/close',
    call: (client) => value(flint.closeCheckoutSession(client, { sessionId: 'cs_1abc', idempotencyKey })),
    judge: (read, data) => itemsSay('paid', listOf([read]), [data]),
  },
  createRefund: {
    operation: 'POST /v1/refunds',
    call: (client) => value(flint.createRefund(client, { orderId: 'ord_1abc', amount: dollar, idempotencyKey })),
    judge: (read, data) => itemsSay('succeeded', listOf([read]), [data]),
  },
  readRefund: {
    operation: 'GET /v1/refunds/{refund_id}',
    call: (client) => value(flint.readRefund(client, 'ref_1abc')),
    judge: (read, data) => itemsSay('succeeded', listOf([read]), [data]),
  },
  listRefunds: {
    operation: 'GET /v1/refunds',
    call: (client) => all(flint.listRefunds(client, { orderId: 'ord_1abc' })),
    judge: (read, data) => itemsSay('succeeded', listOf(read), data),
  },

  listProducts: { operation: 'GET /v1/products', call: (client) => all(flint.listProducts(client)) },
  readProduct: {
    operation: 'GET /v1/products/{product_id}',
    call: (client) => value(flint.readProduct(client, 'prod_1abc')),
  },
  createProduct: {
    operation: 'POST /v1/products',
    call: (client) => value(flint.createProduct(client, { body, idempotencyKey })),
  },
  updateProduct: {
    operation: 'PATCH /v1/products/{product_id}',
    call: (client) => value(flint.updateProduct(client, { productId: 'prod_1abc', body, idempotencyKey })),
  },
  archiveProduct: {
    operation: 'DELETE /v1/products/{product_id}',
    call: (client) => value(flint.archiveProduct(client, { productId: 'prod_1abc', idempotencyKey })),
  },
  listVariants: {
    operation: 'GET /v1/products/{product_id}/variants',
    call: (client) => all(flint.listVariants(client, 'prod_1abc')),
  },
  readVariant: {
    operation: 'GET /v1/products/{product_id}/variants/{variant_id}',
    call: (client) => value(flint.readVariant(client, { productId: 'prod_1abc', variantId: 'var_1abc' })),
  },
  createVariant: {
    operation: 'POST /v1/products/{product_id}/variants',
    call: (client) => value(flint.createVariant(client, { productId: 'prod_1abc', body, idempotencyKey })),
  },
  updateVariant: {
    operation: 'PATCH /v1/products/{product_id}/variants/{variant_id}',
    call: (client) =>
      value(flint.updateVariant(client, { productId: 'prod_1abc', variantId: 'var_1abc', body, idempotencyKey })),
  },
  archiveVariant: {
    operation: 'DELETE /v1/products/{product_id}/variants/{variant_id}',
    call: (client) =>
      value(flint.archiveVariant(client, { productId: 'prod_1abc', variantId: 'var_1abc', idempotencyKey })),
  },
  listBundles: { operation: 'GET /v1/bundles', call: (client) => all(flint.listBundles(client)) },
  readBundle: {
    operation: 'GET /v1/bundles/{bundle_id}',
    call: (client) => value(flint.readBundle(client, 'bun_1abc')),
  },
  createBundle: {
    operation: 'POST /v1/bundles',
    call: (client) => value(flint.createBundle(client, { body, idempotencyKey })),
  },
  updateBundle: {
    operation: 'PATCH /v1/bundles/{bundle_id}',
    call: (client) => value(flint.updateBundle(client, { bundleId: 'bun_1abc', body, idempotencyKey })),
  },
  archiveBundle: {
    operation: 'DELETE /v1/bundles/{bundle_id}',
    call: (client) => value(flint.archiveBundle(client, { bundleId: 'bun_1abc', idempotencyKey })),
  },
  listCategories: { operation: 'GET /v1/categories', call: (client) => all(flint.listCategories(client)) },
  readCategory: {
    operation: 'GET /v1/categories/{category_id}',
    call: (client) => value(flint.readCategory(client, 'ctg_1abc')),
  },
  createCategory: {
    operation: 'POST /v1/categories',
    call: (client) => value(flint.createCategory(client, { body, idempotencyKey })),
  },
  updateCategory: {
    operation: 'PATCH /v1/categories/{category_id}',
    call: (client) => value(flint.updateCategory(client, { categoryId: 'ctg_1abc', body, idempotencyKey })),
  },
  deleteCategory: {
    operation: 'DELETE /v1/categories/{category_id}',
    call: (client) => value(flint.deleteCategory(client, { categoryId: 'ctg_1abc', idempotencyKey })),
  },
  listSubscriptionPlans: {
    operation: 'GET /v1/subscription-plans',
    call: (client) => all(flint.listSubscriptionPlans(client)),
  },
  readSubscriptionPlan: {
    operation: 'GET /v1/subscription-plans/{subscription_plan_id}',
    call: (client) => value(flint.readSubscriptionPlan(client, 'plan_1abc')),
  },
  createSubscriptionPlan: {
    operation: 'POST /v1/subscription-plans',
    call: (client) => value(flint.createSubscriptionPlan(client, { body, idempotencyKey })),
  },
  updateSubscriptionPlan: {
    operation: 'PATCH /v1/subscription-plans/{subscription_plan_id}',
    call: (client) => value(flint.updateSubscriptionPlan(client, { planId: 'plan_1abc', body, idempotencyKey })),
  },
  archiveSubscriptionPlan: {
    operation: 'DELETE /v1/subscription-plans/{subscription_plan_id}',
    call: (client) => value(flint.archiveSubscriptionPlan(client, { planId: 'plan_1abc', idempotencyKey })),
  },
  hasPromotions: { operation: 'GET /v1/promotions', call: (client) => flint.hasPromotions(client) },
  listPromotions: { operation: 'GET /v1/promotions', call: (client) => all(flint.listPromotions(client)) },
  readPromotion: {
    operation: 'GET /v1/promotions/{promotion_id}',
    call: (client) => value(flint.readPromotion(client, 'promo_1abc')),
  },
  createPromotion: {
    operation: 'POST /v1/promotions',
    call: (client) => value(flint.createPromotion(client, { body, idempotencyKey })),
  },
  updatePromotion: {
    operation: 'PATCH /v1/promotions/{promotion_id}',
    call: (client) => value(flint.updatePromotion(client, { promotionId: 'promo_1abc', body, idempotencyKey })),
  },
  archivePromotion: {
    operation: 'DELETE /v1/promotions/{promotion_id}',
    call: (client) => value(flint.archivePromotion(client, { promotionId: 'promo_1abc', idempotencyKey })),
  },
  listPromotionCodes: {
    operation: 'GET /v1/promotion-codes',
    call: (client) => all(flint.listPromotionCodes(client, {})),
  },
  createPromotionCode: {
    operation: 'POST /v1/promotions/{promotion_id}/codes',
    call: (client) => value(flint.createPromotionCode(client, { promotionId: 'promo_1abc', body, idempotencyKey })),
  },
  updatePromotionCode: {
    operation: 'PATCH /v1/promotions/{promotion_id}/codes/{promotion_code_id}',
    call: (client) =>
      value(
        flint.updatePromotionCode(client, { promotionId: 'promo_1abc', codeId: 'pcode_1abc', body, idempotencyKey }),
      ),
  },
  deletePromotionCode: {
    operation: 'DELETE /v1/promotions/{promotion_id}/codes/{promotion_code_id}',
    call: (client) =>
      value(flint.deletePromotionCode(client, { promotionId: 'promo_1abc', codeId: 'pcode_1abc', idempotencyKey })),
  },
  listPaymentLinks: { operation: 'GET /v1/payment-links', call: (client) => all(flint.listPaymentLinks(client)) },
  readPaymentLink: {
    operation: 'GET /v1/payment-links/{payment_link_id}',
    call: (client) => value(flint.readPaymentLink(client, 'pl_1abc')),
  },
  createPaymentLink: {
    operation: 'POST /v1/payment-links',
    call: (client) => value(flint.createPaymentLink(client, { body, idempotencyKey })),
  },
  readPaymentMethodDomains: {
    operation: 'GET /v1/payment-method-domains',
    call: (client) => value(flint.readPaymentMethodDomains(client)),
    judge: (read, data) => itemsSay('active', listOf(read), data),
  },
  readPaymentMethodDomain: {
    operation: 'GET /v1/payment-method-domains/{payment_method_domain_id}',
    call: (client) => value(flint.readPaymentMethodDomain(client, 'pmdom_1abc')),
  },
  createPaymentMethodDomain: {
    operation: 'POST /v1/payment-method-domains',
    call: (client) => value(flint.createPaymentMethodDomain(client, { domainName: 'shop.example', idempotencyKey })),
  },
  updatePaymentMethodDomain: {
    operation: 'PATCH /v1/payment-method-domains/{payment_method_domain_id}',
    call: (client) =>
      value(flint.updatePaymentMethodDomain(client, { domainId: 'pmdom_1abc', status: 'active', idempotencyKey })),
  },
  readSettings: { operation: 'GET /v1/settings', call: (client) => value(flint.readSettings(client)) },
  readEffectiveSettings: {
    operation: 'GET /v1/settings/effective',
    call: (client) => value(flint.readEffectiveSettings(client)),
  },
  patchSettings: {
    operation: 'PATCH /v1/settings',
    call: (client) => value(flint.patchSettings(client, { groups: { receipts: {} }, idempotencyKey })),
  },
};

// biome-ignore lint/suspicious/noExplicitAny: what a call gave, of any type; the judge of that call knows which.
function listOf(read: unknown): any[] {
  return Array.isArray(read) ? read : [];
}
