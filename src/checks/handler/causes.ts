import type { ProbeId } from './probes.ts';
import {
  acknowledgedWithin,
  type ConformanceResults,
  clockDifference,
  outcomesOf,
  quickWithinMilliseconds,
  readingOfProbe as reading,
} from './results.ts';

/** What can be wrong with a handler, as far as it shows from outside. */
export type Cause =
  | 'accepts unsigned events'
  | 'accepts any signature'
  | 'accepts changed bodies'
  | 'redirect'
  | 'certificate'
  | 'no TLS'
  | 'no such host'
  | 'unreachable'
  | 'time-out'
  | 'broken off'
  | 'no such route'
  | 'rate limited'
  | 'secret not set'
  | 'sandbox secret'
  | 'parsed body'
  | 'key in other form'
  | 'clock'
  | 'handler fails'
  | 'refuses the event'
  | 'parsed before verified'
  | 'other secret'
  | 'no time limit'
  | 'wide time limit'
  | 'fails instead of refusing'
  | 'refuses duplicates'
  | 'refuses two signatures'
  | 'needs the older scheme'
  | 'slow';

/** Every cause with the sign by which it is recognised, the gravest first. */
export const causes: readonly { readonly cause: Cause; shows(results: ConformanceResults): boolean }[] = [
  { cause: 'accepts unsigned events', shows: (results) => accepted(results, 'no-signature') },
  {
    cause: 'accepts any signature',
    shows: (results) => accepted(results, 'wrong-secret') && !accepted(results, 'no-signature'),
  },
  {
    cause: 'accepts changed bodies',
    shows: (results) => accepted(results, 'tampered-body') && !signatureIgnored(results),
  },
  { cause: 'redirect', shows: (results) => reading(results, 'signed-event') === 'redirected' },
  { cause: 'certificate', shows: (results) => reading(results, 'signed-event') === 'certificate' },
  { cause: 'no TLS', shows: (results) => reading(results, 'signed-event') === 'no TLS' },
  { cause: 'no such host', shows: (results) => reading(results, 'signed-event') === 'no such host' },
  { cause: 'unreachable', shows: (results) => reading(results, 'signed-event') === 'unreachable' },
  { cause: 'time-out', shows: (results) => reading(results, 'signed-event') === 'time-out' },
  { cause: 'broken off', shows: (results) => reading(results, 'signed-event') === 'broken off' },
  { cause: 'no such route', shows: (results) => [404, 405, 410].includes(statusOf(results, 'signed-event') ?? 0) },
  { cause: 'rate limited', shows: (results) => anyReading(results, 'rate limited') },
  { cause: 'secret not set', shows: (results) => accepted(results, 'empty-key') && !signatureIgnored(results) },
  {
    cause: 'sandbox secret',
    shows: (results) => accepted(results, 'sandbox-secret') && !signatureIgnored(results),
  },
  { cause: 'parsed body', shows: (results) => signsParsedBody(results) },
  {
    cause: 'key in other form',
    shows: (results) => accepted(results, 'key-in-other-form') && !signatureIgnored(results),
  },
  { cause: 'clock', shows: (results) => clocksExplainRefusal(results) || clocksBlurTime(results) },
  { cause: 'handler fails', shows: (results) => reading(results, 'signed-event') === 'failed' && !explained(results) },
  {
    cause: 'refuses the event',
    shows: (results) => refusesGenuine(results) && !explained(results) && answersApart(results),
  },
  {
    cause: 'parsed before verified',
    shows: (results) => refusesAll(results) && parsesFirst(results),
  },
  { cause: 'other secret', shows: (results) => refusesAll(results) && !parsesFirst(results) },
  { cause: 'no time limit', shows: (results) => accepted(results, 'ancient-timestamp') && !signatureIgnored(results) },
  {
    cause: 'wide time limit',
    shows: (results) =>
      !accepted(results, 'ancient-timestamp') &&
      sixMinutesAccepted(results) &&
      !clocksBlurTime(results) &&
      !signatureIgnored(results),
  },
  {
    cause: 'fails instead of refusing',
    shows: (results) =>
      accepted(results, 'signed-event') &&
      results.probes.some(({ probe, expected }) => expected === 'refused' && reading(results, probe) === 'failed'),
  },
  {
    cause: 'refuses duplicates',
    shows: (results) => turnedAway(results, 'duplicate') || turnedAway(results, 'repeated-by-flint'),
  },
  { cause: 'refuses two signatures', shows: (results) => turnedAway(results, 'two-signatures') },
  { cause: 'needs the older scheme', shows: (results) => turnedAway(results, 'standard-scheme-only') },
  { cause: 'slow', shows: (results) => (acknowledgedWithin(results) ?? 0) > quickWithinMilliseconds },
];

/** The status of a probe's first answer. */
export function statusOf(results: ConformanceResults, probe: ProbeId): number | undefined {
  const [outcome] = outcomesOf(results, probe);
  return outcome?.kind === 'answered' ? outcome.status : undefined;
}

/** Whether every answer to a probe was a 2xx. */
export function accepted(results: ConformanceResults, probe: ProbeId): boolean {
  return reading(results, probe) === 'accepted';
}

/** Whether a probe was refused with a 4xx. */
export function refused(results: ConformanceResults, probe: ProbeId): boolean {
  return reading(results, probe) === 'refused';
}

/** A handler that looks at no signature accepts everything else too: that is one cause and not ten. */
function signatureIgnored(results: ConformanceResults): boolean {
  return accepted(results, 'no-signature') || accepted(results, 'wrong-secret');
}

/** An event in order is turned away, while a plain one is accepted. */
function turnedAway(results: ConformanceResults, probe: ProbeId): boolean {
  const answer = reading(results, probe);
  return accepted(results, 'signed-event') && (answer === 'refused' || answer === 'failed');
}

function refusesGenuine(results: ConformanceResults): boolean {
  return refused(results, 'signed-event') && ![404, 405, 410].includes(statusOf(results, 'signed-event') ?? 0);
}

function signsParsedBody(results: ConformanceResults): boolean {
  const seen = (['signed-as-compact', 'signed-as-spaced', 'signed-as-object', 'signed-as-string'] as const).some(
    (probe) => accepted(results, probe),
  );
  return turnedAway(results, 'reparsed-body') || (seen && !signatureIgnored(results));
}

/** Whether one of the deliberate mistakes, or a graver finding, already says why genuine events are not accepted. */
function explained(results: ConformanceResults): boolean {
  const ownMistake = (['sandbox-secret', 'empty-key', 'key-in-other-form'] as const).some((probe) =>
    accepted(results, probe),
  );
  return ownMistake || signsParsedBody(results) || clocksExplainRefusal(results);
}

/** A genuine event and one with a wrong signature get different statuses, so it is not the signature that is refused. */
function answersApart(results: ConformanceResults): boolean {
  const wrong = statusOf(results, 'wrong-secret');
  return wrong !== undefined && refused(results, 'wrong-secret') && wrong !== statusOf(results, 'signed-event');
}

/** Genuine events are refused as forged ones are, and none of the mistakes that were made on purpose says why. */
function refusesAll(results: ConformanceResults): boolean {
  return refusesGenuine(results) && !explained(results) && !answersApart(results);
}

/**
 * Events that can be parsed get one and the same answer, and a text that cannot gets another: it is parsed before it is verified. Where
 * answers differ by themselves, such as by an id in each, nothing is concluded.
 */
function parsesFirst(results: ConformanceResults): boolean {
  const [genuine, forged, broken] = (['signed-event', 'wrong-secret', 'no-json'] as const).map((probe) => {
    const [outcome] = outcomesOf(results, probe);
    return outcome?.kind === 'answered' ? `${outcome.status} ${outcome.excerpt ?? ''}` : undefined;
  });
  return broken !== undefined && genuine !== undefined && genuine === forged && broken !== genuine;
}

/** Within a minute of the five that are allowed, a difference of the clocks alone turns genuine events away. */
function clocksExplainRefusal(results: ConformanceResults): boolean {
  return refusesGenuine(results) && Math.abs(clockDifference(results) ?? 0) > 240;
}

/**
 * Whether an event six minutes off was accepted only as the handler's clock has it: the probes lie a minute beyond the limit, and headers
 * tell whole seconds, late.
 */
function clocksBlurTime(results: ConformanceResults): boolean {
  return sixMinutesAccepted(results) && Math.abs(clockDifference(results) ?? 0) > 45 && !signatureIgnored(results);
}

function sixMinutesAccepted(results: ConformanceResults): boolean {
  return accepted(results, 'stale-timestamp') || accepted(results, 'future-timestamp');
}

function anyReading(results: ConformanceResults, wanted: ReturnType<typeof reading>): boolean {
  return results.probes.some(({ probe }) => reading(results, probe) === wanted);
}
