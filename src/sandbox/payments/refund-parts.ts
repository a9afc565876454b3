import { money } from '../state/money.ts';
import type { OrderRecord, RefundRecord } from '../state/payment-records.ts';
import type { Plane } from '../state/plane.ts';

/** How much of a refund goes back to which payment. */
export type RefundParts = RefundRecord['payment_refunds'];

/** The statuses of refunds that sent nothing back and never will. */
export const cameToNothing: readonly RefundRecord['status'][] = ['failed', 'canceled'];

/** Takes an amount, in minor units, from these payments in their order. */
export function spread(
  payments: readonly { readonly payment_intent_id: string; readonly left: number }[],
  amount: number,
  currency: string,
): RefundParts {
  let rest = amount;
  return payments.flatMap(({ payment_intent_id, left }) => {
    const part = Math.min(rest, left);
    rest -= part;
    return part === 0 ? [] : [{ payment_intent_id, amount_money: money(part, currency) }];
  });
}

/** What a refund has sent back or will, as far as its status tells: nothing, half of it, or all. */
export function takenBy({ status, amount_money, payment_refunds }: RefundRecord): RefundParts {
  if (cameToNothing.includes(status)) return [];
  if (status !== 'partially_succeeded') return payment_refunds;
  const whole = payment_refunds.map(({ payment_intent_id, amount_money: part }) => ({
    payment_intent_id,
    left: part.amount,
  }));
  return spread(whole, Math.floor(amount_money.amount / 2), amount_money.currency);
}

/** The minor units of a payment that no refund takes; `except` is not counted. */
export function leftOf(
  plane: Plane,
  intent: { readonly payment_intent_id: string; readonly captured: number },
  except?: RefundRecord,
): number {
  const refunds = Object.values(plane.refunds).filter((refund) => refund !== except);
  return intent.captured - sumFor(intent.payment_intent_id, refunds);
}

/**
 * Counts anew what refunds have sent back of an order and of its payments. Gives by how many minor units that is more than before;
 * below 0 where money came back again.
 */
export function recount(plane: Plane, order: OrderRecord, at: string): number {
  const gone = Object.values(plane.refunds).filter(
    ({ order_id, status }) =>
      order_id === order.order_id && (status === 'succeeded' || status === 'partially_succeeded'),
  );
  const intents = Object.values(plane.payment_intents).filter(({ order_id }) => order_id === order.order_id);
  for (const intent of intents) {
    const refunded = sumFor(intent.payment_intent_id, gone);
    if (refunded === intent.refunded) continue;
    intent.refunded = refunded;
    intent.updated_at = at;
  }
  const before = order.refunded;
  order.refunded = intents.reduce((sum, { refunded }) => sum + refunded, 0);
  if (order.refunded !== before) order.updated_at = at;
  return order.refunded - before;
}

function sumFor(paymentIntentId: string, refunds: readonly RefundRecord[]): number {
  return refunds
    .flatMap(takenBy)
    .filter(({ payment_intent_id }) => payment_intent_id === paymentIntentId)
    .reduce((sum, { amount_money }) => sum + amount_money.amount, 0);
}
