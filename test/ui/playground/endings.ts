import type { LaunchState } from '../../../src/launch/state.ts';
import { at } from './moments.ts';

export const endings: Readonly<Record<string, LaunchState>> = {
  'cut over: failed': at('cut-over', {
    kind: 'failed',
    failure: {
      kind: 'network',
      headline: 'Flint did not answer.',
      meaning: 'The connection broke while the refund was being sent to api.withflintpay.com.',
      remedy: 'Check the connection, then try again.',
      requestId: '5c1d8a70-33f1-4c53-9a55-1f5b0d3c8f11',
      passing: 'transient',
      outcome: 'unknown',
    },
  }),
  'a fault of ours': at('configuration', {
    kind: 'failed',
    failure: {
      kind: 'bug',
      headline: 'flint-golive ran into a fault of its own.',
      meaning: 'What was done so far is in the journal. Nothing is sent twice when you start again.',
      remedy: 'Start the same command again. If it happens again, report it with the lines below.',
      passing: 'final',
      stack: Array.from(
        { length: 12 },
        (_, line) => `    at frame${line} (dist/steps/configuration.js:${line}:7)`,
      ).join('\n'),
    },
  }),
  finished: at(
    'cut-over',
    { kind: 'finished' },
    {
      sheet: {
        headline: 'Canvas & Co. is live.',
        blocks: [
          {
            kind: 'rows',
            rows: [
              { label: 'Charge', value: '1.00 USD paid', detail: 'ord_1kmn0a', aside: '14:31', tone: 'proved' },
              {
                label: 'Webhook',
                value: 'delivered',
                detail: 'order.payment_succeeded',
                aside: '14:31',
                tone: 'proved',
              },
              { label: 'Refund', value: 'succeeded', detail: 're_1kmn0a', aside: '14:32', tone: 'proved' },
            ],
          },
        ],
      },
      proofs: [
        {
          name: 'order-paid',
          step: 'cut-over',
          text: 'The order was paid in live mode.',
          evidence: { at: '2026-11-20T14:31:00Z', requestId: '0b6f6a2e', mode: 'live' },
        },
        {
          name: 'refund',
          step: 'cut-over',
          text: 'The refund succeeded.',
          evidence: { at: '2026-11-20T14:32:00Z', requestId: '0b6f6a2f', mode: 'live' },
        },
      ],
    },
  ),
};
