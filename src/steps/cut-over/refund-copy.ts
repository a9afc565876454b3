import type { Money } from '../../flint/money.ts';
import { formatMoney } from '../../flint/money.ts';
import { wordOf } from '../../flint/open-word.ts';
import type { Order } from '../../flint/orders.ts';
import type { Refund } from '../../flint/refunds.ts';
import type { Sheet } from '../../launch/sheet.ts';
import type { Target } from '../target.ts';
import { moneyHeadline } from './copy.ts';

/** What the refund will do, before it is sent. */
export function refundSheet(target: Target, account: string, amount: Money, order: Order): Sheet {
  const fee = order.paymentIntents.find(({ processingFee }) => processingFee)?.processingFee;
  const card = order.paymentIntents.find(({ card }) => card?.lastFour)?.card;
  return {
    headline: moneyHeadline(target),
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'Refund', value: `${formatMoney(amount)}, the whole payment` },
          {
            label: 'To',
            value: `the card that paid order ${order.id}${card ? ` (${card.brand ?? 'card'} ending in ${card.lastFour})` : ''}`,
          },
          { label: 'Account', value: `${account}, ${target.name === 'live' ? 'live' : 'rehearsal'}` },
          {
            label: 'Not returned',
            value: fee ? `the processing fee, ${formatMoney(fee)}` : 'the processing fee of the payment',
          },
          { label: 'Afterwards', value: 'it cannot be cancelled; it may take a while to settle' },
        ],
      },
    ],
  };
}

/** How the refund is getting on. */
export function refundProgressSheet(amount: Money, refund: Refund): Sheet {
  return {
    headline: `The refund of ${formatMoney(amount)} is accepted. Accepted is not done: it counts when Flint says “succeeded”.`,
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'Refund', value: refund.id },
          { label: 'Status', value: wordOf(refund.status), tone: refund.status === 'succeeded' ? 'proved' : 'waiting' },
        ],
      },
      { kind: 'text', tone: 'quiet', text: 'It can take a while. You can leave; the same command goes on from here.' },
    ],
  };
}

/** Why a refund ended without success, and what that means. */
export function refundFailure(refund: Refund): { readonly headline: string; readonly meaning: string } {
  const reason = refund.failureReason === undefined ? undefined : wordOf(refund.failureReason);
  switch (refund.status) {
    case 'requires_action':
      return {
        headline: 'The refund needs something from you before it can go on.',
        meaning: 'The dashboard says what. The money has not gone back yet.',
      };
    case 'partially_succeeded':
      return {
        headline: 'Only a part of the refund went through.',
        meaning: 'The dashboard shows which part. The rest has not gone back.',
      };
    case 'canceled':
      return { headline: 'The refund was cancelled.', meaning: 'The money has not gone back.' };
    default:
      return {
        headline: 'The refund failed.',
        meaning:
          reason === 'insufficient_available_balance' || reason === 'insufficient_funds'
            ? 'The balance does not cover it yet. On a new account that is normal until payments have settled; the integration is not at fault. The money has not gone back.'
            : `The reason Flint gives: ${reason?.replaceAll('_', ' ') ?? 'none'}. The money has not gone back.`,
      };
  }
}
