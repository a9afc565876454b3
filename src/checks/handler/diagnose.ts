import { type CauseWords, wordsFor } from './cause-words.ts';
import { accepted, type Cause, causes, refused } from './causes.ts';
import type { WebhookItem } from './checklist-items.ts';
import { diagnosisWords } from './copy.ts';
import { acknowledgedWithin, type ConformanceResults, quickWithinMilliseconds, readingOfProbe } from './results.ts';

/** One thing that is wrong. */
export interface Finding extends CauseWords {
  readonly cause: Cause;
}

/**
 * What a run says about a handler. `cause` is the gravest thing found; `none` only when every probe was answered as it has to be,
 * `not settled` when nothing was found and not everything was seen. `proves` are the items of the guide's checklist that hold;
 * `asFarAsSeen` those of which the outside shows no more than that nothing speaks against them.
 */
export interface Diagnosis {
  readonly cause: Cause | 'none' | 'not settled';
  readonly sentence: string;
  readonly remedy: string | undefined;
  readonly further: readonly Finding[];
  readonly proves: readonly WebhookItem[];
  readonly asFarAsSeen: readonly WebhookItem[];
}

/** Finds the causes of what a run saw, and what it proves. */
export function diagnose(results: ConformanceResults): Diagnosis {
  const [gravest, ...further] = findCauses(results);
  const proof = { proves: provenItems(results), asFarAsSeen: itemsAsFarAsSeen(results) };
  if (gravest !== undefined) {
    const { cause, sentence, remedy } = gravest;
    return { cause, sentence, remedy, further, ...proof };
  }
  const settled =
    !results.cutShort && results.probes.every(({ probe, expected }) => isAsExpected(results, probe, expected));
  return settled
    ? { cause: 'none', sentence: diagnosisWords.none, remedy: undefined, further: [], ...proof }
    : { cause: 'not settled', ...diagnosisWords.notSettled, further: [], ...proof };
}

/** Everything that is wrong, the gravest first. */
function findCauses(results: ConformanceResults): Finding[] {
  return causes.filter(({ shows }) => shows(results)).map(({ cause }) => ({ cause, ...wordsFor(cause, results) }));
}

type ProbeWords = ConformanceResults['probes'][number];

function isAsExpected(
  results: ConformanceResults,
  probe: ProbeWords['probe'],
  expected: ProbeWords['expected'],
): boolean {
  const reading = readingOfProbe(results, probe);
  return expected === 'either' ? reading === 'accepted' || reading === 'refused' : reading === expected;
}

/** A refusal counts only beside an accepted genuine event: a handler that refuses everything verifies nothing. */
function provenItems(results: ConformanceResults): WebhookItem[] {
  if (!accepted(results, 'signed-event')) return [];
  const forged = ['no-signature', 'wrong-secret', 'tampered-body'] as const;
  const stale = ['stale-timestamp', 'ancient-timestamp', 'future-timestamp'] as const;
  const verifies =
    accepted(results, 'reparsed-body') && [...forged, ...stale].every((probe) => refused(results, probe));
  const ownSecret =
    refused(results, 'wrong-secret') && ['refused', undefined].includes(readingOfProbe(results, 'sandbox-secret'));
  const quick = (acknowledgedWithin(results) ?? Number.POSITIVE_INFINITY) <= quickWithinMilliseconds;
  return [
    ...(verifies ? ['webhooks.raw-body-signature' as const] : []),
    ...(ownSecret ? ['webhooks.live-secret' as const] : []),
    ...(quick ? ['webhooks.quick-acknowledgement' as const] : []),
  ];
}

function itemsAsFarAsSeen(results: ConformanceResults): WebhookItem[] {
  const repeats =
    accepted(results, 'duplicate') && ['accepted', undefined].includes(readingOfProbe(results, 'repeated-by-flint'));
  return accepted(results, 'signed-event') && repeats ? ['webhooks.deduplication'] : [];
}
