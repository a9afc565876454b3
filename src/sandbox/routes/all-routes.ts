import type { Api, Generation } from '../generations.ts';
import { isServed, type Route } from '../transport/route.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { authContextRoutes } from './auth-context.ts';
import { bundleRoutes } from './bundles.ts';
import { categoryRoutes } from './categories.ts';
import { checkoutSessionRoutes } from './checkout-sessions.ts';
import { onboardingRoutes } from './onboarding.ts';
import { openApiRoute } from './openapi-document.ts';
import { orderPaymentRoutes } from './order-payments.ts';
import { orderRoutes } from './orders.ts';
import { paymentLinkRoutes } from './payment-links.ts';
import { paymentMethodDomainRoutes } from './payment-method-domains.ts';
import { paymentOptionRoutes } from './payment-options.ts';
import { productRoutes } from './products.ts';
import { promotionCodeRoutes } from './promotion-codes.ts';
import { promotionRoutes } from './promotions.ts';
import { readinessRoutes } from './readiness.ts';
import { refundRoutes } from './refunds.ts';
import { requestLogRoutes } from './request-logs.ts';
import { sandboxRoutes } from './sandboxes.ts';
import { settingsRoutes } from './settings.ts';
import { signUpRoutes } from './sign-up.ts';
import { subscriptionPlanRoutes } from './subscription-plans.ts';
import { variantRoutes } from './variants.ts';
import { webhookDeliveryRoutes } from './webhook-deliveries.ts';
import { webhookEndpointActionRoutes } from './webhook-endpoint-actions.ts';
import { webhookEndpointRoutes } from './webhook-endpoints.ts';
import { webhookEventTypeRoutes } from './webhook-event-types.ts';
import { webhookEventRoutes } from './webhook-events.ts';

/** Every route of both generations. */
const routes: readonly Route[] = [
  ...authContextRoutes,
  ...requestLogRoutes,
  ...readinessRoutes,
  ...onboardingRoutes,
  ...signUpRoutes,
  ...sandboxRoutes,
  ...apiKeyRoutes,
  ...paymentOptionRoutes,
  ...webhookEndpointRoutes,
  ...webhookEndpointActionRoutes,
  ...webhookEventTypeRoutes,
  ...webhookEventRoutes,
  ...webhookDeliveryRoutes,
  ...orderRoutes,
  ...orderPaymentRoutes,
  ...checkoutSessionRoutes,
  ...refundRoutes,
  ...paymentLinkRoutes,
  ...categoryRoutes,
  ...productRoutes,
  ...variantRoutes,
  ...bundleRoutes,
  ...subscriptionPlanRoutes,
  ...promotionRoutes,
  ...promotionCodeRoutes,
  ...settingsRoutes,
  ...paymentMethodDomainRoutes,
];

/** What a server of this kind answers. A path that is not here answers 404 ROUTE_NOT_FOUND. */
export function servedRoutes(api: Api): readonly Route[] {
  const served = routes.filter((route) => isServed(api, route));
  const document = openApiRoute(served);
  return isServed(api, document) ? [...served, document] : served;
}

/** The generation whose document a path follows: that of the feature it belongs to, whether this server has the path or not. */
export function generationOf(api: Api, path: string): Generation {
  const place = [...patterns].find(([pattern]) => pattern.test(path))?.[1];
  if (place?.feature === undefined) return api.default;
  // A server that lacks a feature of one generation is like the other one there.
  if (api.lacks(place.feature) && place.only !== undefined) return place.only === 'guide' ? '2026-09-07' : 'guide';
  return api.speaks(place.feature);
}

const patterns: ReadonlyMap<RegExp, Route> = new Map(
  [...routes, openApiRoute([])].map((route) => [new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}$`), route]),
);
