import { expect } from 'vitest';
import type { Answer } from '../../src/flint/answer.ts';
import { createApiKey, listApiKeys, readApiKey, revokeApiKey } from '../../src/flint/api-keys.ts';
import { readAuthContext } from '../../src/flint/auth-context.ts';
import { archiveBundle, createBundle, listBundles, readBundle } from '../../src/flint/bundles.ts';
import { listCapabilities } from '../../src/flint/capabilities.ts';
import { createCategory, listCategories } from '../../src/flint/categories.ts';
import {
  closeCheckoutSession,
  createCheckoutSession,
  listCheckoutSessions,
  readCheckoutSession,
} from '../../src/flint/checkout-sessions.ts';
import type { FlintClient } from '../../src/flint/client.ts';
import { listDeliveryAttempts } from '../../src/flint/delivery-attempts.ts';
import type { Listing } from '../../src/flint/listing.ts';
import { whoAmI } from '../../src/flint/merchant.ts';
import { advanceOnboarding, readOnboarding } from '../../src/flint/onboarding.ts';
import { createOrder, listOrders, type Order, readOrder } from '../../src/flint/orders.ts';
import { listPaymentLinks } from '../../src/flint/payment-links.ts';
import {
  createPaymentMethodDomain,
  listPaymentMethodDomains,
  readPaymentMethodDomain,
  readPaymentMethodDomains,
  updatePaymentMethodDomain,
} from '../../src/flint/payment-method-domains.ts';
import { resolvePaymentOptions } from '../../src/flint/payment-options.ts';
import { archiveProduct, createProduct, listProducts, listVariants, readProduct } from '../../src/flint/products.ts';
import { createPromotionCode, deletePromotionCode, listPromotionCodes } from '../../src/flint/promotion-codes.ts';
import { archivePromotion, createPromotion, listPromotions, readPromotion } from '../../src/flint/promotions.ts';
import { isReady, type Readiness, readinessVerdict, readReadiness } from '../../src/flint/readiness.ts';
import { createRefund, listRefunds, readRefund } from '../../src/flint/refunds.ts';
import { listRequestLogs } from '../../src/flint/request-logs.ts';
import { patchSettings, readEffectiveSettings, readSettings } from '../../src/flint/settings.ts';
import { isSettled, settlementOf } from '../../src/flint/settlement.ts';
import {
  archiveSubscriptionPlan,
  createSubscriptionPlan,
  listSubscriptionPlans,
  readSubscriptionPlan,
} from '../../src/flint/subscription-plans.ts';
import { accepted, sendTestEvent, type TestEvent } from '../../src/flint/test-events.ts';
import {
  type Delivery,
  deliveriesOf,
  isDelivered,
  readDelivery,
  resendDelivery,
} from '../../src/flint/webhook-deliveries.ts';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  listWebhookEndpoints,
  readWebhookEndpoint,
  rotateWebhookSecret,
  updateWebhookEndpoint,
} from '../../src/flint/webhook-endpoints.ts';
import { paidOrderEventName, readEventTypes } from '../../src/flint/webhook-event-types.ts';
import {
  findEventsAbout,
  listFailedEvents,
  listWebhookEvents,
  readWebhookEvent,
} from '../../src/flint/webhook-events.ts';

/** What an answer is judged by: what the client made of it, and what was sent as `data`. */
type Judge = (value: unknown, data: unknown) => void;

/** One call of the client: the operation whose answer is drawn, and where a word decides something, what may be concluded from it. */
export interface CallUnderTest {
  readonly operation: string;
  readonly call: (client: FlintClient<'live'>) => Promise<unknown>;
  readonly judge?: Judge;
}

const idempotencyKey = 'k';
const body = { name: 'A' };
const dollar = { amount: 100, currency: 'USD' };

const value = async <T>(answer: Promise<Answer<T> | undefined>): Promise<T | undefined> => (await answer)?.value;
const all = async <T>(listing: Listing<T>): Promise<readonly T[]> => (await listing.all()).value;

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

function orderSays(answer: Answer<Order>, data: unknown): void {
  const settlement = settlementOf(answer, dollar);
  const stated = sent(data, 'payment_status') ?? sent(data, 'status');
  only(settlement.paid, [stated, 'paid']);
  only(
    isSettled(settlement, 'live'),
    [stated, 'paid'],
    [sent(data, 'settlement_amounts', 'outstanding_money', 'amount'), 0],
  );
}

function deliveriesSay(endpointId: string, read: readonly Delivery[], data: unknown): void {
  if (!isDelivered(read, endpointId)) return;
  const stated = Array.isArray(data) ? data : [data];
  const concerned = stated.filter((one) => (sent(one, 'webhook_endpoint_id') ?? endpointId) === endpointId);
  expect(concerned.length).toBeGreaterThan(0);
  for (const one of concerned) expect(sent(one, 'status') ?? sent(one, 'event_status')).toBe('delivered');
}

/** Every call that the client has, by the name of its function. */
export const everyCall: Readonly<Record<string, CallUnderTest | readonly CallUnderTest[]>> = {
  readAuthContext: {
    operation: 'GET /v1/developer/auth-context',
    call: (client) => value(readAuthContext(client)),
    judge: (read, data) => only(sent(read, 'environment') === 'live', [sent(data, 'environment'), 'live']),
  },
  whoAmI: {
    operation: 'GET /v1/developer/auth-context',
    call: (client) => value(whoAmI(client)),
    judge: (read, data) =>
      only(
        sent(read, 'context') !== undefined,
        [sent(data, 'environment'), 'live'],
        [sent(data, 'merchant_id'), 'mer_1abc'],
      ),
  },
  readOnboarding: {
    operation: 'GET /v1/onboarding/state',
    call: (client) => value(readOnboarding(client)),
    judge: (read, data) => only(sent(read, 'status') === 'complete', [sent(data, 'status'), 'complete']),
  },
  advanceOnboarding: {
    operation: 'POST /v1/onboarding/advance',
    call: (client) => value(advanceOnboarding(client, { fields: {}, idempotencyKey })),
    judge: (read, data) => only(sent(read, 'status') === 'complete', [sent(data, 'status'), 'complete']),
  },
  readReadiness: [
    'GET /v1/merchants/{merchant_id}/readiness',
    'GET /v1/merchant',
    'GET /v1/merchants/{merchant_id}',
  ].map(
    (operation): CallUnderTest => ({
      operation,
      call: async (client) => (await readReadiness(client, 'mer_1abc')).value,
      judge: (read, data) => {
        // What readReadiness gives.
        const readiness = read as Readiness;
        const facts = [
          [sent(data, 'payments', 'status'), 'ready'],
          [sent(data, 'payouts', 'status'), 'ready'],
          [sent(data, 'status') ?? 'active', 'active'],
        ] as const;
        only(isReady(readiness), ...facts);
        only(readinessVerdict(readiness) === 'ready', ...facts);
      },
    }),
  ),
  listCapabilities: {
    operation: 'GET /v1/capabilities',
    call: (client) => all(listCapabilities(client)),
    judge: (read, data) => itemsSay('ready', listOf(read), data),
  },
  resolvePaymentOptions: {
    operation: 'POST /v1/payment-options/resolve',
    call: (client) => value(resolvePaymentOptions(client, { amount: dollar })),
  },
  listApiKeys: {
    operation: 'GET /v1/api-keys',
    call: (client) => all(listApiKeys(client)),
    judge: (read, data) => itemsSay('active', listOf(read), data),
  },
  readApiKey: {
    operation: 'GET /v1/api-keys/{api_key_id}',
    call: (client) => value(readApiKey(client, 'key_1abc')),
    judge: (read, data) => itemsSay('active', listOf([read]), [data]),
  },
  createApiKey: {
    operation: 'POST /v1/api-keys',
    call: (client) => value(createApiKey(client, { name: 'A', scopes: ['commerce.orders.read'], idempotencyKey })),
  },
  revokeApiKey: {
    operation: 'POST /v1/api-keys/{api_key_id}/revoke',
    call: (client) => value(revokeApiKey(client, { apiKeyId: 'key_1abc', idempotencyKey })),
  },
  listRequestLogs: {
    operation: 'GET /v1/developer/request-logs',
    call: (client) => value(listRequestLogs(client, { requestId: 'a' })),
  },

  listWebhookEndpoints: {
    operation: 'GET /v1/webhook-endpoints',
    call: (client) => all(listWebhookEndpoints(client)),
  },
  readWebhookEndpoint: {
    operation: 'GET /v1/webhook-endpoints/{webhook_endpoint_id}',
    call: (client) => value(readWebhookEndpoint(client, 'whep_1abc')),
    judge: (read, data) => only(sent(read, 'enabled') === true, [sent(data, 'enabled'), true]),
  },
  createWebhookEndpoint: {
    operation: 'POST /v1/webhook-endpoints',
    call: (client) => value(createWebhookEndpoint(client, { url: 'https://shop.example/hook', idempotencyKey })),
    judge: (read, data) => only(sent(read, 'enabled') === true, [sent(data, 'enabled'), true]),
  },
  updateWebhookEndpoint: {
    operation: 'PATCH /v1/webhook-endpoints/{webhook_endpoint_id}',
    call: (client) => value(updateWebhookEndpoint(client, { endpointId: 'whep_1abc', enabled: true, idempotencyKey })),
    judge: (read, data) => only(sent(read, 'enabled') === true, [sent(data, 'enabled'), true]),
  },
  deleteWebhookEndpoint: {
    operation: 'DELETE /v1/webhook-endpoints/{webhook_endpoint_id}',
    call: (client) => value(deleteWebhookEndpoint(client, { endpointId: 'whep_1abc', idempotencyKey })),
  },
  rotateWebhookSecret: {
    operation: 'POST /v1/webhook-endpoints/{webhook_endpoint_id}/rotate-secret',
    call: (client) => value(rotateWebhookSecret(client, { endpointId: 'whep_1abc', idempotencyKey })),
  },
  sendTestEvent: {
    operation: 'POST /v1/webhook-endpoints/{webhook_endpoint_id}/test-events',
    call: async (client) =>
      (await sendTestEvent(client, { endpointId: 'whep_1abc', eventType: 'refund.created', idempotencyKey })).value,
    judge: (read, data) => {
      // What sendTestEvent gives.
      const code = Number(sent(data, 'status_code'));
      only(accepted(read as TestEvent), [sent(data, 'attempt_status'), 'delivered'], [code >= 200 && code < 300, true]);
    },
  },
  paidOrderEventName: {
    operation: 'GET /v1/webhook-event-types',
    call: (client) => paidOrderEventName(client),
    judge: (read, data) => {
      if (sent(read, 'source') !== 'listed') return;
      const listed = Array.isArray(data) ? data.map((type) => sent(type, 'event_type')) : [];
      expect(listed).toEqual(expect.arrayContaining(listOf(sent(read, 'names'))));
    },
  },
  readEventTypes: {
    operation: 'GET /v1/webhook-event-types',
    call: (client) => readEventTypes(client),
  },
  listWebhookEvents: {
    operation: 'GET /v1/webhook-events',
    call: (client) => all(listWebhookEvents(client)),
  },
  listFailedEvents: {
    operation: 'GET /v1/webhook-events',
    call: (client) => all(listFailedEvents(client)),
  },
  findEventsAbout: {
    operation: 'GET /v1/webhook-events',
    call: (client) => findEventsAbout(client, { eventType: 'order.paid', resourceId: 'ord_1abc' }),
    judge: (read, data) => expect(listOf(read).length).toBeLessThanOrEqual(Array.isArray(data) ? data.length : 0),
  },
  readWebhookEvent: {
    operation: 'GET /v1/webhook-events/{webhook_event_id}',
    call: (client) => value(readWebhookEvent(client, 'whev_1abc')),
  },
  deliveriesOf: [
    'GET /v1/webhook-events/{webhook_event_id}',
    'GET /v1/webhook-events/{webhook_event_id}/deliveries',
  ].map(
    (operation): CallUnderTest => ({
      operation,
      call: (client) => value(deliveriesOf(client, 'whev_1abc')),
      judge: (read, data) => deliveriesSay('whep_1abc', listOf(read), data),
    }),
  ),
  readDelivery: {
    operation: 'GET /v1/webhook-deliveries/{webhook_delivery_id}',
    call: (client) => value(readDelivery(client, 'wdel_1abc')),
    judge: (read, data) => itemsSay('delivered', listOf([read]), [data]),
  },
  listDeliveryAttempts: {
    operation: 'GET /v1/webhook-deliveries/{webhook_delivery_id}/attempts',
    call: (client) => all(listDeliveryAttempts(client, 'wdel_1abc')),
    judge: (read, data) => itemsSay('delivered', listOf(read), data),
  },
  resendDelivery: {
    operation: 'POST /v1/webhook-deliveries/{webhook_delivery_id}/resend',
    call: (client) => value(resendDelivery(client, { deliveryId: 'wdel_1abc', idempotencyKey })),
  },

  createOrder: {
    operation: 'POST /v1/orders',
    call: (client) =>
      createOrder(client, {
        lines: [{ name: 'A', unitPrice: dollar, quantity: 1 }],
        externalReferenceId: 'a',
        idempotencyKey,
      }),
    judge: (read, data) => orderSays(read as Answer<Order>, data), // What createOrder gives.
  },
  readOrder: {
    operation: 'GET /v1/orders/{order_id}',
    call: (client) => readOrder(client, 'ord_1abc', { withPaymentIntents: true }),
    judge: (read, data) => orderSays(read as Answer<Order>, data), // What readOrder gives.
  },
  listOrders: { operation: 'GET /v1/orders', call: (client) => all(listOrders(client, {})) },
  createCheckoutSession: {
    operation: 'POST /v1/checkout-sessions',
    call: (client) => value(createCheckoutSession(client, { orderId: 'ord_1abc', idempotencyKey })),
    judge: (read, data) => only(sent(read, 'status') === 'paid', [sent(data, 'checkout_session', 'status'), 'paid']),
  },
  readCheckoutSession: {
    operation: 'GET /v1/checkout-sessions/{checkout_session_id}',
    call: (client) => value(readCheckoutSession(client, 'cs_1abc')),
    judge: (read, data) => itemsSay('paid', listOf([read]), [data]),
  },
  listCheckoutSessions: {
    operation: 'GET /v1/checkout-sessions',
    call: (client) => all(listCheckoutSessions(client, { orderId: 'ord_1abc' })),
    judge: (read, data) => itemsSay('paid', listOf(read), data),
  },
  closeCheckoutSession: {
    operation: 'POST /v1/checkout-sessions/{checkout_session_id}/close',
    call: (client) => value(closeCheckoutSession(client, { sessionId: 'cs_1abc', idempotencyKey })),
    judge: (read, data) => itemsSay('paid', listOf([read]), [data]),
  },
  createRefund: {
    operation: 'POST /v1/refunds',
    call: (client) => value(createRefund(client, { orderId: 'ord_1abc', amount: dollar, idempotencyKey })),
    judge: (read, data) => itemsSay('succeeded', listOf([read]), [data]),
  },
  readRefund: {
    operation: 'GET /v1/refunds/{refund_id}',
    call: (client) => value(readRefund(client, 'ref_1abc')),
    judge: (read, data) => itemsSay('succeeded', listOf([read]), [data]),
  },
  listRefunds: {
    operation: 'GET /v1/refunds',
    call: (client) => all(listRefunds(client, { orderId: 'ord_1abc' })),
    judge: (read, data) => itemsSay('succeeded', listOf(read), data),
  },

  listProducts: { operation: 'GET /v1/products', call: (client) => all(listProducts(client)) },
  readProduct: {
    operation: 'GET /v1/products/{product_id}',
    call: (client) => value(readProduct(client, 'prod_1abc')),
  },
  createProduct: {
    operation: 'POST /v1/products',
    call: (client) => value(createProduct(client, { body, idempotencyKey })),
  },
  archiveProduct: {
    operation: 'DELETE /v1/products/{product_id}',
    call: (client) => value(archiveProduct(client, { productId: 'prod_1abc', idempotencyKey })),
  },
  listVariants: {
    operation: 'GET /v1/products/{product_id}/variants',
    call: (client) => all(listVariants(client, 'prod_1abc')),
  },
  listBundles: { operation: 'GET /v1/bundles', call: (client) => all(listBundles(client)) },
  readBundle: {
    operation: 'GET /v1/bundles/{bundle_id}',
    call: (client) => value(readBundle(client, 'bun_1abc')),
  },
  createBundle: {
    operation: 'POST /v1/bundles',
    call: (client) => value(createBundle(client, { body, idempotencyKey })),
  },
  archiveBundle: {
    operation: 'DELETE /v1/bundles/{bundle_id}',
    call: (client) => value(archiveBundle(client, { bundleId: 'bun_1abc', idempotencyKey })),
  },
  listCategories: { operation: 'GET /v1/categories', call: (client) => all(listCategories(client)) },
  createCategory: {
    operation: 'POST /v1/categories',
    call: (client) => value(createCategory(client, { body, idempotencyKey })),
  },
  listSubscriptionPlans: {
    operation: 'GET /v1/subscription-plans',
    call: (client) => all(listSubscriptionPlans(client)),
  },
  readSubscriptionPlan: {
    operation: 'GET /v1/subscription-plans/{subscription_plan_id}',
    call: (client) => value(readSubscriptionPlan(client, 'plan_1abc')),
  },
  createSubscriptionPlan: {
    operation: 'POST /v1/subscription-plans',
    call: (client) => value(createSubscriptionPlan(client, { body, idempotencyKey })),
  },
  archiveSubscriptionPlan: {
    operation: 'DELETE /v1/subscription-plans/{subscription_plan_id}',
    call: (client) => value(archiveSubscriptionPlan(client, { planId: 'plan_1abc', idempotencyKey })),
  },
  listPromotions: { operation: 'GET /v1/promotions', call: (client) => all(listPromotions(client)) },
  readPromotion: {
    operation: 'GET /v1/promotions/{promotion_id}',
    call: (client) => value(readPromotion(client, 'promo_1abc')),
  },
  createPromotion: {
    operation: 'POST /v1/promotions',
    call: (client) => value(createPromotion(client, { body, idempotencyKey })),
  },
  archivePromotion: {
    operation: 'DELETE /v1/promotions/{promotion_id}',
    call: (client) => value(archivePromotion(client, { promotionId: 'promo_1abc', idempotencyKey })),
  },
  listPromotionCodes: {
    operation: 'GET /v1/promotion-codes',
    call: (client) => all(listPromotionCodes(client, {})),
  },
  createPromotionCode: {
    operation: 'POST /v1/promotions/{promotion_id}/codes',
    call: (client) => value(createPromotionCode(client, { promotionId: 'promo_1abc', body, idempotencyKey })),
  },
  deletePromotionCode: {
    operation: 'DELETE /v1/promotions/{promotion_id}/codes/{promotion_code_id}',
    call: (client) =>
      value(deletePromotionCode(client, { promotionId: 'promo_1abc', codeId: 'pcode_1abc', idempotencyKey })),
  },
  listPaymentLinks: { operation: 'GET /v1/payment-links', call: (client) => all(listPaymentLinks(client)) },
  readPaymentMethodDomains: {
    operation: 'GET /v1/payment-method-domains',
    call: (client) => value(readPaymentMethodDomains(client)),
    judge: (read, data) => itemsSay('active', listOf(read), data),
  },
  listPaymentMethodDomains: {
    operation: 'GET /v1/payment-method-domains',
    call: (client) => all(listPaymentMethodDomains(client)),
  },
  readPaymentMethodDomain: {
    operation: 'GET /v1/payment-method-domains/{payment_method_domain_id}',
    call: (client) => value(readPaymentMethodDomain(client, 'pmdom_1abc')),
  },
  createPaymentMethodDomain: {
    operation: 'POST /v1/payment-method-domains',
    call: (client) => value(createPaymentMethodDomain(client, { domainName: 'shop.example', idempotencyKey })),
  },
  updatePaymentMethodDomain: {
    operation: 'PATCH /v1/payment-method-domains/{payment_method_domain_id}',
    call: (client) =>
      value(updatePaymentMethodDomain(client, { domainId: 'pmdom_1abc', status: 'active', idempotencyKey })),
  },
  readSettings: { operation: 'GET /v1/settings', call: (client) => value(readSettings(client)) },
  readEffectiveSettings: {
    operation: 'GET /v1/settings/effective',
    call: (client) => value(readEffectiveSettings(client)),
  },
  patchSettings: {
    operation: 'PATCH /v1/settings',
    call: (client) => value(patchSettings(client, { groups: { receipts: {} }, idempotencyKey })),
  },
};

// biome-ignore lint/suspicious/noExplicitAny: what a call gave, of any type; the judge of that call knows which.
function listOf(read: unknown): any[] {
  return Array.isArray(read) ? read : [];
}
