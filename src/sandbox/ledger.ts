import { guideStatus } from './payments/orders.ts';
import type { Mode, Plane } from './state/plane.ts';
import type { State } from './state/state.ts';
import { eventStatus } from './webhooks/status.ts';

/** What exists in one plane, without secrets. A list's length is its count. */
export interface PlaneLedger {
  readonly apiKeys: readonly { readonly id: string; readonly name: string; readonly status: string }[];
  readonly webhookEndpoints: readonly { readonly id: string; readonly url: string; readonly enabled: boolean }[];
  readonly orders: readonly { readonly id: string; readonly status: string; readonly amount: number }[];
  readonly checkoutSessions: readonly { readonly id: string; readonly orderId: string; readonly status: string }[];
  /** Captured payments: each took money, as far as a rehearsal can. */
  readonly charges: readonly { readonly id: string; readonly orderId: string; readonly amount: number }[];
  readonly refunds: readonly {
    readonly id: string;
    readonly orderId: string;
    readonly status: string;
    readonly amount: number;
  }[];
  readonly products: readonly { readonly id: string; readonly name: string; readonly status: string }[];
  readonly variants: readonly { readonly id: string; readonly productId: string; readonly sku?: string | undefined }[];
  readonly bundles: readonly { readonly id: string; readonly name: string; readonly status: string }[];
  readonly plans: readonly { readonly id: string; readonly name: string; readonly status: string }[];
  readonly promotions: readonly { readonly id: string; readonly name: string; readonly status: string }[];
  readonly promotionCodes: readonly { readonly id: string; readonly code: string }[];
  readonly paymentLinks: readonly { readonly id: string }[];
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly status: string;
    readonly test: boolean;
    readonly resourceId?: string | undefined;
  }[];
  readonly deliveries: readonly {
    readonly id: string;
    readonly eventId: string;
    readonly endpointId: string;
    readonly status: string;
    readonly attempts: number;
  }[];
  readonly settings: Readonly<Record<string, unknown>>;
}

export type Ledger = Readonly<Record<Mode, PlaneLedger>>;

export function readLedger(state: State): Ledger {
  return { test: readPlane(state.planes.test), live: readPlane(state.planes.live) };
}

function readPlane(plane: Plane): PlaneLedger {
  const all = <Item>(records: Record<string, Item>): Item[] => Object.values(records);
  return {
    apiKeys: all(plane.api_keys).map(({ api_key_id, name, status }) => ({ id: api_key_id, name, status })),
    webhookEndpoints: all(plane.webhook_endpoints).map(({ webhook_endpoint_id, url, enabled }) => ({
      id: webhook_endpoint_id,
      url,
      enabled,
    })),
    orders: all(plane.orders).map((order) => ({
      id: order.order_id,
      status: guideStatus(order),
      amount: order.total,
    })),
    checkoutSessions: all(plane.checkout_sessions).map(({ checkout_session_id, order_id, status }) => ({
      id: checkout_session_id,
      orderId: order_id,
      status,
    })),
    charges: all(plane.payment_intents)
      .filter(({ captured }) => captured > 0)
      .map(({ payment_intent_id, order_id, captured }) => ({
        id: payment_intent_id,
        orderId: order_id,
        amount: captured,
      })),
    refunds: all(plane.refunds).map(({ refund_id, order_id, status, amount_money }) => ({
      id: refund_id,
      orderId: order_id,
      status,
      amount: amount_money.amount,
    })),
    products: all(plane.products).map(({ product_id, name, status }) => ({ id: product_id, name, status })),
    variants: all(plane.variants).map(({ variant_id, product_id, sku }) => ({
      id: variant_id,
      productId: product_id,
      sku,
    })),
    bundles: all(plane.bundles).map(({ bundle_id, name, status }) => ({ id: bundle_id, name, status })),
    plans: all(plane.subscription_plans).map(({ subscription_plan_id, name, status }) => ({
      id: subscription_plan_id,
      name,
      status,
    })),
    promotions: all(plane.promotions).map(({ promotion_id, written, status }) => ({
      id: promotion_id,
      name: String(written.name),
      status,
    })),
    promotionCodes: all(plane.promotion_codes).map(({ promotion_code_id, code }) => ({ id: promotion_code_id, code })),
    paymentLinks: all(plane.payment_links).map(({ payment_link_id }) => ({ id: payment_link_id })),
    events: all(plane.webhook_events).map(({ webhook_event_id, event_type, test, resource_id }) => ({
      id: webhook_event_id,
      type: event_type,
      status: eventStatus(plane, webhook_event_id),
      test,
      resourceId: resource_id,
    })),
    deliveries: all(plane.webhook_deliveries).map((delivery) => ({
      id: delivery.webhook_delivery_id,
      eventId: delivery.webhook_event_id,
      endpointId: delivery.webhook_endpoint_id,
      status: delivery.status,
      attempts: delivery.attempts.length,
    })),
    settings: structuredClone(plane.settings.groups),
  };
}
