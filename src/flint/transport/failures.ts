import type { Evidence } from '../answer.ts';
import type { Failure, Outcome, Problem } from '../errors.ts';
import type { ErrorBody } from '../wire/envelope.ts';
import { cleanText } from '../wire/text.ts';
import type { Arrived, Lost } from './exchange.ts';
import { isInProgress } from './retry.ts';

/** What kind of refusal a status is. Undefined below 400: that is none. */
export function problemOf(status: number): Problem | undefined {
  if (status < 400) return undefined;
  return problems[status] ?? (status >= 500 ? 'unavailable' : 'invalid');
}

const problems: Readonly<Record<number, Problem>> = {
  401: 'unauthorized',
  402: 'payment',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-found',
  409: 'conflict',
  429: 'rate-limited',
};

// Codes of a 4xx behind which an earlier request with the same key may have done its work.
const unsettledCodes = new Set(['IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_RECOVERY_REQUIRED']);

/** Where a failure happened. Nothing that a read does can have taken effect. */
export interface Site {
  readonly read: boolean;
  readonly evidence: Evidence;
}

/** A success or redirect that cannot be used: for a write it is open whether it took effect. */
export function unusable(site: Site, problem: Problem, detail?: string): Failure {
  return { ...base(site), problem, outcome: site.read ? 'nothing-happened' : 'unknown', detail };
}

/** A refusal by the server: the status decides the kind, the body (if it is Flint's) the rest. */
export function refusal(
  site: Site,
  body: ErrorBody | undefined,
  arrived: Arrived,
  retryAfter: number | undefined,
): Failure {
  const { status } = arrived;
  const foreign = body === undefined && status < 500 && ![404, 405, 429].includes(status);
  const problem = foreign ? 'not-understood' : (problemOf(status) ?? 'invalid');
  return {
    ...base(site),
    problem,
    outcome: refusalOutcome(site, body, status, foreign),
    code: body?.code,
    param: body?.param,
    requestId: body?.requestId ?? site.evidence.requestId,
    serverMessage: body?.message,
    missingScopes: body?.missingScopes,
    anyScopeSuffices: body?.anyScopeSuffices,
    remediation: body?.remediation,
    existingCheckoutSessionId: body?.existingCheckoutSessionId,
    retryAfterSeconds: retryAfter,
    rateLimitReason: status === 429 ? shown(arrived.header('flint-rate-limited-reason')) : undefined,
    detail: body === undefined ? 'the answer was not in the form of Flint' : undefined,
  };
}

/** A response that did not arrive, or not whole. */
export function loss(site: { read: boolean; method: Evidence['method']; path: string }, lost: Lost): Failure {
  return {
    problem: lossProblem(lost),
    outcome: site.read || !lost.sent ? 'nothing-happened' : 'unknown',
    method: site.method,
    path: site.path,
    status: lost.status,
    requestId: shown(lost.header('x-request-id')),
    systemCode: lost.systemCode,
    detail: lossDetail(lost),
  };
}

function base(site: Site) {
  const { method, path, status, requestId } = site.evidence;
  return { method, path, status, requestId, evidence: site.evidence };
}

function refusalOutcome(site: Site, body: ErrorBody | undefined, status: number, foreign: boolean): Outcome {
  if (site.read) return 'nothing-happened';
  if (foreign || status >= 500 || status === 429 || status === 408) return 'unknown';
  if (isInProgress(body?.code) || unsettledCodes.has(body?.code ?? '')) return 'unknown';
  return 'nothing-happened';
}

function lossProblem(lost: Lost): Problem {
  switch (lost.lost) {
    case 'too large':
    case 'broken off':
      return 'not-understood';
    default:
      return lost.lost;
  }
}

function lossDetail(lost: Lost): string | undefined {
  if (lost.lost === 'too large') return 'the answer was too large';
  if (lost.lost === 'broken off') return 'the answer broke off';
  return lost.phase === undefined ? undefined : `no progress in phase ${lost.phase}`;
}

function shown(text: string | undefined): string | undefined {
  return text === undefined ? undefined : cleanText(text, 200);
}
