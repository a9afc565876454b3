import type { Money } from '../../flint/money.ts';
import { formatMoney } from '../../flint/money.ts';
import { LaunchStopped } from '../../launch/failure.ts';

/** A refund that succeeded with another sum than was asked for. */
export function otherSum(expected: Money, sent: Money | undefined, requestId: string | undefined): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: `Flint says that the refund succeeded, but not that it was ${formatMoney(expected)}.`,
    meaning: sent === undefined ? 'It states no sum.' : `It states ${formatMoney(sent)}. The rest was not sent back.`,
    remedy: 'Look at the order in the dashboard, and refund there what is left.',
    passing: 'final',
    ...(requestId === undefined ? {} : { requestId }),
  });
}

/** The refund of this launch is one of another order, so it proves nothing about this payment. */
export function ofOtherOrder(
  refundId: string,
  itsOrder: string,
  order: string,
  requestId: string | undefined,
): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: `Refund ${refundId} is of order ${itsOrder}, not of ${order}.`,
    meaning: `The payment of order ${order} was not refunded by this launch. Nothing was sent.`,
    remedy: 'Look at both orders in the dashboard, and refund there what is left.',
    passing: 'final',
    ...(requestId === undefined ? {} : { requestId }),
  });
}

/** A person decided against another refund. */
export function refundLeft(headline: string, meaning: string, requestId?: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline,
    meaning,
    remedy: 'Refund it in the dashboard, or decide for another refund when you try again or run the same command.',
    passing: 'final',
    ...(requestId === undefined ? {} : { requestId }),
  });
}

/** What is left of the payment cannot be known, so nothing may be sent. */
export function notSaid(orderId: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'Flint does not say how much of the payment is left to refund.',
    meaning: `Something of order ${orderId} went back already, and its refunds do not add up to a known sum. Nothing was sent.`,
    remedy: 'Look at the order in the dashboard, and refund there what is left. Then try again.',
    passing: 'final',
    outcome: 'nothing happened',
  });
}
