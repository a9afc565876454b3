import type { CheckoutSession } from '../../flint/checkout-sessions.ts';
import { declineWords } from '../../flint/decline-words.ts';
import type { Money } from '../../flint/money.ts';
import { formatMoney } from '../../flint/money.ts';
import { wordOf } from '../../flint/open-word.ts';
import type { Order } from '../../flint/orders.ts';
import type { Settlement } from '../../flint/settlement.ts';
import type { Row, Sheet, Tone } from '../../launch/sheet.ts';
import type { Target } from '../target.ts';
import { detailOf, moneyHeadline } from './copy.ts';

/** What the charge will do, before it can happen. */
export function chargeSheet(target: Target, account: string, amount: Money): Sheet {
  return {
    headline: moneyHeadline(target),
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'Charge', value: `${formatMoney(amount)}, once` },
          { label: 'Paid by', value: 'you, with a card, on the checkout page' },
          { label: 'Account', value: `${account}, ${target.name === 'live' ? 'live' : 'rehearsal'}` },
          { label: 'Not returned', value: 'the processing fee of the payment, when it is refunded' },
          { label: 'Afterwards', value: 'it is refunded in the next part, after you confirm that too' },
        ],
      },
      {
        kind: 'text',
        tone: 'quiet',
        text: 'This program never sees a card number. On a new account without a balance, the refund may have to wait for funds.',
      },
    ],
  };
}

/** The page to pay on, and how it went so far. */
export function payingSheet(target: Target, amount: Money, session: CheckoutSession, order: Order): Sheet {
  const url = session.url?.reveal();
  return {
    headline: `Pay ${formatMoney(amount)} on this page, ${payWith(target)}.`,
    blocks: [
      ...(url === undefined || session.status !== 'open'
        ? []
        : [{ kind: 'link' as const, purpose: 'pay' as const, label: 'The checkout page', url }]),
      {
        kind: 'rows',
        rows: [
          { label: 'Order', value: order.id },
          { label: 'Page', value: sessionWords(session), tone: session.status === 'open' ? 'waiting' : 'plain' },
          ...order.paymentIntents.map(attemptRow),
        ],
      },
      {
        kind: 'text',
        tone: 'quiet',
        text: 'This screen notices the payment by itself. Close the page whenever you like.',
      },
    ],
  };
}

/** What one reading of the order proves. */
export function settledSheet(order: Order, settlement: Settlement): Sheet {
  return {
    headline: 'Has the order settled?',
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'Order', value: order.id },
          row('Paid', settlement.paid),
          row('Nothing outstanding', settlement.nothingOutstanding),
          row('The right sum', settlement.rightSum),
          { label: 'Flint-Mode', value: settlement.mode ?? 'not stated' },
        ],
      },
    ],
  };
}

/** With what to pay, said above the link. */
function payWith(target: Target): string {
  switch (target.name) {
    case 'live':
      return 'with a real card. Test cards decline in live mode';
    case 'sandbox':
      return 'with one of Flint’s test cards. Nothing moves';
    case 'embedded':
      return 'with one of the cards it offers. Nothing moves';
  }
}

function sessionWords(session: CheckoutSession): string {
  switch (session.status) {
    case 'open':
      return 'open, waiting for you';
    case 'paid':
      return 'paid';
    default:
      return wordOf(session.status);
  }
}

function attemptRow(intent: Order['paymentIntents'][number], index: number): Row {
  const declined = intent.lastError;
  const tone: Tone = intent.status === 'succeeded' ? 'proved' : declined ? 'attention' : 'waiting';
  return {
    label: `Attempt ${index + 1}`,
    value: declined && intent.status !== 'succeeded' ? 'declined' : wordOf(intent.status).replaceAll('_', ' '),
    ...detailOf(declined && intent.status !== 'succeeded' ? declineWords(declined.code) : ''),
    tone,
  };
}

function row(label: string, holds: boolean | 'not confirmed'): Row {
  if (holds === 'not confirmed') return { label, value: 'not confirmed by this answer', tone: 'waiting' };
  return { label, value: holds ? 'yes' : 'not yet', tone: holds ? 'proved' : 'waiting' };
}
