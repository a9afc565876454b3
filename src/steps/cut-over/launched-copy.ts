import type { Item, Sheet } from '../../launch/sheet.ts';
import { instantInUtc } from '../instants.ts';
import type { Target } from '../target.ts';

/** What the end of the launch rests on. */
export interface Launched {
  readonly proofs: readonly { readonly text: string; readonly requestId?: string | undefined; readonly at: string }[];
  /** What is still open, each in words that go on after a colon. */
  readonly open: readonly string[];
  /** Whether a part of the proof itself rests on somebody's word, or was left out. */
  readonly withGaps: boolean;
}

/** The end: what is still open, what to do next, and what was proved, by which requests and when. */
export function launchedSheet(target: Target, { proofs, open, withGaps }: Launched): Sheet {
  return {
    headline: headline(target, withGaps),
    blocks: [
      ...(open.length === 0
        ? []
        : [
            {
              kind: 'lists' as const,
              lists: [{ title: 'Still open', items: open.map((text) => ({ text, tone: 'attention' as const })) }],
            },
          ]),
      { kind: 'lists', lists: [{ title: 'The next three things to do', items: nextThings(target, open) }] },
      // Last, as it is the longest: on a small screen it would hide the others.
      { kind: 'lists', lists: [{ title: 'What was proved', items: proofs.map(proofItem) }] },
    ],
  };
}

function headline(target: Target, withGaps: boolean): string {
  if (target.name !== 'live') {
    return withGaps
      ? 'The rehearsal is complete. Charge and refund worked; what was not proved is listed below.'
      : 'The rehearsal is complete: charge, webhook and refund worked, end to end.';
  }
  return withGaps
    ? 'You are live: charge and refund worked with real money. Not everything was proved; the rest is listed below.'
    : 'You are live: charge, webhook and refund worked with real money, once, while you were watching.';
}

function proofItem({ text, requestId, at }: Launched['proofs'][number]): Item {
  const reference = requestId === undefined ? '' : `request id ${requestId}, `;
  return { text, detail: `${reference}${instantInUtc(at)}`, tone: 'proved' };
}

function nextThings(target: Target, open: readonly string[]): readonly Item[] {
  if (target.name !== 'live') {
    return [
      { text: 'Read the differences in what was written, and decide what your project needs.' },
      { text: 'Have a real card at hand, and half an hour without interruption.' },
      { text: 'Run flint-golive in your project’s folder.' },
    ];
  }
  const watch = 'Let somebody watch for failed deliveries and for disputes.';
  return open.length > 0
    ? [
        { text: 'Close what is still open, before the first real buyer meets it.' },
        { text: watch },
        { text: 'Announce it.' },
      ]
    : [{ text: 'Revoke the keys you no longer use.' }, { text: watch }, { text: 'Announce it.' }];
}
