import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { ApiError, isErrorStatus } from '../transport/api-error.ts';
import { authenticate, type Caller } from '../transport/authenticate.ts';
import { failure } from '../transport/respond.ts';
import type { CallEffect, RetryAfter } from './fault.ts';

type Effect<Kind extends CallEffect['kind']> = Extract<CallEffect, { readonly kind: Kind }>;

/** An error as Flint would write it, with the headers of every authenticated answer. */
export function refusal(context: Context, request: Request, effect: Effect<'status'>): Response {
  const { status } = effect;
  if (!isErrorStatus(status)) throw new RangeError(`${status} is no error status.`);
  const code = effect.code ?? usualCodes[status] ?? 'INVALID_REQUEST';
  const message = 'A fault of the sandbox, asked for with --fault or by a test.';
  const headers = {
    ...(effect.retryAfter === undefined ? {} : { 'Retry-After': retryAfterText(context, effect.retryAfter) }),
    ...(status === 429 ? { 'Flint-Rate-Limited-Reason': 'api-key' } : {}),
    ...(status === 405 ? { Allow: 'GET' } : {}),
  };
  const requestId = request.headers.get('x-request-id') || randomUUID();
  return failure(
    { context, requestId, caller: callerOf(context, request) },
    new ApiError(status, code, message, {}, headers),
  );
}

/** What each status comes with when the fault names no code (API notes, transport section 7). */
const usualCodes: Readonly<Partial<Record<number, string>>> = {
  401: 'INVALID_API_KEY',
  402: 'CARD_DECLINED',
  403: 'AUTHORIZATION_FAILED',
  404: 'RESOURCE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  409: 'VERSION_CONFLICT',
  413: 'REQUEST_TOO_LARGE',
  415: 'UNSUPPORTED_CONTENT_TYPE',
  422: 'VALIDATION_ERROR',
  429: 'RATE_LIMIT_EXCEEDED',
  500: 'INTERNAL_ERROR',
  502: 'EXTERNAL_SERVICE_ERROR',
  503: 'SERVICE_UNAVAILABLE',
  504: 'REQUEST_TIMEOUT',
};

/** A date has whole seconds, so it is rounded up: never sooner than asked for. */
function retryAfterText(context: Context, { form, seconds }: RetryAfter): string {
  if (form === 'seconds') return String(seconds);
  return new Date(Math.ceil(context.clock.now() / 1000 + seconds) * 1000).toUTCString();
}

function callerOf(context: Context, request: Request): Caller | undefined {
  try {
    return authenticate(context, request.headers);
  } catch {
    return undefined;
  }
}

/** What an edge in front of the API shows: no JSON, no mode, no request id. */
export function htmlPage({ status }: Effect<'html-page'>): Response {
  const title = status === 200 ? 'Welcome to the network' : `${status} Bad gateway`;
  const page = `<!DOCTYPE html>
<html><head><title>${title}</title></head>
<body><h1>${title}</h1><p>A fault of the sandbox, asked for with --fault or by a test.</p></body></html>
`;
  return new Response(page, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

/** `.example` never resolves, so nobody who follows by mistake gets anywhere. */
const elsewhere = 'https://elsewhere.example';

/** 307 asks the caller to send everything again elsewhere, its key included. */
export function redirection(request: Request, { to }: Effect<'redirect'>): Response {
  const { pathname, search } = new URL(request.url);
  return new Response(null, { status: 307, headers: { Location: to ?? `${elsewhere}${pathname}${search}` } });
}
