import type { CheckEvidence } from '../check.ts';
import { outcomeWords, probeTitles } from './copy.ts';
import type { ConformanceResults, ProbeResult } from './results.ts';

/** What one probe sent, when, and what came back. */
export function evidenceOf(results: ConformanceResults, result: ProbeResult): CheckEvidence[] {
  return result.outcomes.map((outcome) => ({
    what: `${probeTitles[result.probe]} (${outcome.eventId}) to ${results.url}: ${outcomeWords(outcome)}`,
    at: outcome.at,
  }));
}
