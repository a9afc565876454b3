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
  const parts = spread(payments, amount);

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
  const plane = planeOf(context, mode);
  const refund = plane.refunds[refundId];
  const order = refund && plane.orders[refund.order_id];
  if (refund?.status !== 'pending' || order === undefined) return;
  const parts = refund.payment_refunds.flatMap(({ payment_intent_id, amount_money }) => {
    const intent = plane.payment_intents[payment_intent_id];
    return intent === undefined ? [] : [{ intent, amount: amount_money.amount }];
  });
  const at = timestamp(context);
  refund.updated_at = at;
  if (parts.some(({ intent }) => intent.refuses_refunds === true)) {
    refund.status = 'failed';
    refund.failure_reason = 'expired_or_canceled_card';
    announceRefund(context, mode, refund, 'refund.failed');
    return;
  }
  refund.status = 'succeeded';
  for (const { intent, amount } of parts) {
    intent.refunded += amount;
    intent.updated_at = at;
  }
  const { amount, currency } = refund.amount_money;
  order.refunded += amount;
  order.updated_at = at;
  announceRefund(context, mode, refund, 'refund.updated');
  announceOrder(context, mode, order, 'order.refunded');
  announceBalance(context, mode, { type: 'refund', amount: -amount, fee: 0, currency });
}

/** The statuses of refunds that sent nothing back and never will. */
const cameToNothing: readonly RefundRecord['status'][] = ['failed', 'canceled'];

/**
 * Lets a refund take a turn that only Flint could give it. `succeeded` settles it; `partially_succeeded` sends half of it back;
 * `failed` and `canceled` end it; `requires_action` and `in_transit` hold it until the next turn.
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
  const order = refund && plane.orders[refund.order_id];
  if (refund === undefined || order === undefined) throw new RangeError(`There is no refund ${refundId}.`);
  plane.tasks = plane.tasks.filter((task) => task.kind !== 'settle-refund' || task.refund_id !== refundId);
  if (status === 'succeeded') {
    refund.status = 'pending';
    settleRefund(context, mode, refundId);
    return;
  }
  refund.status = status;
  refund.failure_reason = failureReason;
  refund.updated_at = timestamp(context);
  if (status === 'partially_succeeded') {
    const half = money(Math.floor(refund.amount_money.amount / 2), refund.amount_money.currency);
    refund.payment_refunds = [{ payment_intent_id: refund.payment_intent_id, amount_money: half }];
    order.refunded += half.amount;
  }
  announceRefund(context, mode, refund, cameToNothing.includes(status) ? 'refund.failed' : 'refund.updated');
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
  const taken = Object.values(plane.refunds)
    .filter(({ status }) => !cameToNothing.includes(status))
    .flatMap(({ payment_refunds }) => payment_refunds);
  return paid.map(({ payment_intent_id, captured }) => ({
    payment_intent_id,
    left: taken
      .filter((part) => part.payment_intent_id === payment_intent_id)
      .reduce((left, { amount_money }) => left - amount_money.amount, captured),
  }));
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

/** Takes the amount from the payments in the order they were made. */
function spread(payments: readonly RefundablePayment[], { amount, currency }: Money): RefundRecord['payment_refunds'] {
  let rest = amount;
  return payments.flatMap(({ payment_intent_id, left }) => {
    const part = Math.min(rest, left);
    rest -= part;
    return part === 0 ? [] : [{ payment_intent_id, amount_money: money(part, currency) }];
  });
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
