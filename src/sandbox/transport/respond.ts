import type { Context } from '../context.ts';
import { type ApiError, errorBody } from './api-error.ts';
import type { Caller } from './authenticate.ts';
import { withNulls } from './nulls.ts';
import type { Answer } from './route.ts';

export const knownVersions: readonly string[] = ['2026-02-01', '2026-09-07'];

/** The version answers are encoded in. The guide itself names none; the earlier release is likely (API notes, transport section 12). */
export function servedVersion({ api }: Context): string {
  return api.default === 'guide' ? '2026-02-01' : '2026-09-07';
}

export interface AnswerFrame {
  readonly context: Context;
  readonly requestId: string;
  /** Absent while the caller is not known. */
  readonly caller?: Caller | undefined;
  /** The key in effect, on writes. */
  readonly idempotencyKey?: string | undefined;
}

/** A success in its envelope, with the headers of every authenticated answer (API notes, transport sections 4 and 5). */
export function success(frame: AnswerFrame, answer: Answer, replayed: boolean): Response {
  if (answer.bare === true) return json(answer.status, identity(frame), answer.data);
  const { nullForAbsent = false } = frame.context.quirks;
  const body = {
    data: nullForAbsent ? withNulls(answer.data) : answer.data,
    ...(answer.nextPageToken === undefined ? {} : { next_page_token: answer.nextPageToken }),
    request_id: frame.requestId,
    ...(replayed ? { meta: { idempotency_replayed: true, request_id: frame.requestId } } : {}),
  };
  const headers = identity(frame);
  if (frame.idempotencyKey !== undefined) headers.set('Idempotency-Key', frame.idempotencyKey);
  if (replayed) headers.set('Idempotency-Replayed', 'true');
  return json(answer.status, headers, body);
}

export function failure(frame: AnswerFrame, error: ApiError): Response {
  const headers = identity(frame);
  if (frame.idempotencyKey !== undefined) headers.set('Idempotency-Key', frame.idempotencyKey);
  for (const [name, value] of Object.entries(error.headers)) headers.set(name, value);
  return json(error.status, headers, { error: errorBody(error, frame) });
}

function identity({ context, caller, requestId }: AnswerFrame): Headers {
  const headers = new Headers({ 'X-Request-Id': requestId });
  if (caller === undefined) return headers;
  const plane = context.store.state.planes[caller.mode];
  headers.set('Flint-Mode', caller.mode);
  headers.set('Flint-Merchant-Id', context.store.state.merchant_id);
  headers.set('Flint-Merchant-Environment-Id', plane.merchant_environment_id);
  headers.set('Flint-Version', servedVersion(context));
  if (plane.sandbox_id !== undefined) headers.set('Flint-Sandbox-Id', plane.sandbox_id);
  return headers;
}

function json(status: number, headers: Headers, body: unknown): Response {
  headers.set('Content-Type', 'application/json');
  headers.set('Cache-Control', 'no-store');
  return new Response(JSON.stringify(body), { status, headers });
}
