import { archiveBundle, createBundle, listBundles, readBundle } from '../../../src/flint/bundles.ts';
import { createCategory, listCategories } from '../../../src/flint/categories.ts';
import { listPaymentLinks } from '../../../src/flint/payment-links.ts';
import {
  createPaymentMethodDomain,
  listPaymentMethodDomains,
  readPaymentMethodDomain,
  readPaymentMethodDomains,
  updatePaymentMethodDomain,
} from '../../../src/flint/payment-method-domains.ts';
import { archiveProduct, createProduct, listProducts, listVariants, readProduct } from '../../../src/flint/products.ts';
import { createPromotionCode, deletePromotionCode, listPromotionCodes } from '../../../src/flint/promotion-codes.ts';
import { archivePromotion, createPromotion, listPromotions, readPromotion } from '../../../src/flint/promotions.ts';
import { patchSettings, readEffectiveSettings, readSettings } from '../../../src/flint/settings.ts';
import {
  archiveSubscriptionPlan,
  createSubscriptionPlan,
  listSubscriptionPlans,
  readSubscriptionPlan,
} from '../../../src/flint/subscription-plans.ts';
import { all, body, type CallUnderTest, idempotencyKey, itemsSay, listOf, value } from './judging.ts';

export const catalogCalls: Readonly<Record<string, CallUnderTest | readonly CallUnderTest[]>> = {
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
