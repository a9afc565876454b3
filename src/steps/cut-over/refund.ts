import type { Money } from '../../flint/money.ts';
import { formatMoney, sameMoney } from '../../flint/money.ts';
import { readRefund, refundProgress } from '../../flint/refunds.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { Production } from '../live-key/script.ts';
import type { World } from '../world.ts';
import { words } from './copy.ts';
import { figures, orderWithAttempts } from './order.ts';
import { confirmRefund, refundAgain } from './questions.ts';
import { refundFailure, refundProgressSheet, refundSheet } from './refund-copy.ts';
import { refundPayment } from './writes.ts';

/** The refund: confirmed by typing, sent once, followed until Flint says that it succeeded. Gives the refund. */
export async function refund(
  step: Verbs,
  world: World,
  { client }: Production,
  orderId: string,
  amount: Money,
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const order = await step.observe(words.readingOrder, () => orderWithAttempts(client, orderId));
    const confirmation = await step.confirmMoney(confirmRefund, {
      amount,
      phrase: `refund ${figures(amount)}`,
      sheet: refundSheet(world.target, step.accountName(), amount, order.value),
      declined: 'Esc leaves the payment as it is.',
      ...(attempt === 1 ? {} : { instance: String(attempt) }),
    });
    const { refundId } = await step.perform(refundPayment(client, orderId, amount, attempt, confirmation));
    const { seen } = await step.waitFor({
      id: 'cut-over.refund',
      title: words.refundWaiting,
      look: () => readRefund(client, refundId),
      over: ({ value }) => refundProgress(value.status) !== 'waiting',
      show: ({ value }) => refundProgressSheet(amount, value),
    });
    if (refundProgress(seen.value.status) === 'succeeded') {
      const sent = seen.value.amount;
      if (sent === undefined || !sameMoney(sent, amount)) throw otherSum(amount, sent, seen.evidence.requestId);
      step.prove('cut-over.refunded', words.refunded(formatMoney(amount)), seen.evidence);
      return refundId;
    }
    const { headline, meaning } = refundFailure(seen.value);
    const answer = await step.ask(refundAgain, {
      prompt: refundAgain.title,
      explanation: [headline, meaning],
      default: 'leave',
      instance: String(attempt),
    });
    if (answer === 'leave') throw refundLeft(headline, meaning, seen.evidence.requestId);
  }
}

function otherSum(expected: Money, sent: Money | undefined, requestId: string | undefined): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: `Flint says that the refund succeeded, but not that it was ${formatMoney(expected)}.`,
    meaning: sent === undefined ? 'It states no sum.' : `It states ${formatMoney(sent)}. The rest was not sent back.`,
    remedy: 'Look at the order in the dashboard, and refund there what is left.',
    passing: 'final',
    ...(requestId === undefined ? {} : { requestId }),
  });
}

function refundLeft(headline: string, meaning: string, requestId: string | undefined): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline,
    meaning,
    remedy: 'Refund it in the dashboard, or go back (b), change the last answer, and confirm another refund.',
    passing: 'final',
    ...(requestId === undefined ? {} : { requestId }),
  });
}
