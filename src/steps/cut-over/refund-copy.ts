import type { Money } from '../../flint/money.ts';
import { formatMoney } from '../../flint/money.ts';
import { isKnown, wordOf } from '../../flint/open-word.ts';
import type { Order } from '../../flint/orders.ts';
import type { PaymentIntent } from '../../flint/payment-intents.ts';
import type { Refund } from '../../flint/refunds.ts';
import type { Row, Sheet, Tone } from '../../launch/sheet.ts';
import type { Target } from '../target.ts';
import { moneyHeadline, stateWords } from './copy.ts';
import { sumOf } from './order.ts';
import type { RefundPlan } from './refund-plan.ts';

/** What the refund will do, before it is sent. */
export function refundSheet(
  target: Target,
  account: string,
  plan: Extract<RefundPlan, { kind: 'whole' | 'rest' }>,
  order: Order,
): Sheet {
  const payments = order.paymentIntents.filter(({ status }) => status === 'succeeded');
  return {
    headline: moneyHeadline(target),
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'Refund', value: `${formatMoney(plan.amount)}, ${share(plan)}` },
          { label: 'Of order', value: order.id },
          { label: 'To', value: whither(payments) },
          { label: 'Account', value: `${account}, ${target.name === 'live' ? 'live' : 'rehearsal'}` },
          { label: 'Not returned', value: feeOf(payments) },
          { label: 'Afterwards', value: 'it cannot be cancelled; it can take a while' },
        ],
      },
    ],
  };
}

/** A declined attempt has a card as well, and nothing goes back to that one. */
function whither(payments: readonly PaymentIntent[]): string {
  const [only, ...others] = payments;
  if (others.length > 0) return 'the cards that paid';
  const { brand = 'card', lastFour } = only?.card ?? {};
  return `the card that paid${lastFour === undefined ? '' : ` (${brand} ending in ${lastFour})`}`;
}

function feeOf(payments: readonly PaymentIntent[]): string {
  const fee = sumOf(payments.map(({ processingFee }) => processingFee));
  return fee ? `the processing fee, ${formatMoney(fee)}` : 'the processing fee of the payment';
}

function share(plan: Extract<RefundPlan, { kind: 'whole' | 'rest' }>): string {
  return plan.kind === 'whole' ? 'the whole payment' : `the rest; ${formatMoney(plan.before)} went back before`;
}

/** How the refund is getting on, or all those that were made elsewhere. */
export function refundProgressSheet(amount: Money, refunds: readonly Refund[]): Sheet {
  const needed = refunds.some(({ status }) => status === 'requires_action');
  const [what, counts] =
    refunds.length === 1
      ? [`The refund of ${formatMoney(amount)}`, 'is accepted. Accepted is not done: it counts']
      : [
          `${refunds.length} refunds, together ${formatMoney(amount)},`,
          'are accepted. Accepted is not done: they count',
        ];
  const needs = refunds.length === 1 ? 'needs something from you before it' : 'need something from you before they';
  return {
    headline: needed ? `${what} ${needs} can go on.` : `${what} ${counts} when Flint says “succeeded”.`,
    blocks: [
      { kind: 'rows', rows: refunds.flatMap((one) => refundRows(one, refunds.length > 1)) },
      ...(needed
        ? [
            {
              kind: 'text' as const,
              tone: 'attention' as const,
              text: 'The dashboard says what it needs. The refund stands meanwhile, so do not make another one: the money could go back twice. This screen notices when it goes on.',
            },
          ]
        : []),
      { kind: 'text', tone: 'quiet', text: 'It can take a while. You can leave; the same command goes on from here.' },
    ],
  };
}

/** The payment went back by refunds that this launch did not make. */
export function refundedElsewhereSheet(amount: Money, refunds: readonly Refund[]): Sheet {
  return {
    headline: `The payment of ${formatMoney(amount)} was refunded elsewhere.`,
    blocks: [
      { kind: 'rows', rows: refunds.flatMap((one) => refundRows(one, true)) },
      {
        kind: 'text',
        text: 'Somebody did that in the dashboard or with another program. Nothing is left to send, so nothing will be sent.',
      },
    ],
  };
}

function refundRows({ id, amount, status }: Refund, withSum: boolean): readonly Row[] {
  return [
    { label: 'Refund', value: id },
    ...(withSum ? [{ label: 'Sum', value: amount ? formatMoney(amount) : 'not stated' }] : []),
    { label: 'Status', value: stateWords(status), tone: toneOf(status) },
  ];
}

function toneOf(status: Refund['status']): Tone {
  if (status === 'succeeded') return 'proved';
  return status === 'requires_action' || !isKnown(status) ? 'attention' : 'waiting';
}

/** Why a refund ended without success, and what that means. */
export function refundFailure(refund: Refund): { readonly headline: string; readonly meaning: string } {
  const reason = refund.failureReason === undefined ? undefined : wordOf(refund.failureReason);
  switch (refund.status) {
    case 'partially_succeeded':
      return {
        headline: 'Only a part of the refund went through.',
        meaning:
          'The dashboard shows which part. The rest has not gone back; another refund would be of the rest only.',
      };
    case 'canceled':
      return { headline: 'The refund was cancelled.', meaning: 'The money has not gone back.' };
    default:
      return { headline: 'The refund failed.', meaning: `${failureWords(reason)} The money has not gone back.` };
  }
}

/** The reasons of the API notes, money, section 5. */
function failureWords(reason: string | undefined): string {
  switch (reason) {
    case 'insufficient_available_balance':
    case 'insufficient_funds':
      return 'The balance does not cover it yet. On a new account that is normal until payments have settled; the integration is not at fault. Try again later.';
    case 'expired_or_canceled_card':
      return 'The card has expired or was cancelled since it paid.';
    case 'lost_or_stolen_card':
      return 'The card was reported lost or stolen since it paid.';
    case 'declined':
      return 'The bank of the card did not take it.';
    case 'payment_disputed':
      return 'The payment is disputed, and while it is nothing can be refunded. Answer the dispute in the dashboard.';
    case 'merchant_request':
      return 'It was stopped on your account’s own request.';
    default:
      return `The reason Flint gives: ${reason?.replaceAll('_', ' ') ?? 'none'}.`;
  }
}
