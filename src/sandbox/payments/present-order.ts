import type { Context } from '../context.ts';
import { type Money, money } from '../state/money.ts';
import type { OrderRecord, PaymentIntentRecord } from '../state/payment-records.ts';
import type { Plane } from '../state/plane.ts';
import { orderStanding, outstanding } from './orders.ts';

/** An order in the shape of one generation. In the guide's `status` tells whether it is paid, and there is no `payment_status`. */
export function presentOrder(context: Context, plane: Plane, order: OrderRecord): Record<string, unknown> {
  const usd = (amount: number): Money => money(amount, order.currency);
  return {
    order_id: order.order_id,
    order_number: order.order_number,
    external_reference_id: order.external_reference_id,
    customer_id: order.customer_id,
    ...orderStanding(context.api, order),
    ...(context.api.isCurrent('order') ? { fulfillment_status: 'not_fulfilled', tax: {}, buyer_actions: [] } : {}),
    origin: order.origin,
    line_items: order.line_items.map((line) => ({
      ...line,
      base_subtotal_money: usd(line.unit_price_money.amount * line.quantity),
      subtotal_money: usd(line.unit_price_money.amount * line.quantity),
      discount_money: usd(0),
      tax_money: usd(0),
      total_money: usd(line.unit_price_money.amount * line.quantity),
    })),
    pricing_amounts: {
      subtotal_money: usd(order.total),
      discount_money: usd(0),
      tax_money: usd(0),
      charge_money: usd(0),
      requested_tip_money: usd(0),
      total_money: usd(order.total),
    },
    settlement_amounts: {
      paid_money: usd(order.paid),
      refunded_money: usd(order.refunded),
      net_collected_money: usd(order.paid - order.refunded),
      outstanding_money: usd(outstanding(order)),
      credit_money: usd(0),
      settled_tip_money: usd(0),
      balance_money: usd(order.paid - order.refunded),
    },
    payment_intent_ids: idsOf(plane.payment_intents, 'payment_intent_id', order),
    refund_ids: idsOf(plane.refunds, 'refund_id', order),
    checkout_session_ids: idsOf(plane.checkout_sessions, 'checkout_session_id', order),
    buyer_note: order.buyer_note,
    internal_note: order.internal_note,
    closed_reason: order.closed_reason,
    metadata: order.metadata,
    created_at: order.created_at,
    updated_at: order.updated_at,
  };
}

function idsOf<Name extends string>(
  records: Record<string, { readonly order_id: string } & Record<Name, string>>,
  name: Name,
  order: OrderRecord,
): string[] {
  return Object.values(records)
    .filter(({ order_id }) => order_id === order.order_id)
    .map((record) => record[name]);
}

/** A payment intent, as an order's expansion shows it (API notes, money section 4). */
export function presentPaymentIntent(intent: PaymentIntentRecord): Record<string, unknown> {
  const { currency } = intent.amount_money;
  return {
    payment_intent_id: intent.payment_intent_id,
    order_id: intent.order_id,
    status: intent.status,
    amount_money: intent.amount_money,
    captured_money: money(intent.captured, currency),
    refunded_money: money(intent.refunded, currency),
    processing_fee_money: money(intent.processing_fee, currency),
    merchant_net_money: money(Math.max(intent.captured - intent.refunded - intent.processing_fee, 0), currency),
    payment_source: intent.card === undefined ? undefined : { type: 'card', card: intent.card },
    last_payment_error: intent.last_payment_error,
    created_at: intent.created_at,
    updated_at: intent.updated_at,
  };
}
