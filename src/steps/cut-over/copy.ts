import type { OpenEnum } from '../../flint/open-word.ts';
import { isKnown, wordOf } from '../../flint/open-word.ts';
import type { Row } from '../../launch/sheet.ts';
import type { Target } from '../target.ts';

/** What a confirmation begins with. */
export function moneyHeadline(target: Target): string {
  switch (target.name) {
    case 'live':
      return 'This moves real money.';
    case 'sandbox':
      return 'Live, this moves real money. Here Flint simulates it.';
    case 'embedded':
      return 'Live, this moves real money. This rehearsal moves none.';
  }
}

export const words = {
  webhookHeadline: 'Did your production handler get the event that the order was paid?',
  webhookWaiting: 'Waiting for the webhook of the paid order',
  webhookProved: 'The paid event was delivered to your production endpoint.',
  askFulfilled: (orderId: string, delivered: boolean) =>
    `Order ${orderId}. ${delivered ? 'The webhook was acknowledged; whether' : 'Whether'} your own logic ran, only you can see.`,
  notActedOn: (delivered: boolean) =>
    delivered
      ? 'The webhook arrived, but your own logic did not act on it.'
      : 'Your own logic did not act on the payment, and Flint did not confirm that its webhook arrived.',
  paymentStays: 'The payment is as it was.',
  refundedAlready: 'The payment was refunded.',
  fulfilmentProved: 'You confirmed that fulfilment ran.',
  attest: 'my handler got it',
  attested: (events: string) => `that your handler got ${events} rests on your word; Flint did not confirm it`,
  readingDeliveries: 'Reading the deliveries',
  deliveryFailed: 'Your endpoint did not accept a delivery.',
  someDeliveryFailed: 'An endpoint of the account did not accept a delivery.',
  seenByYou: 'You say that your handler got the event. Flint did not confirm it.',
  resend: 'send it again',
  onItsWay: 'Flint is sending it at this moment.',
  undecidable:
    'This server tells one outcome for all endpoints of the account, so the failure may be another endpoint’s. Your handler’s own log decides.',
  notDelivered: 'The delivery of the event is not confirmed yet.',
  lookAgain: 'Look into your handler’s log, then try again or run the same command.',
  readingRefunds: 'Reading the order and its refunds',
  elsewhere: 'The payment was refunded elsewhere.',
  elsewhereMeaning: 'You chose not to take that refund for the proof. Nothing was sent.',
  refundTurned: (status: OpenEnum<string>) => turned('The refund', status),
  refundWaiting: 'Waiting until the refund succeeds',
  refunded: (amount: string, count: number) =>
    count === 1 ? `The refund of ${amount} succeeded.` : `${count} refunds succeeded, together ${amount}.`,
  refundEventsHeadline: 'Did your production handler get the refund’s events?',
  refundEventsWaiting: 'Waiting for the refund’s events',
  refundEventsProved: 'The refund’s events were delivered to your production endpoint.',
};

/** A state as it is shown. One that nobody has heard of is said to be unknown, and is never an end. */
export function stateWords(state: OpenEnum<string>): string {
  return isKnown(state) ? state.replaceAll('_', ' ') : `unknown: “${wordOf(state)}”`;
}

/** That something has come into another state. */
export function turned(what: string, state: OpenEnum<string>): string {
  return isKnown(state) ? `${what} is ${stateWords(state)}.` : `${what} is in a state that is ${stateWords(state)}.`;
}

/** A detail only where there is something to say. */
export function detailOf(text: string): Pick<Row, 'detail'> {
  return text === '' ? {} : { detail: text };
}
