import type { Money } from '../../../flint/money.ts';
import { formatMoney } from '../../../flint/money.ts';
import type { Sheet } from '../../../launch/sheet.ts';
import type { Target } from '../../target.ts';
import { moneyHeadline } from '../copy.ts';

/**
 * What the charge will do, before it is confirmed. `ownOrder`: the id of the order, where the person's own checkout made it; it may
 * have been paid while they looked at it there.
 */
export function chargeSheet(target: Target, account: string, amount: Money, ownOrder?: string): Sheet {
  const { order, place, note } = ownOrder === undefined ? onPage : inOwnCheckout(ownOrder);
  return {
    headline: moneyHeadline(target),
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'Charge', value: `${formatMoney(amount)}, once` },
          ...order,
          { label: 'Paid by', value: `you, with a card, ${place}` },
          { label: 'Account', value: `${account}, ${target.name === 'live' ? 'live' : 'rehearsal'}` },
          { label: 'Not returned', value: 'the processing fee, when it is refunded' },
          { label: 'Afterwards', value: 'it is refunded, once you confirm that too' },
        ],
      },
      {
        kind: 'text',
        tone: 'quiet',
        text: `${note} On a new account without a balance, the refund may have to wait for funds.`,
      },
    ],
  };
}

const onPage = { order: [], place: 'on the checkout page', note: 'This program never sees a card number.' };

const inOwnCheckout = (orderId: string) => ({
  order: [{ label: 'Your order', value: orderId }],
  place: 'in your own checkout',
  note: 'Once it is confirmed, pay it in your own checkout.',
});
