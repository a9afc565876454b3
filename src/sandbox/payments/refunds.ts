import { type Context, later, planeOf, timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import { type Money, money } from '../state/money.ts';
import type { OrderRecord, PaymentIntentRecord, RefundRecord } from '../state/payment-records.ts';
import type { Mode, Plane } from '../state/plane.ts';
import { ApiError, invalid } from '../transport/api-error.ts';
import { emit } from '../webhooks/emit.ts';
import { announceOrder } from './orders.ts';
import { announceBalance } from './pay.ts';

export interface RefundInput {
  /** Absent: everything that is left. */
  readonly amount_money?: Money | undefined;
  readonly reason?: string | undefined;
  readonly reason_message?: string | undefined;
  readonly external_reference_id?: string | undefined;
  readonly metadata?: Record<string, string> | undefined;
}

/** How long a refund stays `pending`, at rehearsal pace. */
const settlementMilliseconds = 4_000;

/** Accepts a refund of a paid order. It is `pending` at first and settles later; order totals move when it does. */
export function createRefund(
  context: Context,
  mode: Mode,
  order: OrderRecord,
  input: RefundInput,
  requestId?: string,
): RefundRecord {
  const plane = planeOf(context, mode);
  const intent = Object.values(plane.payment_intents).find(
    (one) => one.order_id === order.order_id && one.status === 'succeeded',
  );
  if (intent === undefined) throw new ApiError(400, 'NO_PAYMENTS_FOR_ORDER', 'This order has no payment to refund.');
  const amount = refundAmount(plane, intent, input.amount_money);

  const at = timestamp(context);
  const refund: RefundRecord = {
    ...input,
    refund_id: newId('ref', context.clock.now()),
    status: 'pending',
    amount_money: amount,
    order_id: order.order_id,
    payment_intent_id: intent.payment_intent_id,
    created_at: at,
    updated_at: at,
  };
  plane.refunds[refund.refund_id] = refund;
  plane.tasks.push({
    kind: 'settle-refund',
    at: later(context, settlementMilliseconds),
    refund_id: refund.refund_id,
  });
  announceRefund(context, mode, refund, 'refund.created', requestId);
  return refund;
}

/** The time of a pending refund has come. Events: API notes, money section 6. */
export function settleRefund(context: Context, mode: Mode, refundId: string): void {
  const plane = planeOf(context, mode);
  const refund = plane.refunds[refundId];
  const order = refund && plane.orders[refund.order_id];
  const intent = refund && plane.payment_intents[refund.payment_intent_id];
  if (refund?.status !== 'pending' || order === undefined || intent === undefined) return;
  const at = timestamp(context);
  refund.status = 'succeeded';
  refund.updated_at = at;
  intent.refunded += refund.amount_money.amount;
  intent.updated_at = at;
  order.refunded += refund.amount_money.amount;
  order.updated_at = at;
  announceRefund(context, mode, refund, 'refund.updated');
  announceOrder(context, mode, order, 'order.refunded');
  announceBalance(context, mode);
}

function refundAmount(plane: Plane, intent: PaymentIntentRecord, wanted: Money | undefined): Money {
  const { currency } = intent.amount_money;
  const taken = Object.values(plane.refunds)
    .filter((one) => one.payment_intent_id === intent.payment_intent_id && one.status !== 'failed')
    .reduce((sum, one) => sum + one.amount_money.amount, 0);
  const left = intent.captured - taken;
  if (left === 0) throw new ApiError(400, 'NOTHING_TO_REFUND', 'Nothing is left to refund.');
  if (wanted === undefined) return money(left, currency);
  if (wanted.currency !== currency) {
    throw invalid('amount_money.currency', `The payment was made in ${currency}.`, 'CURRENCY_MISMATCH');
  }
  if (wanted.amount > left) {
    const message = `Only ${left} minor units of ${currency} can still be refunded.`;
    throw invalid('amount_money', message, 'AMOUNT_EXCEEDS_REFUNDABLE');
  }
  return wanted;
}

function announceRefund(context: Context, mode: Mode, refund: RefundRecord, type: string, requestId?: string): void {
  emit(context, mode, {
    type,
    // Nothing but the id is promised at creation (API notes, webhooks section 5).
    data: {
      refund_id: refund.refund_id,
      ...(type === 'refund.created' ? {} : { status: refund.status }),
      resource_updated_at: refund.updated_at,
    },
    resource: { type: 'refund', id: refund.refund_id },
    requestId,
  });
}
