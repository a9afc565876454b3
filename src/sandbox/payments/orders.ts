import { type Context, planeOf, timestamp } from '../context.ts';
import type { Api } from '../generations.ts';
import { newId } from '../identifiers.ts';
import { type Money, money } from '../state/money.ts';
import type { OrderLineRecord, OrderRecord } from '../state/payment-records.ts';
import type { Mode, Plane } from '../state/plane.ts';
import { ApiError, invalid, notFound } from '../transport/api-error.ts';
import type { RequestCause } from '../transport/route.ts';
import { emit } from '../webhooks/emit.ts';

/** A line as it is asked for; exactly one of the three shapes of the API notes, money section 2. */
export interface OrderLineInput {
  readonly name?: string | undefined;
  readonly unit_price_money?: Money | undefined;
  readonly variant_id?: string | undefined;
  readonly bundle_id?: string | undefined;
  readonly description?: string | undefined;
  readonly quantity?: number | undefined;
  readonly metadata?: Record<string, string> | undefined;
}

export interface OrderInput {
  readonly line_items: readonly OrderLineInput[];
  readonly external_reference_id?: string | undefined;
  readonly customer_id?: string | undefined;
  readonly buyer_note?: string | undefined;
  readonly internal_note?: string | undefined;
  readonly metadata?: Record<string, string> | undefined;
}

/** Flint publishes no minimum; this is the floor of the card provider behind it, in US cents (uncertain there). */
const smallestAmount = 50;
const largestAmount = 99_999_999;

/** Makes an order and announces it. Nothing is made when a line cannot be taken. */
export function createOrder(
  context: Context,
  mode: Mode,
  input: OrderInput,
  origin: 'api' | 'checkout' | 'payment_link',
  cause?: RequestCause,
): OrderRecord {
  const plane = planeOf(context, mode);
  const now = context.clock.now();
  const lines = input.line_items.map((line, place) => readLine(plane, line, `line_items[${place}]`, now));
  const { currency, amount } = totalOf(lines);
  const at = timestamp(context);
  const order: OrderRecord = {
    order_id: newId('ord', now),
    order_number: String(1001 + Object.keys(plane.orders).length),
    origin,
    external_reference_id: input.external_reference_id,
    customer_id: input.customer_id,
    buyer_note: input.buyer_note,
    internal_note: input.internal_note,
    line_items: lines,
    currency,
    total: amount,
    paid: 0,
    refunded: 0,
    metadata: input.metadata,
    created_at: at,
    updated_at: at,
  };
  plane.orders[order.order_id] = order;
  announceOrder(context, mode, order, 'order.created', {}, cause);
  return order;
}

export function outstanding(order: OrderRecord): number {
  return order.total - order.paid;
}

export function announceOrder(
  context: Context,
  mode: Mode,
  order: OrderRecord,
  type: string,
  more: Record<string, unknown> = {},
  cause?: RequestCause,
): void {
  const standing = orderStanding(context.api, order);
  emit(context, mode, {
    type,
    data: { order_id: order.order_id, ...standing, ...more, resource_updated_at: order.updated_at },
    resource: { type: 'order', id: order.order_id },
    cause,
  });
}

/** `paid` is the one value the guide shows; the others are the rehearsal's. */
export function guideStatus(order: OrderRecord): 'open' | 'paid' | 'closed' {
  if (outstanding(order) === 0) return 'paid';
  return order.closed_at === undefined ? 'open' : 'closed';
}

/** `open` or `closed`, which says nothing about payment, as in 2026-09-07. */
export function currentStatus(order: OrderRecord): 'open' | 'closed' {
  return order.closed_at === undefined ? 'open' : 'closed';
}

export function paymentStatus(order: OrderRecord): 'unpaid' | 'partially_paid' | 'paid' {
  if (outstanding(order) === 0) return 'paid';
  return order.paid === 0 ? 'unpaid' : 'partially_paid';
}

export function refundStatus({ refunded, paid }: OrderRecord): 'none' | 'partially_refunded' | 'refunded' {
  if (refunded === 0) return 'none';
  return refunded === paid ? 'refunded' : 'partially_refunded';
}

/** How an order stands, in the words of the generation that is served. */
export function orderStanding(api: Api, order: OrderRecord): Record<string, string> {
  if (!api.isCurrent('order')) return { status: guideStatus(order) };
  return {
    status: currentStatus(order),
    payment_status: paymentStatus(order),
    refund_status: refundStatus(order),
  };
}

function readLine(plane: Plane, line: OrderLineInput, param: string, now: number): OrderLineRecord {
  const quantity = line.quantity ?? 1;
  if (quantity < 1) throw invalid(`${param}.quantity`, 'A quantity is at least 1.', 'LINE_ITEM_INVALID_QUANTITY');
  const common = { order_line_item_id: newId('li', now), quantity, metadata: line.metadata };
  const source = line.variant_id ?? line.bundle_id;
  if (source === undefined) {
    if (line.name === undefined) {
      throw invalid(`${param}.name`, 'A line without a catalog item needs a name.', 'LINE_ITEM_NAME_REQUIRED');
    }
    if (line.unit_price_money === undefined) {
      const message = 'A line without a catalog item needs a price.';
      throw invalid(`${param}.unit_price_money`, message, 'LINE_ITEM_PRICE_REQUIRED');
    }
    const { name, description, unit_price_money } = line;
    return { ...common, name, ...(description === undefined ? {} : { description }), unit_price_money };
  }
  if (line.variant_id !== undefined && line.bundle_id !== undefined) {
    throw invalid(param, 'A line has a variant or a bundle, not both.', 'LINE_ITEM_SOURCE_CONFLICT');
  }
  for (const name of ['name', 'unit_price_money', 'description'] as const) {
    if (line[name] === undefined) continue;
    const message = `The ${name} of a catalog line comes from the catalog.`;
    throw invalid(`${param}.${name}`, message, 'CATALOG_LINE_ITEM_FIELDS_READ_ONLY');
  }
  return { ...common, ...catalogItem(plane, line, param) };
}

function catalogItem(plane: Plane, line: OrderLineInput, param: string) {
  if (line.bundle_id !== undefined) {
    const bundle = plane.bundles[line.bundle_id];
    if (bundle === undefined) throw notFound('bundle', line.bundle_id, `${param}.bundle_id`);
    if (bundle.status !== 'active') {
      throw invalid(`${param}.bundle_id`, 'This bundle is not for sale.', 'VARIANT_NOT_SELLABLE');
    }
    return { name: bundle.name, unit_price_money: bundle.unit_price_money, bundle_id: bundle.bundle_id };
  }
  const id = line.variant_id ?? '';
  const variant = plane.variants[id];
  const product = variant && plane.products[variant.product_id];
  if (variant === undefined || product === undefined) throw notFound('variant', id, `${param}.variant_id`);
  if (variant.status !== 'active' || product.status !== 'active') {
    throw invalid(`${param}.variant_id`, 'This variant is not for sale.', 'VARIANT_NOT_SELLABLE');
  }
  return {
    name: variant.name === undefined ? product.name : `${product.name}, ${variant.name}`,
    unit_price_money: variant.unit_price_money,
    product_id: product.product_id,
    variant_id: variant.variant_id,
  };
}

function totalOf(lines: readonly OrderLineRecord[]): Money {
  const currency = lines[0]?.unit_price_money.currency ?? 'USD';
  const other = lines.findIndex((line) => line.unit_price_money.currency !== currency);
  if (other !== -1) {
    throw invalid(`line_items[${other}].unit_price_money.currency`, 'One order, one currency.', 'CURRENCY_MISMATCH');
  }
  if (currency !== 'USD') {
    throw invalid('line_items[0].unit_price_money.currency', 'Only USD is supported.', 'UNSUPPORTED_CURRENCY');
  }
  const amount = lines.reduce((sum, line) => sum + line.unit_price_money.amount * line.quantity, 0);
  if (amount < smallestAmount) {
    throw new ApiError(400, 'AMOUNT_TOO_SMALL', `The order must come to at least 0.${smallestAmount} USD.`);
  }
  if (amount > largestAmount) throw new ApiError(400, 'AMOUNT_TOO_LARGE', 'The order is too large for one payment.');
  return money(amount, currency);
}
