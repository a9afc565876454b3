import type { Row, Sheet } from '../../launch/sheet.ts';
import type { Target } from '../target.ts';

/** The production configuration on one page, secrets masked. */
export function productionSettings(
  place: string,
  file: string,
  settings: readonly { readonly name: string; readonly value: string; readonly note?: string }[],
): Sheet {
  return {
    headline: 'The deploy itself is a configuration change. The base URL stays the same.',
    blocks: [
      {
        kind: 'rows',
        title: `Secrets in ${place}, ids in ${file}`,
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
        text: 'Bring these to where the service runs, and deploy. Secrets are masked here; their place holds them in full.',
      },
    ],
  };
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

/** What a confirmation begins with. */
export function moneyHeadline(target: Target): string {
  switch (target.name) {
    case 'live':
      return 'This moves real money.';
    case 'sandbox':
      return 'Live, this moves real money. Here Flint simulates it.';
    case 'embedded':
      return 'Live, this moves real money. In this rehearsal nothing moves.';
  }
}

export const words = {
  writing: 'Reading back the production settings',
  readingOrder: 'Reading the order',
  paying: 'Waiting for the payment',
  paymentTurned: (status: string) => `The checkout page is ${status.replaceAll('_', ' ')}.`,
  settling: 'Waiting until the order has settled',
  settled: (amount: string) => `A charge of ${amount} settled: paid, nothing outstanding, the right sum.`,
  freshPage: (status: string) => `The checkout page is ${status} and nothing was paid. A fresh page follows.`,
  webhookHeadline: 'Did your production handler get the event that the order was paid?',
  webhookWaiting: 'Waiting for the webhook of the paid order',
  webhookProved: 'The paid event was delivered to your production endpoint.',
  fulfilmentProved: 'You confirmed that fulfilment ran.',
  attest: 'my handler got it',
  attested: (events: string) => `You said that your handler got it: ${events}. Flint did not confirm it.`,
  undecidable:
    'This server tells one outcome for all endpoints of the account, so the failure may be another endpoint’s. Your handler’s own log decides.',
  notDelivered: 'The delivery of the event is not confirmed yet.',
  lookAgain: 'Look into your handler’s log, then try again or run the same command.',
  readingRefunds: 'Reading the order and its refunds',
  elsewhere: 'The payment was refunded elsewhere.',
  elsewhereMeaning: 'You chose not to take that refund for the proof. Nothing was sent.',
  refundTurned: (status: string) => `The refund is ${status.replaceAll('_', ' ')}.`,
  refundWaiting: 'Waiting until the refund succeeds',
  refunded: (amount: string) => `The refund of ${amount} succeeded.`,
  refundEventsHeadline: 'Did your production handler get the refund’s events?',
  refundEventsWaiting: 'Waiting for the refund’s events',
  refundEventsProved: 'The refund’s events were delivered to your production endpoint.',
};

/** A detail only where there is something to say. */
export function detailOf(text: string): Pick<Row, 'detail'> {
  return text === '' ? {} : { detail: text };
}
