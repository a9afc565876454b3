import type { Generation } from './generations.ts';
import type { Mode } from './mode.ts';

/** The methods that the client sends. */
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/**
 * What a response proves, fit for the journal and for reports: it holds no secret and no query.
 * `at` is RFC 3339. `mode` is the `Flint-Mode` header of this very response. `replayed`: Flint repeated an earlier answer under the same
 * Idempotency-Key. The request id has no fixed form (the API notes, transport, section 5).
 */
export interface Evidence {
  readonly requestId?: string;
  readonly at: string;
  readonly mode?: Mode;
  readonly method: Method;
  readonly path: string;
  readonly status: number;
  readonly replayed: boolean;
  /** Which shape of the API the answer had, where the two differ and something is decided by it. */
  readonly generation?: Generation;
}

/** A parsed answer together with what its response proves. */
export interface Answer<T> {
  readonly value: T;
  readonly evidence: Evidence;
}

/** The same evidence with another value. */
export function withValue<T>(answer: Answer<unknown>, value: T): Answer<T> {
  return { value, evidence: answer.evidence };
}
