import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import type { FinishedWriteRecord, Plane } from '../state/plane.ts';
import { ApiError, type ErrorDetail } from './api-error.ts';
import type { Answer } from './route.ts';

/** How long a finished write is remembered (API notes, transport section 9). Not scaled by speed. */
const idempotencyWindowMilliseconds = 24 * 60 * 60 * 1000;

const longestKey = 255;

/** Refuses a key that no write could stand under. */
export function checkIdempotencyKey(key: string): void {
  if (key.length > longestKey) {
    throw new ApiError(400, 'IDEMPOTENCY_KEY_TOO_LONG', `An Idempotency-Key has at most ${longestKey} characters.`);
  }
  if (key.trim() === '') throw new ApiError(400, 'INVALID_IDEMPOTENCY_KEY', 'The Idempotency-Key is empty.');
}

/** The first call under the key has not been answered yet. Payment links have a code of their own for it. */
export function inProgress(routePath: string): ApiError {
  const code = routePath.startsWith('/v1/payment-links')
    ? 'IDEMPOTENCY_REQUEST_IN_PROGRESS'
    : 'IDEMPOTENCY_KEY_IN_PROGRESS';
  const message = 'The first call under this Idempotency-Key is still running.';
  return new ApiError(409, code, message, { remediation: { retryable: true } });
}

/** What was sent under a key: path, query and body as they came. */
export function fingerprintOf(path: string, query: string, body: string): string {
  return createHash('sha256')
    .update(JSON.stringify([path, query, body]))
    .digest('base64url');
}

/** Where a write is remembered: one key may serve another route. */
export function writeName(method: string, routePath: string, key: string): string {
  return `${method} ${routePath} ${key}`;
}

/**
 * The answer of a finished write under the same key, or nothing if there was none in the last 24 hours.
 *
 * @throws ApiError as it was thrown the first time, when the outcome was a refusal that is kept, and when the key belongs to another call
 */
export function replayOf(context: Context, plane: Plane, name: string, fingerprint: string): Answer | undefined {
  const finished = plane.finished_writes[name];
  if (finished === undefined || expired(finished, context)) return undefined;
  if (finished.fingerprint !== fingerprint) {
    throw new ApiError(
      409,
      'IDEMPOTENCY_KEY_REUSED',
      'This Idempotency-Key was used for a call with other content. Use a new key for a new action.',
    );
  }
  const answer = JSON.parse(finished.answer.replaceAll(ownPages, `${context.baseUrl}/sandbox/`));
  if (finished.status === 402) throw refusedAgain(answer);
  return { status: finished.status === 201 ? 201 : 200, data: asReplayed(context, answer) };
}

/** Remembers a finished write, and forgets those whose window has passed. */
export function remember(context: Context, plane: Plane, name: string, fingerprint: string, answer: Answer): void {
  keep(context, plane, name, { fingerprint, status: answer.status }, answer.data);
}

/**
 * Remembers a decline, whose payment was tried and failed: that is the outcome of the call, and the card is not asked again.
 * Every other refusal leaves its key free, since nothing was done.
 */
export function rememberDecline(
  context: Context,
  plane: Plane,
  name: string,
  fingerprint: string,
  error: unknown,
): void {
  if (!(error instanceof ApiError) || error.status !== 402) return;
  const { code, message, detail } = error;
  keep(context, plane, name, { fingerprint, status: 402 }, { code, message, detail } satisfies KeptRefusal);
}

interface KeptRefusal {
  readonly code: string;
  readonly message: string;
  readonly detail: ErrorDetail;
}

function refusedAgain({ code, message, detail }: KeptRefusal): ApiError {
  return new ApiError(402, code, message, detail, { 'Idempotency-Replayed': 'true' });
}

function keep(
  context: Context,
  plane: Plane,
  name: string,
  finished: Pick<FinishedWriteRecord, 'fingerprint' | 'status'>,
  content: unknown,
): void {
  for (const [other, earlier] of Object.entries(plane.finished_writes)) {
    if (expired(earlier, context)) delete plane.finished_writes[other];
  }
  plane.finished_writes[name] = {
    ...finished,
    answer: JSON.stringify(content).replaceAll(`${context.baseUrl}/sandbox/`, ownPages),
    at: context.clock.now(),
  };
}

/** Stands for the address of the sandbox's own pages in a remembered answer. */
const ownPages = '{sandbox pages}/';

function expired(finished: FinishedWriteRecord, context: Context): boolean {
  return finished.at + idempotencyWindowMilliseconds <= context.clock.now();
}

/** `reused_existing` is true on a replay only (API notes, openapi). Whether a webhook secret comes back is uncertain. */
function asReplayed({ quirks }: Context, data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if ('reused_existing' in data) return { ...data, reused_existing: true };
  if (!('secret' in data) || quirks.secretMissingOnReplay !== true) return data;
  const { secret: _secret, ...rest } = data;
  return rest;
}
