import type { Route } from '../transport/route.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { bundleRoutes } from './bundles.ts';
import { checkoutSessionRoutes } from './checkout-sessions.ts';
import { onboardingRoutes } from './onboarding.ts';
import { orderPaymentRoutes } from './order-payments.ts';
import { orderRoutes } from './orders.ts';
import { paymentLinkRoutes } from './payment-links.ts';
import { paymentOptionRoutes } from './payment-options.ts';
import { productRoutes } from './products.ts';
import { promotionCodeRoutes } from './promotion-codes.ts';
import { promotionRoutes } from './promotions.ts';
import { readinessRoutes } from './readiness.ts';
import { refundRoutes } from './refunds.ts';
import { settingsRoutes } from './settings.ts';
import { subscriptionPlanRoutes } from './subscription-plans.ts';
import { variantRoutes } from './variants.ts';
import { webhookEndpointRoutes } from './webhook-endpoints.ts';
import { webhookEventRoutes } from './webhook-events.ts';

/** Every route of the guide generation, and no other. A path that is not here answers 404 ROUTE_NOT_FOUND. */
export const guideRoutes: readonly Route[] = [
  ...readinessRoutes,
  ...onboardingRoutes,
  ...apiKeyRoutes,
  ...paymentOptionRoutes,
  ...webhookEndpointRoutes,
  ...webhookEventRoutes,
  ...orderRoutes,
  ...orderPaymentRoutes,
  ...checkoutSessionRoutes,
  ...refundRoutes,
  ...paymentLinkRoutes,
  ...productRoutes,
  ...variantRoutes,
  ...bundleRoutes,
  ...subscriptionPlanRoutes,
  ...promotionRoutes,
  ...promotionCodeRoutes,
  ...settingsRoutes,
];
