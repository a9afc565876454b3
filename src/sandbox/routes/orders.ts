import { z } from 'zod';
import { timestamp } from '../context.ts';
import { openSessionOf } from '../payments/checkout-sessions.ts';
import {
  announceOrder,
  createOrder,
  orderStanding,
  outstanding,
  paymentStatus,
  refundStatus,
} from '../payments/orders.ts';
import { cancelWaitingPayment } from '../payments/pay.ts';
import { presentOrder, presentPaymentIntent } from '../payments/present-order.ts';
import type { OrderRecord } from '../state/payment-records.ts';
import type { Plane } from '../state/plane.ts';
import { ApiError, invalid, notFound, notSimulated } from '../transport/api-error.ts';
import { matches, mentions, withinTime } from '../transport/filters.ts';
import {
  amountBounds,
  externalReferenceInput,
  listQuery,
  metadataInput,
  moneyInput,
  namesOf,
  repeatable,
  timeBounds,
} from '../transport/inputs.ts';
import { created, ok, paged, type Route, route } from '../transport/route.ts';
import { demandExpanded, reading, writing } from '../transport/scopes.ts';
import { inOrder, sortDirectionInput } from '../transport/sorting.ts';

const line = z.strictObject({
  name: z.string().min(1).optional(),
  unit_price_money: moneyInput.optional(),
  variant_id: z.string().startsWith('var_').optional(),
  bundle_id: z.string().startsWith('bun_').optional(),
  quantity: z.int().optional(),
  metadata: metadataInput.optional(),
  modifiers: z.array(z.unknown()).max(0, 'modifiers are not simulated').optional(),
  description: z.string().optional(),
  image: z.unknown().optional(),
  tax: z.unknown().optional(),
  inventory_demands: z.unknown().optional(),
  fulfillment: z.unknown().optional(),
  gift_card_purchase: z.unknown().optional(),
});

/** The same for lines; on a line of the catalog the first two are the catalog's own. */
const unsimulatedInLines = ['image', 'tax', 'inventory_demands', 'fulfillment', 'gift_card_purchase'] as const;

/** Documented fields that the rehearsal refuses rather than ignores. */
const unsimulated = ['discounts', 'tax', 'requested_tip', 'delivery_destination', 'inventory_routing_source'] as const;

const createOrderRoute = route({
  feature: 'order',
  method: 'POST',
  path: '/v1/orders',
  scope: writing('commerce.orders'),
  ownId: 'order_id',
  body: z.strictObject({
    line_items: z.array(line).min(1),
    customer_id: z.string().optional(),
    external_reference_id: externalReferenceInput.optional(),
    metadata: metadataInput.optional(),
    buyer_note: z.string().optional(),
    internal_note: z.string().optional(),
    discounts: z.unknown().optional(),
    tax: z.unknown().optional(),
    requested_tip: z.unknown().optional(),
    delivery_destination: z.unknown().optional(),
    inventory_routing_source: z.unknown().optional(),
  }),
  handle({ context, mode, plane, body, cause }) {
    for (const name of unsimulated) if (body[name] !== undefined) throw notSimulated(name);
    body.line_items.forEach(refuseUnsimulated);
    // The rehearsal keeps no customers, so none can be named.
    if (body.customer_id !== undefined) throw notFound('customer', body.customer_id, 'customer_id');
    return created(presentOrder(context, plane, createOrder(context, mode, body, 'api', cause)));
  },
});

const listOrders = route({
  feature: 'order',
  method: 'GET',
  path: '/v1/orders',
  scope: reading('commerce.orders'),
  query: listQuery({
    external_reference_id: externalReferenceInput.optional(),
    order_number: z.string().optional(),
    customer_id: z.string().optional(),
    status: z.string().optional(),
    payment_status: z.string().optional(),
    refund_status: z.string().optional(),
    fulfillment_status: repeatable(z.string()),
    origin: z.string().optional(),
    query: z.string().optional(),
    subscription_id: z.string().optional(),
    return_id: z.string().optional(),
    return_resolution_id: z.string().optional(),
    sort_by: z.enum(['created_at', 'updated_at', 'outstanding_money', 'total']).optional(),
    sort_direction: sortDirectionInput,
    ...amountBounds,
    ...timeBounds,
  }),
  handle(call) {
    const { context, plane, query } = call;
    const found = Object.values(plane.orders).filter(
      (order) =>
        matches(query.external_reference_id, order.external_reference_id) &&
        matches(query.order_number, order.order_number) &&
        matches(query.customer_id, order.customer_id) &&
        matches(query.status, orderStanding(context.api, order).status) &&
        matches(query.payment_status, paymentStatus(order)) &&
        matches(query.refund_status, refundStatus(order)) &&
        matches(query.origin, order.origin) &&
        matches(query.currency, order.currency) &&
        mentions(query.query, order.external_reference_id, ...order.line_items.map(({ name }) => name)) &&
        order.total >= (query.min_amount ?? 0) &&
        order.total <= (query.max_amount ?? order.total) &&
        (query.fulfillment_status?.includes('not_fulfilled') ?? true) &&
        (query.subscription_id ?? query.return_id ?? query.return_resolution_id) === undefined &&
        withinTime(order, query),
    );
    const ordered = inOrder(found, query, {
      created_at: ({ created_at }) => created_at,
      updated_at: ({ updated_at }) => updated_at,
      outstanding_money: outstanding,
      total: ({ total }) => total,
    });
    return paged(call, ordered, (order) => presentOrder(context, plane, order));
  },
});

/** What an order can be read with, and whose read scope that takes. The rehearsal's orders have intents and none of the others. */
const expansionDomains = {
  customer: 'customers',
  'fulfillments.packages': 'commerce.delivery',
  'fulfillments.shipments': 'commerce.delivery',
  payment_intents: 'payments.payment_intents',
  subscription: 'commerce.subscriptions',
  subscription_plan: 'commerce.subscription_plans',
} as const;

const readOrder = route({
  feature: 'order',
  method: 'GET',
  path: '/v1/orders/:order_id',
  scope: reading('commerce.orders'),
  query: z.strictObject({ expand: repeatable(z.enum(namesOf(expansionDomains))) }),
  handle({ context, plane, key, query, parameter }) {
    const order = findOrder(plane, parameter('order_id'));
    const shown = presentOrder(context, plane, order);
    demandExpanded(context, key, query.expand, expansionDomains);
    if (!query.expand?.includes('payment_intents')) return ok(shown);
    const intents = Object.values(plane.payment_intents).filter(({ order_id }) => order_id === order.order_id);
    return ok({ ...shown, payment_intents: intents.map(presentPaymentIntent) });
  },
});

const closeOrder = route({
  feature: 'order',
  method: 'POST',
  path: '/v1/orders/:order_id/close',
  scope: writing('commerce.orders'),
  bodyOptional: true,
  body: z.strictObject({ reason: z.string().optional() }),
  handle({ context, mode, plane, body, parameter, cause }) {
    const order = findOrder(plane, parameter('order_id'));
    if (order.closed_at !== undefined) throw new ApiError(409, 'ORDER_ALREADY_CLOSED', 'This order is closed already.');
    const session = openSessionOf(plane, order);
    if (session !== undefined) {
      throw new ApiError(409, 'ORDER_HAS_OPEN_CHECKOUT', 'This order has an open checkout session. Close that first.', {
        existing_checkout_session_id: session.checkout_session_id,
      });
    }
    order.closed_at = timestamp(context);
    order.closed_reason = body.reason;
    order.updated_at = order.closed_at;
    cancelWaitingPayment(context, mode, order);
    announceOrder(context, mode, order, 'order.closed', {}, cause);
    return ok(presentOrder(context, plane, order));
  },
});

function refuseUnsimulated(item: z.infer<typeof line>, place: number): void {
  const fromCatalog = (item.variant_id ?? item.bundle_id) !== undefined;
  for (const name of unsimulatedInLines) {
    if (item[name] === undefined) continue;
    const param = `line_items[${place}].${name}`;
    if (fromCatalog && (name === 'image' || name === 'tax')) {
      throw invalid(
        param,
        `The ${name} of a catalog line comes from the catalog.`,
        'CATALOG_LINE_ITEM_FIELDS_READ_ONLY',
      );
    }
    throw notSimulated(param);
  }
}

/** The order of an id; ids of the other plane are unknown. */
export function findOrder(plane: Plane, id: string, param?: string): OrderRecord {
  const order = plane.orders[id];
  if (order === undefined) throw notFound('order', id, param);
  return order;
}

export const orderRoutes: readonly Route[] = [createOrderRoute, listOrders, readOrder, closeOrder];
