import { backoff, type Pace } from '../pace.ts';
import type { HeaderReader } from './exchange.ts';

/** Codes of a first call that is still running under the same Idempotency-Key. */
const inProgress = new Set(['IDEMPOTENCY_KEY_IN_PROGRESS', 'IDEMPOTENCY_REQUEST_IN_PROGRESS']);

/** Whether the server said that the same Idempotency-Key is still at work. */
export function isInProgress(code: string | undefined): boolean {
  return code !== undefined && inProgress.has(code);
}

/**
 * Whether a refused request may be sent again under the same Idempotency-Key with the same bytes: 429, 502, 503, 504 and a key still in
 * progress; a read also once after 500 (the API notes, transport, section 8). `made` counts the attempts so far.
 */
export function mayRetry(status: number, code: string | undefined, read: boolean, made: number): boolean {
  if (status === 500) return read && made === 1;
  return [429, 502, 503, 504].includes(status) || isInProgress(code);
}

/** The milliseconds to wait before the next attempt: what `Retry-After` asks for, never less, else the backoff. */
export function waitBefore(retry: number, retryAfter: number | undefined, pace: Pace): number {
  const jittered = backoff(retry, () => pace.random());
  return retryAfter === undefined ? jittered : retryAfter * 1_000 + Math.min(jittered, 1_000);
}

/**
 * `Retry-After` in whole seconds, undefined when missing or unreadable. A date is counted from the server's own `Date` header where
 * there is one, so that a wrong clock here does not matter.
 */
export function readRetryAfter(header: HeaderReader, now: Date): number | undefined {
  const text = header('retry-after')?.trim();
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const until = Date.parse(text);
  if (!/[A-Za-z]{3}/.test(text) || Number.isNaN(until)) return undefined;
  const serverTime = Date.parse(header('date') ?? '');
  const from = Number.isNaN(serverTime) ? now.getTime() : serverTime;
  return Math.max(0, Math.ceil((until - from) / 1_000));
}
