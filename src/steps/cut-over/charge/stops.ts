import type { Money } from '../../../flint/money.ts';
import { formatMoney } from '../../../flint/money.ts';
import { LaunchStopped } from '../../../launch/failure.ts';

/** The person cancelled before anything was paid on the page. `before`: what was paid of the order on an earlier one, as far as seen. */
export function cancelled(before: Money | undefined): LaunchStopped {
  const stays = before && before.amount > 0 ? ` ${formatMoney(before)} was paid before, and stays paid.` : '';
  return new LaunchStopped({
    kind: 'confirmation missing',
    headline: 'You cancelled the charge, and its page is closed.',
    meaning: `Nobody can pay on it any more, and nothing was charged on it.${stays}`,
    remedy: 'Try again when you are ready; you confirm it anew, and a fresh page is opened.',
    passing: 'final',
    outcome: 'nothing happened',
  });
}

/** The person left an order that was paid in part as it is. */
export function partLeft(orderId: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'Only a part of the order was paid.',
    meaning: `Some money moved for order ${orderId}. That is no proof, and nothing was refunded.`,
    remedy: 'Try again to pay the rest, or to refund the part and begin again.',
    passing: 'final',
  });
}

/** Flint does not say how much was paid, so nothing is refunded. */
export function partUnknown(orderId: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'Flint does not say how much of the order was paid.',
    meaning: `Without that sum nothing of order ${orderId} is refunded from here. Nothing was sent.`,
    remedy: 'Look at the order in the dashboard and refund the part there; or go back (b) and pay the rest.',
    passing: 'final',
    outcome: 'nothing happened',
  });
}

/** The order is paid, and not with the sum that was confirmed. */
export function paidOtherwise(
  orderId: string,
  expected: Money,
  paid: Money | undefined,
  requestId?: string,
): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: `Order ${orderId} is paid, but not with ${formatMoney(expected)}.`,
    meaning: `Flint states ${paid ? formatMoney(paid) : 'another sum'}. That is not what was confirmed, so nothing was refunded.`,
    remedy: 'Look at the order in the dashboard, and refund it there.',
    passing: 'final',
    ...(requestId === undefined ? {} : { requestId }),
  });
}

/** The order comes to another sum than the one that was confirmed, so no page is opened for it and it is not taken. */
export function changedSince(
  orderId: string,
  confirmed: Money,
  now: Money,
  requestId: string | undefined,
): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: `Order ${orderId} was changed: it comes to ${formatMoney(now)} now.`,
    meaning: `You confirmed ${formatMoney(confirmed)}, so nobody is asked to pay it. Nothing was sent.`,
    remedy: `Do not pay it. Set it back to ${formatMoney(confirmed)} and try again, or go back (b) to buy again in your own checkout.`,
    passing: 'final',
    outcome: 'nothing happened',
    ...(requestId === undefined ? {} : { requestId }),
  });
}
