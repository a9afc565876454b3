import type { Money } from '../../../flint/money.ts';
import { formatMoney } from '../../../flint/money.ts';
import type { Row, Sheet } from '../../../launch/sheet.ts';
import type { Target } from '../../target.ts';
import { moneyHeadline } from '../copy.ts';

/** An order of the person's own checkout; `isPaid`: they paid it there before they confirmed anything. */
export interface OwnOrder {
  readonly id: string;
  readonly isPaid: boolean;
}

/**
 * What the charge will do, before it is confirmed. All that has to be known stands in the rows, which are in sight on a small screen.
 * `ownOrder`: the order, where the person's own checkout made it.
 */
export function chargeSheet(target: Target, account: string, amount: Money, ownOrder?: OwnOrder): Sheet {
  const { order, payer, afterwards, note } = ownOrder === undefined ? onPage : inOwnCheckout(ownOrder);
  const isPaid = ownOrder?.isPaid === true;
  return {
    headline: isPaid ? paidHeadline(target) : moneyHeadline(target),
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'Charge', value: `${formatMoney(amount)}, ${isPaid ? 'charged already' : 'once'}` },
          ...order,
          { label: 'Paid by', value: payer },
          { label: 'Account', value: `${account}, ${target.name === 'live' ? 'live' : 'rehearsal'}` },
          { label: 'Not returned', value: 'the processing fee, when it is refunded' },
          { label: 'Afterwards', value: `${afterwards}; a new account may have to wait for funds` },
        ],
      },
      ...(note === undefined ? [] : [{ kind: 'text' as const, tone: 'quiet' as const, text: note }]),
    ],
  };
}

/** How one of the two ways to pay is said. */
interface Manner {
  readonly order: readonly Row[];
  readonly payer: string;
  readonly afterwards: string;
  readonly note?: string;
}

const onPage: Manner = {
  order: [],
  payer: 'you, with a card, on the checkout page',
  afterwards: 'it is refunded once you confirm that',
  note: 'This program never sees a card number.',
};

function inOwnCheckout({ id, isPaid }: OwnOrder): Manner {
  const order = [{ label: 'Your order', value: id }];
  return isPaid
    ? {
        order,
        payer: 'you, already; do not pay it again',
        afterwards: 'it is taken for the verification, and refunded once you confirm that',
      }
    : {
        order,
        payer: 'you, in your own checkout, once confirmed',
        afterwards: 'it is refunded once you confirm that',
      };
}

function paidHeadline(target: Target): string {
  return target.name === 'live'
    ? 'This order is paid: real money has moved.'
    : 'This order is paid. Live, that would be real money.';
}
