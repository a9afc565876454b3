import type { CheckoutSession } from '../../flint/checkout-sessions.ts';
import { declineWords } from '../../flint/decline-words.ts';
import type { Money } from '../../flint/money.ts';
import { formatMoney } from '../../flint/money.ts';
import { wordOf } from '../../flint/open-word.ts';
import type { Order } from '../../flint/orders.ts';
import type { Refund } from '../../flint/refunds.ts';
import type { Settlement } from '../../flint/settlement.ts';
import type { Delivery } from '../../flint/webhook-deliveries.ts';
import type { Row, Sheet, Tone } from '../../launch/sheet.ts';
import type { Target } from '../target.ts';

/** What a confirmation begins with. */
function moneyHeadline(target: Target): string {
  switch (target.name) {
    case 'live':
      return 'This moves real money.';
    case 'sandbox':
      return 'Live, this moves real money. Here Flint simulates it.';
    case 'embedded':
      return 'Live, this moves real money. In this rehearsal nothing moves.';
  }
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

/** The production configuration on one page, secrets masked. */
export function productionSettings(
  file: string,
  settings: readonly { readonly name: string; readonly value: string; readonly note?: string }[],
): Sheet {
  return {
    headline: 'The deploy itself is a configuration change. The base URL stays the same.',
    blocks: [
      {
        kind: 'rows',
        title: `Written to ${file}`,
        rows: settings.map(
          ({ name, value, note }): Row => ({
            label: name,
            value,
            ...(note === undefined ? {} : { detail: note }),
          }),
        ),
      },
      {
        kind: 'text',
        tone: 'quiet',
        text: 'Bring these to where the service runs, and deploy. Secrets are masked here; the file holds them in full.',
      },
    ],
  };
}

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

/** How the events about an object reached the production handler. */
export function eventsSheet(
  headline: string,
  seen: readonly { readonly type: string; readonly deliveries: readonly Delivery[]; readonly delivered: boolean }[],
  expected: readonly (readonly string[])[],
): Sheet {
  const rows = expected.map((names): Row => {
    const event =
      seen.find(({ type, delivered }) => delivered && names.includes(type)) ??
      seen.find(({ type }) => names.includes(type));
    if (!event) return { label: names.join(' or '), value: 'not there yet', tone: 'waiting' };
    const { type } = event;
    const last = event.deliveries.at(-1);
    return {
      label: type,
      value: event.delivered ? 'delivered' : last ? wordOf(last.status) : 'no delivery yet',
      ...detailOf(deliveryDetail(last)),
      tone: event.delivered ? 'proved' : last?.status === 'failed' ? 'attention' : 'waiting',
    };
  });
  const failing = seen.some(({ deliveries }) => deliveries.some(({ status }) => status === 'failed'));
  return {
    headline,
    blocks: [
      { kind: 'rows', rows },
      ...(failing
        ? [
            {
              kind: 'text' as const,
              tone: 'attention' as const,
              text: 'Your endpoint did not accept a delivery. Most likely it still holds another endpoint’s secret, or checks the signature against a parsed body. Flint sends it again by itself.',
            },
          ]
        : []),
    ],
  };
}

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

/** The end: what was proved, what to do next. */
export function launchedSheet(
  target: Target,
  proofs: readonly { readonly text: string; readonly requestId?: string | undefined }[],
  open: readonly string[],
): Sheet {
  const rehearsal = target.name !== 'live';
  return {
    headline: rehearsal
      ? 'The rehearsal is complete: charge, webhook and refund worked, end to end.'
      : 'You are live: charge, webhook and refund worked with real money, once, while you were watching.',
    blocks: [
      {
        kind: 'lists',
        lists: [
          {
            title: 'What was proved',
            items: proofs.map(({ text, requestId }) => ({
              text,
              ...(requestId === undefined ? {} : { detail: `request id ${requestId}` }),
              tone: 'proved' as const,
            })),
          },
        ],
      },
      ...(open.length === 0
        ? []
        : [{ kind: 'text' as const, tone: 'attention' as const, text: `Still open: ${open.join('; ')}.` }]),
      {
        kind: 'lists',
        lists: [
          {
            title: 'The next three things to do',
            items: rehearsal
              ? [
                  { text: 'Read the differences in what was written, and decide what your project needs.' },
                  { text: 'Have a real card at hand, and half an hour without interruption.' },
                  { text: 'Run flint-golive in your project’s folder.' },
                ]
              : [
                  { text: 'Revoke the keys you no longer use.' },
                  { text: 'Let somebody watch for failed deliveries and for disputes.' },
                  { text: 'Announce it.' },
                ],
          },
        ],
      },
    ],
  };
}

export const words = {
  writing: 'Reading back the production settings',
  creatingOrder: 'Creating the order',
  paying: 'Waiting for the payment',
  settling: 'Waiting until the order has settled',
  settled: (amount: string) => `A charge of ${amount} settled: paid, nothing outstanding, the right sum.`,
  freshPage: (status: string) => `The checkout page is ${status} and nothing was paid. A fresh page follows.`,
  webhookHeadline: 'Did your production handler get the event that the order was paid?',
  webhookWaiting: 'Waiting for the webhook of the paid order',
  webhookProved: 'The paid event was delivered to your production endpoint.',
  fulfilmentProved: 'You confirmed that fulfilment ran.',
  attest: 'My handler got it',
  attested: (events: string) => `You said that your handler got it: ${events}. Flint did not confirm it.`,
  undecidable:
    'This server tells one outcome for all endpoints of the account, so the failure may be another endpoint’s. Your handler’s own log decides.',
  notDelivered: 'The delivery of the event is not confirmed yet.',
  lookAgain: 'Look into your handler’s log, then try again or run the same command.',
  refundWaiting: 'Waiting until the refund succeeds',
  refunded: (amount: string) => `The refund of ${amount} succeeded.`,
  refundEventsHeadline: 'Did your production handler get the refund’s events?',
  refundEventsWaiting: 'Waiting for the refund’s events',
  refundEventsProved: 'The refund’s events were delivered to your production endpoint.',
};

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

/** A detail only where there is something to say. */
function detailOf(text: string): Pick<Row, 'detail'> {
  return text === '' ? {} : { detail: text };
}

function row(label: string, holds: boolean | 'not confirmed'): Row {
  if (holds === 'not confirmed') return { label, value: 'not confirmed by this answer', tone: 'waiting' };
  return { label, value: holds ? 'yes' : 'not yet', tone: holds ? 'proved' : 'waiting' };
}

function deliveryDetail(delivery: Delivery | undefined): string {
  if (!delivery) return '';
  const attempts =
    delivery.attempts === undefined ? [] : [`${delivery.attempts} of ${delivery.attemptLimit ?? '?'} attempts`];
  const code = delivery.lastResponseCode === undefined ? [] : [`your endpoint answered ${delivery.lastResponseCode}`];
  return [...attempts, ...code].join(', ');
}
