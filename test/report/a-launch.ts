import type { Entry, Header } from '../../src/launch/journal/entry.ts';
import type { ReportGround } from '../../src/report/gather.ts';
import { reportOf } from '../../src/report/gather.ts';
import type { Report } from '../../src/report/model.ts';

export const header: Header = {
  id: 'abcdef',
  name: 'default',
  target: 'live',
  folder: '/home/ada/shops/canvas',
  startedAt: '2026-07-02T18:00:00.000Z',
};

const at = (second: number) => `2026-07-02T18:00:${String(second).padStart(2, '0')}.000Z`;

/** A launch with one entry of every kind, a part of it taken back. */
export const entries: readonly Entry[] = [
  {
    type: 'answered',
    at: at(1),
    key: 'live-key.purposes',
    question: 'live-key.purposes',
    step: 'live-key',
    title: 'What is this integration for?',
    value: 'checkout',
    shown: 'Checkout',
    by: 'person',
  },
  {
    type: 'answered',
    at: at(2),
    key: 'live-key.store-command',
    question: 'live-key.store-command',
    step: 'live-key',
    title: 'The command that stores a secret it reads on standard input?',
    value: 'vault --token hunter2hunter2 put {name}',
    shown: 'vault --token hunter2hunter2 put {name}',
    by: 'flag',
  },
  { type: 'withdrawn', at: at(3), key: 'live-key.purposes' },
  {
    type: 'intended',
    at: at(4),
    write: 'copy.prod_test',
    title: 'Re-create the product “Mug”',
    idempotencyKey: 'key-1',
    uses: [],
  },
  {
    type: 'finished',
    at: at(5),
    write: 'copy.prod_test',
    title: 'Re-create the product “Mug”',
    result: { prod_test: 'prod_live' },
    how: 'sent',
    undo: { possible: true, how: 'Archive it.' },
    evidence: { at: at(5), requestId: 'req_made', mode: 'live' },
  },
  {
    type: 'confirmed',
    at: at(6),
    key: 'cut-over.confirm-refund',
    step: 'cut-over',
    title: 'Refund it?',
    amount: { amount: 100, currency: 'USD' },
    phrase: 'refund 1.00',
    by: 'person',
  },
  { type: 'intended', at: at(7), write: 'refund.create', title: 'Refund 1.00 USD', idempotencyKey: 'key-2', uses: [] },
  { type: 'refused', at: at(8), write: 'refund.create', because: 'The balance is too small.', requestId: 'req_no' },
  { type: 'intended', at: at(9), write: 'refund.create', title: 'Refund 1.00 USD', idempotencyKey: 'key-3', uses: [] },
  {
    type: 'proved',
    at: at(10),
    name: 'live-key.mode',
    step: 'live-key',
    text: 'Requests with the stored key run in live mode.',
    evidence: { at: at(10), requestId: 'req_mode', mode: 'live' },
  },
  {
    type: 'finished',
    at: at(11),
    write: 'undo.copy.prod_other',
    title: 'Archive the product “Plate” (prod_other)',
    result: { undone: 'prod_other' },
    how: 'sent',
    undoes: ['copy.prod_other'],
    undo: { possible: false, because: 'It took something back.' },
    evidence: { at: at(11), requestId: 'req_undo', mode: 'live' },
  },
];

/** What a report is made of; the parts that matter to a test are named. */
export function ground(parts: Partial<ReportGround> = {}): ReportGround {
  return {
    header,
    entries,
    programVersion: '0.1.0',
    writtenAt: '2026-07-03T09:30:00.000Z',
    account: { merchantId: 'mer_01CANVAS', name: 'Canvas & Co.' },
    status: {
      headline: 'The launch is on its way.',
      next: 'Finish the refund.',
      looked: [
        {
          title: 'The webhook endpoint is enabled',
          status: 'missing',
          message: 'The webhook endpoint is switched off.',
          evidence: [{ what: 'webhook endpoint whep_1', at: at(12), requestId: 'req_endpoint' }],
        },
      ],
    },
    checklist: [
      {
        id: 'credentials.server-only',
        group: 'Credentials',
        title: 'Live keys are on your server only',
        status: 'done',
        message: 'No live key was found where it must not be.',
        evidence: [{ what: 'the project folder', at: at(13) }],
      },
      {
        id: 'operations.runbook',
        group: 'Operations',
        title: 'Somebody is on call',
        status: 'attested',
        message: 'That cannot be seen from here.',
        attested: { by: 'Ada', at: at(14) },
        evidence: [],
      },
    ],
    notes: ['Ready to charge: payouts are pending'],
    ...parts,
  };
}

export const aReport = (parts: Partial<ReportGround> = {}): Report => reportOf(ground(parts));
