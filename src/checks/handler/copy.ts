import { cleanText } from '../../flint/wire/text.ts';
import { seconds } from './cause-words.ts';
import type { ProbeId } from './probes.ts';
import type { ProbeOutcome } from './results.ts';

/** What each probe sends, as a person reads it. */
export const probeTitles: Readonly<Record<ProbeId, string>> = {
  'signed-event': 'A genuine event',
  'reparsed-body': 'A genuine event, written in other bytes',
  'no-signature': 'An event without a signature',
  'wrong-secret': 'An event signed with a wrong secret',
  'sandbox-secret': 'An event signed with the sandbox endpoint’s secret',
  'tampered-body': 'An event changed after it was signed',
  'stale-timestamp': 'An event signed six minutes ago',
  'ancient-timestamp': 'An event signed a day ago',
  'future-timestamp': 'An event signed six minutes ahead',
  'standard-scheme-only': 'A genuine event, signed by the standard scheme alone',
  'legacy-scheme-only': 'A genuine event, signed by the older scheme alone',
  'two-signatures': 'A genuine event with two signatures, as after a rotation',
  duplicate: 'The same event twice',
  'repeated-by-flint': 'A test event that Flint delivered twice',
  'acknowledges-quickly': 'How long an acknowledgement takes',
  'signed-as-compact': 'A signature over the body as JSON.stringify writes it',
  'signed-as-spaced': 'A signature over the body as Python writes it',
  'signed-as-object': 'A signature over the text “[object Object]”',
  'signed-as-string': 'A signature over a text that only parsing brings out',
  'no-json': 'A signed text that breaks off and is no JSON',
  'key-in-other-form': 'A signature with the secret in the wrong form',
  'empty-key': 'A signature with an empty secret',
};

/** The closing words of a run that found no cause. */
export const diagnosisWords = {
  none: 'Your handler accepts genuine events, refuses forged, changed and stale ones, and answers quickly.',
  notSettled: {
    sentence: 'Nothing wrong was found, and not every question got an answer.',
    remedy: 'Run this again. If it stays so, look into the log of the service at the times shown.',
  },
};

/** What came back, in a few words. */
export function outcomeWords(outcome: ProbeOutcome): string {
  const after = `after ${seconds(outcome.durationMilliseconds)}`;
  if (outcome.kind === 'answered') return `${outcome.status} ${after}`;
  return `${lossWords[outcome.reason]}${outcome.code === undefined ? '' : ` (${cleanText(outcome.code, 40)})`} ${after}`;
}

const lossWords: Readonly<Record<Extract<ProbeOutcome, { kind: 'lost' }>['reason'], string>> = {
  'time-out': 'no answer',
  certificate: 'certificate not accepted',
  'no TLS': 'no TLS connection',
  'no such host': 'no such host',
  unreachable: 'nothing answers',
  'broken off': 'connection broken off',
};

/** The checklist's items that a run speaks about. */
export const itemWords = {
  notAsked: 'The handler was not tried yet.',
  notAskedRemedy: 'Let flint-golive try it: it sends the handler about twenty signed and forged test events.',
  notSeen: 'What came back does not tell.',
  titles: {
    'webhooks.quick-acknowledgement': 'The handler returns 2xx quickly',
    'webhooks.live-secret': 'The deployed secret is the live endpoint’s',
  },
  proven: {
    'webhooks.raw-body-signature':
      'Genuine events are accepted in any spelling; unsigned, forged, changed and stale ones are refused.',
    'webhooks.deduplication': 'The same event twice was answered 2xx both times.',
    'webhooks.quick-acknowledgement': 'Events are acknowledged quickly.',
    'webhooks.live-secret':
      'The handler accepts what the live endpoint’s secret signs, and nothing else that was tried.',
  },
  deduplicationUnseen:
    'Whether the work was done only once cannot be seen from outside: look for the event id in your records.',
  queueUnseen: 'Whether the work was durably queued before the answer cannot be seen from outside.',
};
