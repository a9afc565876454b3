import type { CheckEvidence, Verdict } from '../check.ts';
import { accepted, clocksBlurTime } from './causes.ts';
import { outcomeWords, probeTitles, verdictWords } from './copy.ts';
import {
  acknowledgedWithin,
  type ConformanceResults,
  type ProbeResult,
  quickWithinMilliseconds,
  readingOfProbe,
} from './results.ts';

/** What one probe of a run says. */
export function verdictOf(results: ConformanceResults, result: ProbeResult): Verdict {
  const evidence = evidenceOf(results, result);
  const excerpt = result.outcomes
    .map((outcome) => (outcome.kind === 'answered' ? outcome.excerpt : undefined))
    .find(Boolean);
  const answered = { evidence, ...(excerpt === undefined ? {} : { detail: `It answered: “${excerpt}”` }) };
  const time = result.probe === 'acknowledges-quickly' ? acknowledgedWithin(results) : undefined;
  if (time !== undefined) {
    return time <= quickWithinMilliseconds
      ? { status: 'done', message: verdictWords.quick(time), evidence }
      : { status: 'missing', message: verdictWords.slow(time), evidence };
  }
  return { ...judge(results, result), ...answered };
}

/** What was sent, when, and what came back. */
export function evidenceOf(results: ConformanceResults, result: ProbeResult): CheckEvidence[] {
  return result.outcomes.map((outcome) => ({
    what: `${probeTitles[result.probe]} (${outcome.eventId}) to ${results.url}: ${outcomeWords(outcome)}`,
    at: outcome.at,
  }));
}

function judge(results: ConformanceResults, { probe, expected }: ProbeResult): Pick<Verdict, 'status' | 'message'> {
  const reading = readingOfProbe(results, probe);
  if (reading === 'failed') return { status: 'missing', message: verdictWords.failed };
  if (reading !== 'accepted' && reading !== 'refused') {
    // A genuine event that does not arrive is a finding; a forged one that does not arrive tells nothing.
    const status = expected === 'accepted' && reading !== undefined ? 'missing' : "can't tell";
    return { status, message: verdictWords.unclear };
  }
  if (expected === 'either') return { status: 'done', message: verdictWords.either(reading) };
  if (reading !== expected) {
    if (probe.endsWith('-timestamp') && clocksBlurTime(results)) {
      return { status: "can't tell", message: verdictWords.clocksApart };
    }
    const message = reading === 'accepted' ? verdictWords.wronglyAccepted : verdictWords.wronglyRefused;
    return { status: 'missing', message };
  }
  if (reading === 'accepted') return { status: 'done', message: verdictWords.accepted };
  return accepted(results, 'signed-event')
    ? { status: 'done', message: verdictWords.refused }
    : { status: "can't tell", message: verdictWords.refusesEverything };
}
