import type { Evidence, Method } from './answer.ts';

/**
 * What went wrong, in kinds that call for different actions.
 *
 * Before or around HTTP: `network`, `timeout`, `aborted` (by the caller), `wrong-key` (the key must not be used this way; nothing was sent).
 * Proof of identity: `redirect`, `wrong-mode`, `mode-not-proven`, `wrong-merchant`, `merchant-not-proven`.
 * Flint's refusals: `unauthorized` 401, `forbidden` 403, `not-found` 404 and 405, `payment` 402, `conflict` 409, `rate-limited` 429,
 * `invalid` for the remaining 4xx, `unavailable` for 5xx. `not-understood`: a page, half an answer, or an answer without a needed field.
 */
export type Problem =
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'wrong-key'
  | 'redirect'
  | 'wrong-mode'
  | 'mode-not-proven'
  | 'wrong-merchant'
  | 'merchant-not-proven'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'payment'
  | 'conflict'
  | 'rate-limited'
  | 'invalid'
  | 'unavailable'
  | 'not-understood';

/** Whether a failed write may have taken effect. A read changes nothing, so its outcome is always `nothing-happened`. */
export type Outcome = 'nothing-happened' | 'unknown';

/** Flint's own advice inside an error (the API notes, transport, section 7). `retryable` is only a hint. */
export interface Remediation {
  readonly nextSteps: string | undefined;
  readonly retryable: boolean | undefined;
  readonly fields: readonly string[];
}

/** Everything known about a failure. All texts from Flint are cleaned and free of secrets. */
export interface Failure {
  readonly problem: Problem;
  readonly outcome: Outcome;
  readonly method?: Method | undefined;
  readonly path?: string | undefined;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly param?: string | undefined;
  readonly requestId?: string | undefined;
  readonly serverMessage?: string | undefined;
  readonly missingScopes?: readonly string[] | undefined;
  /** Whether one of the missing scopes is enough. */
  readonly anyScopeSuffices?: boolean | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly rateLimitReason?: string | undefined;
  readonly remediation?: Remediation | undefined;
  /** Set on CHECKOUT_SESSION_ALREADY_EXISTS: the session that is in the way. */
  readonly existingCheckoutSessionId?: string | undefined;
  /** The operating system's or TLS library's code, such as ECONNREFUSED. */
  readonly systemCode?: string | undefined;
  /** A few words of our own on what could not be read or did not match. */
  readonly detail?: string | undefined;
  readonly evidence?: Evidence | undefined;
}

/**
 * A call to Flint that gave no usable answer. `message` is for logs; `explain` gives the sentences for people. It never carries the
 * library's own error as its cause, because that one holds the request with its key.
 */
export class FlintError extends Error implements Failure {
  readonly problem: Problem;
  readonly outcome: Outcome;
  readonly method: Method | undefined;
  readonly path: string | undefined;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly param: string | undefined;
  readonly requestId: string | undefined;
  readonly serverMessage: string | undefined;
  readonly missingScopes: readonly string[] | undefined;
  readonly anyScopeSuffices: boolean | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly rateLimitReason: string | undefined;
  readonly remediation: Remediation | undefined;
  readonly existingCheckoutSessionId: string | undefined;
  readonly systemCode: string | undefined;
  readonly detail: string | undefined;
  readonly evidence: Evidence | undefined;

  constructor(failure: Failure) {
    super(summary(failure));
    this.name = 'FlintError';
    this.problem = failure.problem;
    this.outcome = failure.outcome;
    this.method = failure.method;
    this.path = failure.path;
    this.status = failure.status;
    this.code = failure.code;
    this.param = failure.param;
    this.requestId = failure.requestId;
    this.serverMessage = failure.serverMessage;
    this.missingScopes = failure.missingScopes;
    this.anyScopeSuffices = failure.anyScopeSuffices;
    this.retryAfterSeconds = failure.retryAfterSeconds;
    this.rateLimitReason = failure.rateLimitReason;
    this.remediation = failure.remediation;
    this.existingCheckoutSessionId = failure.existingCheckoutSessionId;
    this.systemCode = failure.systemCode;
    this.detail = failure.detail;
    this.evidence = failure.evidence;
  }
}

/** A failure about an answer that arrived, was read, and cannot be used. Only for reads: nothing happened. */
export function failureAbout(
  { method, path, status, requestId }: Evidence,
  problem: Problem,
  detail: string,
): FlintError {
  return new FlintError({ problem, outcome: 'nothing-happened', method, path, status, requestId, detail });
}

/** Whether the server answered 404 or 405: the object, or the whole route, is not there for this key. */
export function isNotFound(error: unknown): error is FlintError {
  return error instanceof FlintError && error.problem === 'not-found';
}

/** Whether the server has no such route, as opposed to no such object. */
export function isMissingRoute(error: unknown): error is FlintError {
  return isNotFound(error) && (error.status === 405 || error.code === undefined || error.code === 'ROUTE_NOT_FOUND');
}

/** Whether the server refused a body field or a query parameter it does not know. */
export function isUnknownInput(error: unknown): error is FlintError {
  return error instanceof FlintError && error.problem === 'invalid' && (error.status === 400 || error.status === 422);
}

function summary(failure: Failure): string {
  const what = [failure.method, failure.path].filter((part) => part !== undefined).join(' ');
  const how = [failure.problem, failure.status, failure.code, failure.systemCode, failure.detail]
    .filter((part) => part !== undefined)
    .join(', ');
  const reference = failure.requestId === undefined ? '' : ` (request id ${failure.requestId})`;
  return `${what === '' ? '' : `${what}: `}${how}${reference}`;
}
