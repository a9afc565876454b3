import { accepted } from '../../flint/test-events.ts';
import type { Trial } from './context.ts';
import type { FailedEvent } from './failures.ts';

/**
 * What a handler's answer says about signatures. `refused`: it says so itself. `silent`: it refuses or fails, and gives no reason.
 * `other`: it failed for something else, such as a time-out.
 */
export type SignatureReading = 'accepted' | 'refused' | 'silent' | 'other';

/** An answer of a handler, as far as Flint tells. */
export interface HandlerAnswer {
  readonly status: number | undefined;
  readonly excerpt: string | undefined;
}

/** What a handler says that refuses a signature, in the words that frameworks and people use. */
const aboutSignatures =
  /signature|hmac|whsec|(?:webhook|signing) secret|verif\w*.{0,30}(?:event|webhook|payload)|(?:event|webhook|payload).{0,30}verif/i;
/** The bare name of a status is no reason. */
const saysNothing = /^\W*(?:bad request|unauthori[sz]ed|forbidden|internal server error|error|not ok)?\W*$/i;
/** Refusals that have a meaning of their own. */
const speaking: ReadonlySet<number> = new Set([404, 405, 408, 410, 413, 415, 429, 501, 502, 503, 504]);

/** Reads one answer. */
export function readSignatureAnswer({ status, excerpt = '' }: HandlerAnswer): SignatureReading {
  if (status === undefined) return 'other';
  if (status >= 200 && status < 300) return 'accepted';
  if (status < 400) return 'other';
  if (aboutSignatures.test(excerpt)) return 'refused';
  return speaking.has(status) || !saysNothing.test(excerpt) ? 'other' : 'silent';
}

/**
 * Reads the answer to a synthetic event. It is genuine and about nothing, so a bare 400, 401 or 403 leaves little but its signature to
 * refuse it for.
 */
export function readTrial({ event }: Trial): SignatureReading {
  if (accepted(event)) return 'accepted';
  const { statusCode: status, responseExcerpt: excerpt } = event;
  const reading = readSignatureAnswer({ status, excerpt });
  if (reading === 'accepted') return 'other';
  return reading === 'silent' && [400, 401, 403].includes(status ?? 0) ? 'refused' : reading;
}

/** How the handler answered an event; undefined where Flint does not tell, as in the guide's generation. */
export function answerTo({ deliveries, lastAttempt }: FailedEvent): HandlerAnswer | undefined {
  if (lastAttempt !== undefined) return { status: lastAttempt.statusCode, excerpt: lastAttempt.responseExcerpt };
  const [delivery] = deliveries;
  return delivery?.id === undefined ? undefined : { status: delivery.lastResponseCode, excerpt: undefined };
}
