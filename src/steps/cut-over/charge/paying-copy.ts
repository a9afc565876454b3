import type { CheckoutSession } from '../../../flint/checkout-sessions.ts';
import { checkoutProgress } from '../../../flint/checkout-sessions.ts';
import { declineWords } from '../../../flint/decline-words.ts';
import type { Money } from '../../../flint/money.ts';
import { formatMoney } from '../../../flint/money.ts';
import { isKnown } from '../../../flint/open-word.ts';
import type { Order } from '../../../flint/orders.ts';
import type { PaymentIntent } from '../../../flint/payment-intents.ts';
import type { Row, Sheet } from '../../../launch/sheet.ts';
import { timeOfDay } from '../../instants.ts';
import type { Target } from '../../target.ts';
import { modeOf } from '../../target.ts';
import { detailOf, stateWords, turned } from '../copy.ts';
import { otherSumOf } from '../order.ts';
import { words } from './copy.ts';

/** The order to pay, the page it is paid on where that is known, and how it went so far. */
export function payingSheet(target: Target, amount: Money, order: Order, session: CheckoutSession | undefined): Sheet {
  const news = newsOf(target, order.paymentIntents.at(-1));
  const isUnheardOf = session !== undefined && !isKnown(session.status);
  const isOver = session !== undefined && checkoutProgress(session.status) !== 'waiting';
  const url = isOver ? undefined : session?.url?.reveal();
  const paid = order.settlement?.paid;
  const part = paid && paid.amount > 0 && paid.amount < amount.amount ? paid : undefined;
  const due = part
    ? `the rest, ${formatMoney({ ...amount, amount: amount.amount - part.amount })},`
    : formatMoney(amount);
  const now = otherSumOf(order, amount);
  if (now) return changedSheet(order.id, amount, now);
  // A page that is at its end may be Flint's or their own.
  const where = url !== undefined ? ' on this page' : session === undefined ? ' in your checkout' : '';
  return {
    headline: isOver
      ? turned('The checkout page', session.status)
      : `Pay ${due}${where}${part ? '' : ','} ${payWith(target)}.`,
    blocks: [
      ...(url === undefined
        ? []
        : [{ kind: 'link' as const, purpose: 'pay' as const, label: 'The checkout page', url }]),
      // Above the table, so that it is seen on a small screen as well.
      ...(news === undefined ? [] : [{ kind: 'text' as const, tone: 'attention' as const, text: news }]),
      {
        kind: 'rows',
        rows: [
          { label: 'Order', value: order.id },
          ...(part ? [{ label: 'Paid so far', value: formatMoney(part), tone: 'attention' as const }] : []),
          ...(session ? [sessionRow(session)] : []),
          ...order.paymentIntents.map((intent, index) =>
            paymentRow(target, intent, index, order.paymentIntents.length),
          ),
        ],
      },
      ...(isUnheardOf ? [{ kind: 'text' as const, tone: 'attention' as const, text: words.unheardOfPage }] : []),
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
  return {
    label: 'Page',
    value: status === 'open' ? 'open, waiting for you' : stateWords(status),
    ...detailOf(status === 'open' && expiresAt !== undefined ? `until ${timeOfDay(expiresAt)}` : ''),
    tone: status === 'open' ? 'waiting' : isKnown(status) ? 'plain' : 'attention',
  };
}

/** What the person has to know of the last payment: why it was declined, or what it waits for. */
function newsOf(target: Target, last: PaymentIntent | undefined): string | undefined {
  if (last === undefined || last.status === 'succeeded') return undefined;
  if (last.status === 'requires_action') return words.threeDSecure;
  return last.lastError && !isUnderWay(last) ? whyDeclined(target, last) : undefined;
}

/**
 * A payment in the table, whose tries Flint does not count: one payment can be tried again and again, with another card each time.
 * So it says how the latest try went, and when. Why an earlier payment was declined stands beside it; of the last one it stands above.
 */
function paymentRow(target: Target, intent: PaymentIntent, index: number, count: number): Row {
  const label = count === 1 ? 'Payment' : `Payment ${index + 1}`;
  const { status, lastError } = intent;
  if (status === 'succeeded') return { label, value: 'succeeded', tone: 'proved' };
  if (status === 'requires_action') return { label, value: 'waits for the bank', tone: 'waiting' };
  if (lastError === undefined || isUnderWay(intent)) return { label, value: stateWords(status), tone: 'waiting' };
  const isLast = index + 1 === count;
  const digits = intent.card?.lastFour;
  return {
    label,
    value: isLast && digits !== undefined ? `declined, card ending in ${digits}` : 'declined',
    ...detailOf(isLast ? '' : whyDeclined(target, intent)),
    ...(lastError.failedAt === undefined ? {} : { aside: timeOfDay(lastError.failedAt) }),
    tone: 'attention',
  };
}

/** Whether another try runs; what was declined is the one before it. */
function isUnderWay({ status }: PaymentIntent): boolean {
  return status === 'processing' || status === 'requires_capture';
}

/** The last digits of the documented test cards (API notes, money, section 4). */
const testCards = ['4242', '3220', '3155', '9995', '0002'];

/** A test card in live mode is a plain decline to Flint; its digits tell what it was. */
function whyDeclined(target: Target, { card, lastError }: PaymentIntent): string {
  const digits = card?.lastFour;
  if (modeOf(target) === 'live' && digits !== undefined && testCards.includes(digits)) return words.testCard(digits);
  return declineWords(lastError?.code);
}
