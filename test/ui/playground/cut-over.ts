import type { Sheet } from '../../../src/launch/sheet.ts';
import type { LaunchState } from '../../../src/launch/state.ts';
import { asking, at, happened } from './moments.ts';

const moneySheet: Sheet = {
  headline: 'This moves real money.',
  blocks: [
    {
      kind: 'rows',
      rows: [
        { label: 'Refund', value: '1.00 USD, the whole payment' },
        { label: 'To', value: 'the card that paid order ord_1kmn0a at 14:31' },
        { label: 'Account', value: 'Canvas & Co., live' },
        { label: 'Not returned', value: 'the processing fee, about 0.33 USD' },
        { label: 'Afterwards', value: 'it cannot be cancelled; it may take a while to settle' },
      ],
    },
  ],
};

export const cutOverStates: Readonly<Record<string, LaunchState>> = {
  'cut over: settings to copy': at(
    'cut-over',
    asking({
      kind: 'choice',
      key: 'settings.deployed',
      prompt: 'Is production running with these settings?',
      choices: [
        { value: 'yes', label: 'Yes, it is deployed' },
        { value: 'not-yet', label: 'Not yet' },
      ],
    }),
    {
      target: 'live',
      sheet: {
        headline: 'Deploy production with these settings.',
        blocks: [
          { kind: 'verbatim', lines: ['FLINT_API_KEY=flint_live_...', 'FLINT_WEBHOOK_SECRET=whsec_...'] },
          { kind: 'text', text: 'Both values are in .env.flint-golive. The base URL does not change.' },
        ],
      },
    },
  ),
  'cut over: a person pays': at(
    'cut-over',
    {
      kind: 'waiting',
      id: 'payment',
      title: 'Waiting until the order is paid.',
      since: '2026-11-20T14:31:00Z',
      nextLookAt: '2026-11-20T14:32:13Z',
      ways: [{ id: 'new-page', key: 'n', label: 'make a new page' }],
    },
    {
      sheet: {
        headline: 'Pay 1.00 USD on the checkout page.',
        blocks: [
          {
            kind: 'link',
            purpose: 'pay',
            label: 'The checkout page:',
            url: 'http://127.0.0.1:41873/checkout/cs_1kmn0aQ8ZpLm3vTtY2sWx4?return=http%3A%2F%2F127.0.0.1%3A41999%2Fthanks&order=ord_1kmn0a',
          },
          { kind: 'text', text: 'Card 4242 4242 4242 4242 pays, any later date and any three digits go with it.' },
        ],
      },
      happenings: [
        happened('cut-over', 'performed', 'Created the order ord_1kmn0a over 1.00 USD.', '77aa'),
        happened('cut-over', 'performed', 'Opened a checkout session for it.', '77ab'),
      ],
    },
  ),
  'cut over: money': at(
    'cut-over',
    asking({
      kind: 'money',
      key: 'refund',
      prompt: 'Refund the verification charge?',
      money: {
        phrase: 'refund 1.00',
        amount: { amount: 100, currency: 'USD' },
        declined: 'Esc leaves the payment as it is.',
      },
    }),
    { target: 'live', sheet: moneySheet, happenings: [happened('cut-over', 'proved', 'The order is paid.')] },
  ),
  'cut over: money, mistyped': at(
    'cut-over',
    asking({
      kind: 'money',
      key: 'refund',
      prompt: 'Refund the verification charge?',
      problem: 'To send it, type “refund 1.00” in full. Nothing was sent.',
      money: {
        phrase: 'refund 1.00',
        amount: { amount: 100, currency: 'USD' },
        declined: 'Esc leaves the payment as it is.',
      },
    }),
    { target: 'live', sheet: moneySheet },
  ),
};
