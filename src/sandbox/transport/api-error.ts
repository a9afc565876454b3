import type { AnswerFrame } from './respond.ts';

/** Optional fields of an error body (API notes, transport section 7). */
export interface ErrorDetail {
  readonly param?: string;
  readonly missing_scopes?: readonly string[];
  readonly scope_requirement?: { readonly mode: 'all' | 'any'; readonly scopes: readonly string[] };
  readonly current_status?: string;
  readonly blocking_resources?: ReadonlyArray<Readonly<Record<string, string>>>;
  readonly conflicting_fields?: readonly string[];
  readonly existing_checkout_session_id?: string;
  readonly current_checkout_session_id?: string;
  readonly remediation?: { readonly next_steps?: string; readonly retryable?: boolean };
}

/** A refusal with its documented status and code. */
export class ApiError extends Error {
  readonly status: ErrorStatus;
  readonly code: string;
  readonly detail: ErrorDetail;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ErrorStatus,
    code: string,
    message: string,
    detail: ErrorDetail = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.headers = headers;
  }
}

export type ErrorStatus = keyof typeof typeOfStatus;

const typeOfStatus = {
  400: 'validation_error',
  401: 'authentication_error',
  402: 'payment_error',
  403: 'authorization_error',
  404: 'not_found_error',
  405: 'invalid_request_error',
  409: 'conflict_error',
  410: 'invalid_request_error',
  413: 'invalid_request_error',
  415: 'invalid_request_error',
  422: 'validation_error',
  429: 'rate_limit_error',
  500: 'internal_error',
  502: 'external_service_error',
  503: 'unavailable_error',
  504: 'timeout_error',
} as const;

/** Every status that a refusal can have. */
export const errorStatuses: readonly number[] = Object.keys(typeOfStatus).map(Number);

export function isErrorStatus(status: number): status is ErrorStatus {
  return errorStatuses.includes(status);
}

/** The `error` object of a failing answer. `doc_url` leads to a page of the sandbox, since the real address is not known. */
export function errorBody(error: ApiError, { context, caller, requestId }: AnswerFrame): Record<string, unknown> {
  const logged = caller?.credential === 'key' && context.api.isCurrent('request-logs');
  return {
    type: typeOfStatus[error.status],
    code: error.code,
    message: error.message,
    doc_url: `${context.baseUrl}/sandbox/errors/${error.code}`,
    error_source: error.status >= 500 ? 'flint' : error.status === 402 ? 'merchant' : 'integration',
    request_id: requestId,
    ...(logged ? { request_log_url: `/v1/developer/request-logs?request_id=${encodeURIComponent(requestId)}` } : {}),
    ...error.detail,
  };
}

/** An id that does not exist in this plane, whatever exists elsewhere. */
export function notFound(what: string, id: string, param?: string): ApiError {
  return new ApiError(404, 'RESOURCE_NOT_FOUND', `No ${what} ${id} exists here.`, param === undefined ? {} : { param });
}

/** A field whose value cannot be taken. */
export function invalid(param: string, message: string, code = 'VALIDATION_ERROR'): ApiError {
  return new ApiError(400, code, message, { param });
}

/** A documented field that the rehearsal cannot act on; refusing it is more honest than ignoring it. */
export function notSimulated(param: string): ApiError {
  return invalid(param, `${param} is a field of Flint's that this rehearsal does not simulate.`, 'INVALID_REQUEST');
}
