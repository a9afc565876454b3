import type { Money } from '../../flint/money.ts';
import type { Order } from '../../flint/orders.ts';
import type { Refund } from '../../flint/refunds.ts';
import { takesFromPayment } from '../../flint/refunds.ts';

/** What can still go back of a payment, as the refunds and the figures of its order say. */
export type RefundPlan =
  /** Nothing went back yet: the whole payment does. */
  | { readonly kind: 'whole'; readonly amount: Money }
  /** A part went back elsewhere, or on an earlier try: the rest does. */
  | { readonly kind: 'rest'; readonly amount: Money; readonly before: Money }
  /** All of it went back, or is on its way, by refunds that this launch did not make: every one that counts, at least one. */
  | { readonly kind: 'elsewhere'; readonly refunds: readonly Refund[] }
  /** Flint does not say how much is left, so nothing may be sent. */
  | { readonly kind: 'unknown' };

/**
 * Works out what is left to refund of what was paid. Where the refunds and the order's own figure differ, the larger one counts
 * as gone: too small a refund can be completed, too large a one cannot be taken back. `ours`: ids of refunds of this launch.
 */
export function planRefund(
  paid: Money,
  order: Order,
  refunds: readonly Refund[],
  ours: readonly string[] = [],
): RefundPlan {
  const taking = refunds.filter(takesFromPayment);
  const foreign = taking.filter(({ id }) => !ours.includes(id));
  const stated = order.settlement?.refunded;
  if ([stated, ...taking.map(({ amount }) => amount)].some((sum) => sum && sum.currency !== paid.currency)) {
    return { kind: 'unknown' };
  }
  const inPart = taking.some(({ status }) => status === 'partially_succeeded');
  if (inPart && !stated?.amount) return { kind: 'unknown' };

  const whole = taking.filter(({ status }) => status !== 'partially_succeeded');
  // A refund that states no sum may be of all of it.
  const promised = whole.reduce((sum, { amount }) => sum + (amount?.amount ?? paid.amount), 0);
  const gone = Math.max(promised, stated?.amount ?? 0);
  if (gone === 0) return { kind: 'whole', amount: paid };
  if (gone < paid.amount) {
    const { currency } = paid;
    return { kind: 'rest', amount: { amount: paid.amount - gone, currency }, before: { amount: gone, currency } };
  }
  return foreign.length === 0 ? { kind: 'unknown' } : { kind: 'elsewhere', refunds: foreign };
}
