import type { Answer } from '../../flint/answer.ts';
import { FlintError } from '../../flint/errors.ts';
import type { Money } from '../../flint/money.ts';
import { formatMoney, sameMoney } from '../../flint/money.ts';
import type { Order } from '../../flint/orders.ts';
import { readOrder } from '../../flint/orders.ts';
import type { ProductionClient } from '../connections.ts';

/** The attempts on an order are worth seeing, but not worth a failure when the key may not read them. */
export async function orderWithAttempts(client: ProductionClient, orderId: string): Promise<Answer<Order>> {
  try {
    return await readOrder(client, orderId, { withPaymentIntents: true });
  } catch (error) {
    if (error instanceof FlintError && (error.problem === 'forbidden' || error.problem === 'invalid')) {
      return await readOrder(client, orderId);
    }
    throw error;
  }
}

/** What an order comes to, where that is another sum than was confirmed; undefined while it is the same, or is not said. */
export function otherSumOf({ total, settlement }: Order, confirmed: Money): Money | undefined {
  const { paid, outstanding } = settlement ?? {};
  const added =
    paid && outstanding?.currency === paid.currency
      ? { amount: paid.amount + outstanding.amount, currency: paid.currency }
      : undefined;
  const now = total ?? added;
  return now === undefined || sameMoney(now, confirmed) ? undefined : now;
}

/** What sums come to together; undefined where one of them is not stated or they are not of one currency. */
export function sumOf(sums: readonly (Money | undefined)[]): Money | undefined {
  const [first, ...others] = sums;
  return others.reduce(
    (sum, one) =>
      sum && one?.currency === sum.currency ? { amount: sum.amount + one.amount, currency: sum.currency } : undefined,
    first,
  );
}

/** `1.00` of `1.00 USD`: what a person types. */
export function figures(amount: Money): string {
  return formatMoney(amount).replace(` ${amount.currency}`, '');
}
