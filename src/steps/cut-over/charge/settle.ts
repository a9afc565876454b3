import type { Answer } from '../../../flint/answer.ts';
import type { Money } from '../../../flint/money.ts';
import { formatMoney } from '../../../flint/money.ts';
import type { Order } from '../../../flint/orders.ts';
import { readOrder } from '../../../flint/orders.ts';
import { isSettled, settlementOf } from '../../../flint/settlement.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Production } from '../../live-key/script.ts';
import { modeOf } from '../../target.ts';
import type { World } from '../../world.ts';
import { words } from './copy.ts';
import type { Charged } from './script.ts';
import { settledSheet } from './settled-copy.ts';
import { paidOtherwise } from './stops.ts';

/** Settled is what the order itself says: paid, nothing outstanding, the right sum, and the mode on that very answer. */
export async function settle(
  step: Verbs,
  world: World,
  { client }: Production,
  { orderId, amount }: Charged,
): Promise<void> {
  const mode = modeOf(world.target);
  const settled = (read: Answer<Order>): boolean => isSettled(settlementOf(read, amount), mode);
  const { seen: answer } = await step.waitFor({
    id: 'cut-over.settlement',
    title: words.settling,
    look: () => readOrder(client, orderId),
    over: (read) => settled(read) || isOtherSum(read, amount),
    show: (read) => settledSheet(read.value, settlementOf(read, amount)),
  });
  if (!settled(answer)) {
    throw paidOtherwise(orderId, amount, answer.value.settlement?.paid, answer.evidence.requestId);
  }
  step.prove('cut-over.settled', words.settled(formatMoney(amount)), answer.evidence);
}

/** Paid in full, with another sum: no waiting will change that. */
function isOtherSum(read: Answer<Order>, amount: Money): boolean {
  const { paid, nothingOutstanding, rightSum } = settlementOf(read, amount);
  return paid && nothingOutstanding === true && rightSum === false;
}
