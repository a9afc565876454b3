import type { Answer } from './answer.ts';
import type { Mode } from './mode.ts';
import { type Money, sameMoney } from './money.ts';
import type { Order } from './orders.ts';

/** A fact that an answer confirms, denies, or is silent about. Silence is never a yes. */
export type Confirmation = true | false | 'not confirmed';

/**
 * What one reading of an order says about its payment (the guide, step 5; the API notes, money, section 2). `rightSum`: the paid sum
 * equals the expected one in amount and currency. `currency` is that of the paid sum. `mode` is from this very answer.
 */
export interface Settlement {
  readonly paid: boolean;
  readonly nothingOutstanding: Confirmation;
  readonly rightSum: Confirmation;
  readonly currency: string | undefined;
  readonly mode: Mode | undefined;
}

/** Judges an order as just read. */
export function settlementOf(answer: Answer<Order>, expected: Money): Settlement {
  const order = answer.value;
  // The total stands in only where there are no settled sums at all; one that is silent about what was paid confirms nothing.
  const sum = order.settlement === undefined ? order.total : order.settlement.paid;
  const outstanding = order.settlement?.outstanding;
  return {
    paid: order.paymentStatus === undefined ? order.status === 'paid' : order.paymentStatus === 'paid',
    nothingOutstanding: outstanding === undefined ? 'not confirmed' : outstanding.amount === 0,
    rightSum: sum === undefined ? 'not confirmed' : sameMoney(sum, expected),
    currency: sum?.currency,
    mode: answer.evidence.mode,
  };
}

/** Whether every part of the proof holds, in the mode asked for. */
export function isSettled(settlement: Settlement, mode: Mode): boolean {
  const { paid, nothingOutstanding, rightSum } = settlement;
  return paid && nothingOutstanding === true && rightSum === true && settlement.mode === mode;
}
