import type { Money } from '../../../flint/money.ts';
import { formatMoney } from '../../../flint/money.ts';
import type { Sheet } from '../../../launch/sheet.ts';
import type { Target } from '../../target.ts';
import { moneyHeadline } from '../copy.ts';

/** An order of the person's own checkout; `isPaid`: they paid it there before they confirmed anything. */
export interface OwnOrder {
  readonly id: string;
  readonly isPaid: boolean;
}

/** What the charge will do, before it is confirmed. `ownOrder`: the order, where the person's own checkout made it. */
export function chargeSheet(target: Target, account: string, amount: Money, ownOrder?: OwnOrder): Sheet {
  const { order, place, note } = ownOrder === undefined ? onPage : inOwnCheckout(ownOrder);
  const isPaid = ownOrder?.isPaid === true;
  return {
    headline: isPaid ? paidHeadline(target) : moneyHeadline(target),
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'Charge', value: `${formatMoney(amount)}, ${isPaid ? 'charged already' : 'once'}` },
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

const inOwnCheckout = ({ id, isPaid }: OwnOrder) => ({
  order: [{ label: 'Your order', value: id }],
  place: 'in your own checkout',
  note: isPaid
    ? 'It is paid already, so do not pay it again: confirmed, it is taken for the verification.'
    : 'Once it is confirmed, pay it in your own checkout.',
});

function paidHeadline(target: Target): string {
  return target.name === 'live'
    ? 'This order is paid: real money has moved.'
    : 'This order is paid. Live, that would be real money.';
}
