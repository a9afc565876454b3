import { z } from 'zod';
import { type ProbeId, probeIds } from './probes.ts';

/** Why no whole answer came. */
export type LossReason = (typeof lossReasons)[number];

const lossReasons = ['time-out', 'certificate', 'no TLS', 'no such host', 'unreachable', 'broken off'] as const;

/**
 * What came back for one event. `at` is RFC 3339. `excerpt` and `location` are cleaned and cut. `clockDifferenceSeconds`: how far the
 * handler's clock, by its own `Date` header, is ahead of ours.
 */
export type ProbeOutcome =
  | {
      readonly kind: 'answered';
      readonly eventId: string;
      readonly at: string;
      readonly status: number;
      readonly durationMilliseconds: number;
      readonly excerpt?: string;
      readonly location?: string;
      readonly clockDifferenceSeconds?: number;
    }
  | {
      readonly kind: 'lost';
      readonly eventId: string;
      readonly at: string;
      readonly reason: LossReason;
      readonly durationMilliseconds: number;
      /** Of the system, such as ECONNREFUSED. */
      readonly code?: string;
    };

/** The outcomes of one probe, in the order they were sent; none when it was cut short. */
export interface ProbeResult {
  readonly probe: ProbeId;
  readonly expected: 'accepted' | 'refused' | 'either';
  readonly outcomes: readonly ProbeOutcome[];
}

/** All that one run saw: plain data without any secret, fit for a journal. A probe that was not asked is not in it. */
export interface ConformanceResults {
  /** Without its query. */
  readonly url: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly probes: readonly ProbeResult[];
  /** Whether the run ended early, because the handler could not be reached or asked for rest. */
  readonly cutShort: boolean;
}

const outcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answered'),
    eventId: z.string(),
    at: z.iso.datetime(),
    status: z.number().int(),
    durationMilliseconds: z.number(),
    excerpt: z.string().exactOptional(),
    location: z.string().exactOptional(),
    clockDifferenceSeconds: z.number().exactOptional(),
  }),
  z.object({
    kind: z.literal('lost'),
    eventId: z.string(),
    at: z.iso.datetime(),
    reason: z.enum(lossReasons),
    durationMilliseconds: z.number(),
    code: z.string().exactOptional(),
  }),
]);

/**
 * Reads results back from where they were kept, such as a journal. What is not exactly such results is refused as a whole: half a run
 * would prove things that nobody saw.
 */
export const conformanceResults: z.ZodType<ConformanceResults> = z.object({
  url: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  probes: z.array(
    z.object({
      probe: z.enum(probeIds),
      expected: z.enum(['accepted', 'refused', 'either']),
      outcomes: z.array(outcome),
    }),
  ),
  cutShort: z.boolean(),
});

/** How an outcome reads. Only a 2xx acknowledges, and only a 4xx refuses. */
export type Reading = 'accepted' | 'refused' | 'redirected' | 'rate limited' | 'failed' | LossReason;

/** Reads one outcome. An answer that is in no known class is `failed`, never a success. */
export function readingOf(outcome: ProbeOutcome): Reading {
  if (outcome.kind === 'lost') return outcome.reason;
  const { status } = outcome;
  if (status >= 200 && status < 300) return 'accepted';
  if (status >= 300 && status < 400) return 'redirected';
  if (status === 408) return 'time-out';
  if (status === 429) return 'rate limited';
  return status >= 400 && status < 500 ? 'refused' : 'failed';
}

/** One word for a probe: what all of its answers say, or the first that is not `accepted`. Undefined when it was not asked. */
export function readingOfProbe(results: ConformanceResults, probe: ProbeId): Reading | undefined {
  const readings = outcomesOf(results, probe).map(readingOf);
  return readings.find((reading) => reading !== 'accepted') ?? readings[0];
}

/** The outcomes of a probe; none when it was not asked. */
export function outcomesOf(results: ConformanceResults, probe: ProbeId): readonly ProbeOutcome[] {
  return results.probes.find((result) => result.probe === probe)?.outcomes ?? [];
}

/** Two seconds, as the median of a few: this limit is ours, Flint publishes none (the API notes, webhooks, section 4). */
export const quickWithinMilliseconds = 2_000;

/** The median time to a 2xx in milliseconds; undefined unless each of the timed events was acknowledged. */
export function acknowledgedWithin(results: ConformanceResults): number | undefined {
  if (readingOfProbe(results, 'acknowledges-quickly') !== 'accepted') return undefined;
  const times = outcomesOf(results, 'acknowledges-quickly').map((outcome) => outcome.durationMilliseconds);
  return times.sort((one, other) => one - other)[Math.floor(times.length / 2)];
}

/** How far the handler's clock is ahead of ours in seconds, by its first answer that says so. */
export function clockDifference(results: ConformanceResults): number | undefined {
  return results.probes
    .flatMap(({ outcomes }) => outcomes)
    .map((outcome) => (outcome.kind === 'answered' ? outcome.clockDifferenceSeconds : undefined))
    .find((seconds) => seconds !== undefined);
}
