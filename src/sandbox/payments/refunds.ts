import { type Context, later, planeOf, timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import { type Money, money } from '../state/money.ts';
import type { OrderRecord, RefundRecord } from '../state/payment-records.ts';
import type { Mode, Plane } from '../state/plane.ts';
import { ApiError, invalid } from '../transport/api-error.ts';
import type { RequestCause } from '../transport/route.ts';
import { emit } from '../webhooks/emit.ts';
import { demandBalance } from './balance.ts';
import { announceOrder } from './orders.ts';
import { announceBalance } from './pay.ts';
import { cameToNothing, leftOf, recount, spread, takenBy } from './refund-parts.ts';

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
  target: RefundTarget,
  input: RefundInput,
  cause?: RequestCause,
): RefundRecord {
  const plane = planeOf(context, mode);
  const payments = refundablePayments(plane, target);
  const amount = refundAmount(payments, target.order.currency, input.amount_money);
  demandBalance(plane, amount.amount);
  const parts = spread(payments, amount.amount, amount.currency);

  const at = timestamp(context);
  const refund: RefundRecord = {
    ...input,
    refund_id: newId('ref', context.clock.now()),
    status: 'pending',
    amount_money: amount,
    order_id: target.order.order_id,
    payment_intent_id: parts[0]?.payment_intent_id ?? '',
    payment_refunds: parts,
    created_at: at,
    updated_at: at,
  };
  plane.refunds[refund.refund_id] = refund;
  plane.tasks.push({
    kind: 'settle-refund',
    at: later(context, settlementMilliseconds),
    refund_id: refund.refund_id,
  });
  announceRefund(context, mode, refund, 'refund.created', cause);
  return refund;
}

/** The time of a pending refund has come. Events: API notes, money section 6. */
export function settleRefund(context: Context, mode: Mode, refundId: string): void {
  const { payment_intents, refunds } = planeOf(context, mode);
  const refund = refunds[refundId];
  if (refund?.status !== 'pending') return;
  if (refund.payment_refunds.some(({ payment_intent_id: id }) => payment_intents[id]?.refuses_refunds === true)) {
    turn(context, mode, refund, 'failed', 'expired_or_canceled_card');
  } else turn(context, mode, refund, 'succeeded');
}

/**
 * Lets a refund take a turn that only Flint could give it, from wherever it stands. `succeeded` settles it; `partially_succeeded`
 * sends half of it back; `failed` and `canceled` end it; `requires_action` and `in_transit` hold it until the next turn. Throws a
 * RangeError where there is no such refund, or where others have taken its money meanwhile.
 */
export function turnRefund(
  context: Context,
  mode: Mode,
  refundId: string,
  status: Exclude<RefundRecord['status'], 'pending'>,
  failureReason?: string,
): void {
  const plane = planeOf(context, mode);
  const refund = plane.refunds[refundId];
  if (refund === undefined) throw new RangeError(`There is no refund ${refundId}.`);
  const short = takenBy({ ...refund, status }).some(({ payment_intent_id, amount_money }) => {
    const intent = plane.payment_intents[payment_intent_id];
    return intent === undefined || leftOf(plane, intent, refund) < amount_money.amount;
  });
  if (short) throw new RangeError(`Other refunds have taken the money of ${refundId}.`);
  plane.tasks = plane.tasks.filter((task) => task.kind !== 'settle-refund' || task.refund_id !== refundId);
  if (status === 'succeeded' && refund.status !== 'succeeded') {
    refund.status = 'pending';
    settleRefund(context, mode, refundId);
  } else turn(context, mode, refund, status, failureReason);
}

/** Gives a refund its status, and moves and announces what follows from it. */
function turn(
  context: Context,
  mode: Mode,
  refund: RefundRecord,
  status: RefundRecord['status'],
  failureReason?: string,
): void {
  const plane = planeOf(context, mode);
  const order = plane.orders[refund.order_id];
  const at = timestamp(context);
  refund.status = status;
  refund.failure_reason = failureReason;
  refund.updated_at = at;
  announceRefund(context, mode, refund, cameToNothing.includes(status) ? 'refund.failed' : 'refund.updated');
  const more = order === undefined ? 0 : recount(plane, order, at);
  if (order === undefined || more === 0) return;
  if (more > 0) announceOrder(context, mode, order, 'order.refunded');
  announceBalance(context, mode, { type: 'refund', amount: -more, fee: 0, currency: order.currency });
}

/** What a refund is of: a whole order, or one of its payments. */
export interface RefundTarget {
  readonly order: OrderRecord;
  readonly paymentIntentId?: string | undefined;
}

interface RefundablePayment {
  readonly payment_intent_id: string;
  /** Minor units that no refund has taken yet. */
  readonly left: number;
}

function refundablePayments(plane: Plane, { order, paymentIntentId }: RefundTarget): RefundablePayment[] {
  const paid = Object.values(plane.payment_intents).filter(
    (one) =>
      one.order_id === order.order_id &&
      one.status === 'succeeded' &&
      (paymentIntentId === undefined || one.payment_intent_id === paymentIntentId),
  );
  if (paid.length === 0 && paymentIntentId !== undefined) {
    throw new ApiError(400, 'PAYMENT_INTENT_NOT_REFUNDABLE', 'This payment took no money, so there is none to refund.');
  }
  if (paid.length === 0) throw new ApiError(400, 'NO_PAYMENTS_FOR_ORDER', 'This order has no payment to refund.');
  return paid.map((intent) => ({ payment_intent_id: intent.payment_intent_id, left: leftOf(plane, intent) }));
}

function refundAmount(payments: readonly RefundablePayment[], currency: string, wanted: Money | undefined): Money {
  const left = payments.reduce((sum, payment) => sum + payment.left, 0);
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

function announceRefund(context: Context, mode: Mode, refund: RefundRecord, type: string, cause?: RequestCause): void {
  emit(context, mode, {
    type,
    // Nothing but the id is promised at creation (API notes, webhooks section 5).
    data: {
      refund_id: refund.refund_id,
      ...(type === 'refund.created' ? {} : { status: refund.status }),
      resource_updated_at: refund.updated_at,
    },
    resource: { type: 'refund', id: refund.refund_id },
    cause,
  });
}
