import type { CheckoutSession } from '../../../flint/checkout-sessions.ts';
import { declineWords } from '../../../flint/decline-words.ts';
import type { Money } from '../../../flint/money.ts';
import { formatMoney } from '../../../flint/money.ts';
import { wordOf } from '../../../flint/open-word.ts';
import type { Order } from '../../../flint/orders.ts';
import type { PaymentIntent } from '../../../flint/payment-intents.ts';
import type { Settlement } from '../../../flint/settlement.ts';
import type { Row, Sheet } from '../../../launch/sheet.ts';
import { timeOfDay } from '../../instants.ts';
import type { Target } from '../../target.ts';
import { modeOf } from '../../target.ts';
import type { World } from '../../world.ts';
import { detailOf, moneyHeadline } from '../copy.ts';
import type { NewOrders } from '../deploy/new-orders.ts';
import { shopLink } from '../deploy/smoke-copy.ts';
import { otherSumOf } from '../order.ts';
import type { Charged } from './script.ts';

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

/** What the charge through the person's own checkout will do. It may have been paid while they looked at it there. */
export function ownChargeSheet(target: Target, account: string, amount: Money, orderId: string): Sheet {
  return {
    headline: moneyHeadline(target),
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'Charge', value: `${formatMoney(amount)}, once` },
          { label: 'Order', value: `${orderId}, made by your own checkout` },
          { label: 'Paid by', value: 'you, with a card, in your own checkout' },
          { label: 'Account', value: `${account}, ${target.name === 'live' ? 'live' : 'rehearsal'}` },
          { label: 'Not returned', value: 'the processing fee of the payment, when it is refunded' },
          { label: 'Afterwards', value: 'it is refunded in the next part, after you confirm that too' },
        ],
      },
      {
        kind: 'text',
        tone: 'quiet',
        text: 'Once it is confirmed, pay it in your own checkout. On a new account without a balance, the refund may have to wait for funds.',
      },
    ],
  };
}

/** Waiting for the person to buy in their own checkout. */
export function buyingSheet(
  world: World,
  { inSandbox }: NewOrders,
  found: Charged | undefined,
  tooLarge: Order | undefined,
): Sheet {
  if (found) {
    return {
      headline: 'A new order is there.',
      blocks: [
        {
          kind: 'rows',
          rows: [
            { label: 'Order', value: found.orderId },
            { label: 'Sum', value: formatMoney(found.amount) },
          ],
        },
      ],
    };
  }
  return {
    headline: 'Buy something small in your own checkout, as a buyer would, and do not pay yet.',
    blocks: [
      { kind: 'text', text: words.buyingNote },
      ...shopLink(world),
      ...(tooLarge?.total
        ? [
            {
              kind: 'text' as const,
              tone: 'attention' as const,
              text: words.tooLarge(tooLarge.id, formatMoney(tooLarge.total)),
            },
          ]
        : []),
      ...(inSandbox
        ? [{ kind: 'text' as const, tone: 'attention' as const, text: words.inSandbox(inSandbox.id) }]
        : []),
    ],
  };
}

/** The order to pay, the page it is paid on where that is known, and how it went so far. */
export function payingSheet(target: Target, amount: Money, order: Order, session: CheckoutSession | undefined): Sheet {
  const url = session?.status === 'open' ? session.url?.reveal() : undefined;
  const paid = order.settlement?.paid;
  const now = otherSumOf(order, amount);
  if (now) return changedSheet(order.id, amount, now);
  // A page that is at its end may be Flint's or their own.
  const where = url !== undefined ? ' on this page' : session === undefined ? ' in your checkout' : '';
  return {
    headline: `Pay ${formatMoney(amount)}${where}, ${payWith(target)}.`,
    blocks: [
      ...(url === undefined
        ? []
        : [{ kind: 'link' as const, purpose: 'pay' as const, label: 'The checkout page', url }]),
      {
        kind: 'rows',
        rows: [
          { label: 'Order', value: order.id },
          ...(session ? [sessionRow(session)] : []),
          ...(paid && paid.amount > 0 && paid.amount < amount.amount
            ? [{ label: 'Paid so far', value: formatMoney(paid), tone: 'attention' as const }]
            : []),
          ...order.paymentIntents.map((intent, index) => attemptRow(target, intent, index)),
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

/** The order was changed while it was waited for. Nobody is asked to pay what was not confirmed. */
function changedSheet(orderId: string, confirmed: Money, now: Money): Sheet {
  return {
    headline: `Do not pay order ${orderId}: it was changed.`,
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'Confirmed', value: formatMoney(confirmed) },
          { label: 'It comes to', value: formatMoney(now), tone: 'attention' },
        ],
      },
      { kind: 'text', text: words.changed },
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

function sessionRow({ status, expiresAt }: CheckoutSession): Row {
  const words = status === 'open' ? 'open, waiting for you' : wordOf(status).replaceAll('_', ' ');
  return {
    label: 'Page',
    value: words,
    ...detailOf(status === 'open' && expiresAt !== undefined ? `until ${timeOfDay(expiresAt)}` : ''),
    tone: status === 'open' ? 'waiting' : 'plain',
  };
}

function attemptRow(target: Target, intent: PaymentIntent, index: number): Row {
  const label = `Attempt ${index + 1}`;
  if (intent.status === 'succeeded') return { label, value: 'succeeded', tone: 'proved' };
  if (intent.lastError) return { label, value: 'declined', detail: whyDeclined(target, intent), tone: 'attention' };
  if (intent.status === 'requires_action') {
    return { label, value: 'waits for the bank', detail: words.threeDSecure, tone: 'waiting' };
  }
  return { label, value: wordOf(intent.status).replaceAll('_', ' '), tone: 'waiting' };
}

/** The last digits of the documented test cards (API notes, money, section 4). */
const testCards = ['4242', '3220', '3155', '9995', '0002'];

/** A test card in live mode is a plain decline to Flint; its digits tell what it was. */
function whyDeclined(target: Target, { card, lastError }: PaymentIntent): string {
  const digits = card?.lastFour;
  if (modeOf(target) === 'live' && digits !== undefined && testCards.includes(digits)) return words.testCard(digits);
  return declineWords(lastError?.code);
}

function row(label: string, holds: boolean | 'not confirmed'): Row {
  if (holds === 'not confirmed') return { label, value: 'not confirmed by this answer', tone: 'waiting' };
  return { label, value: holds ? 'yes' : 'not yet', tone: holds ? 'proved' : 'waiting' };
}

export const words = {
  whyOwn: 'Your own checkout is what your buyers will use, so it proves more than a page made for the purpose.',
  feeNote: 'The whole sum is refunded afterwards; the processing fee of the payment is not.',
  readingCurrency: 'Reading the currency of the account',
  readingOrder: 'Reading the order',
  declined: 'Esc opens no page; nothing is charged.',
  declinedOwn: 'Esc leaves the order as it is. Do not pay it then.',
  buying: 'Waiting for a new order from your own checkout',
  buyingNote:
    'This screen notices the order by itself and asks whether it is the one. It has to be small: it is charged, and then refunded.',
  tooLarge: (id: string, sum: string) =>
    `Order ${id} over ${sum} is above the limit of this launch. Buy something smaller, or raise the limit with --charge-limit.`,
  inSandbox: (id: string) =>
    `Order ${id} was made in test mode: the service behind that checkout holds a test key. Deploy the key of step 2, and buy again.`,
  changed: 'Set it back to the confirmed sum, and this screen goes on.',
  askLeave: (id: string) => `Order ${id} is left unpaid. What now?`,
  buyAgain: 'buy again in your own checkout',
  paying: 'Waiting for the payment',
  payingOwn: 'Waiting for the payment in your own checkout',
  cancel: 'cancel the charge',
  notCancelled: 'The page cannot be closed any more: somebody is paying on it, or it is at its end.',
  paymentTurned: (status: string) => `The checkout page is ${status.replaceAll('_', ' ')}.`,
  threeDSecure: 'It wants the payment confirmed (3D Secure). Complete that on the page.',
  testCard: (digits: string) =>
    `The card ending in ${digits} is one of Flint’s test cards, and those decline in live mode. Use a real card.`,
  freshPage: (status: string) => `The checkout page is ${status} and nothing was paid. A fresh page follows.`,
  partNote: (orderId: string) => `Some money moved for order ${orderId}, and its page is at its end.`,
  settling: 'Waiting until the order has settled',
  settled: (amount: string) => `A charge of ${amount} settled: paid, nothing outstanding, the right sum.`,
};
