import type { z } from 'zod';
import type { Answer, Evidence } from '../answer.ts';
import { type Failure, FlintError } from '../errors.ts';
import { readMode } from '../mode.ts';
import type { Pace } from '../pace.ts';
import type { Passage, Traffic } from '../traffic.ts';
import { readErrorBody, readRequestId } from '../wire/envelope.ts';
import { type Call, demandIdempotencyKey, isRead } from './call.ts';
import { type Arrived, exchange, type Lost, type Outgoing } from './exchange.ts';
import { loss, refusal, type Site, unusable } from './failures.ts';
import type { Identity } from './identity.ts';
import { urlOf } from './path.ts';
import { mayRetry, readRetryAfter, waitBefore } from './retry.ts';
import { serialise } from './serialise.ts';
import { isCertificateProblem } from './tls.ts';

/** What every call of one client shares. */
export interface Connection {
  readonly key: string;
  readonly baseUrl: URL;
  readonly pace: Pace;
  readonly signal: AbortSignal | undefined;
  readonly identity: Identity;
  readonly traffic: Traffic | undefined;
}

/**
 * Sends one call until it is answered for good: retries only where a repeat is safe, always the same bytes under the same
 * Idempotency-Key. Throws a FlintError for everything but a proven, understood success.
 */
export async function send<Schema extends z.ZodType>(
  connection: Connection,
  call: Call<Schema>,
): Promise<Answer<z.output<Schema>>> {
  const { pace, identity } = connection;
  const outgoing = prepare(connection, call);
  let started: number | undefined;
  // Once one attempt may have taken effect, no refusal of its repeat proves that it did not.
  let mayHaveHappened = false;
  for (let made = 1; ; made += 1) {
    const leave = await connection.traffic?.enter(outgoing.signal);
    const left = pace.now().getTime();
    started ??= left;
    let result: Arrived | Lost | undefined;
    try {
      identity.demandOpen(call.method, call.path, mayHaveHappened ? 'unknown' : 'nothing-happened');
      demandPatience(outgoing.signal, call, mayHaveHappened);
      result = await exchange(outgoing);
    } finally {
      leave?.(passageOf(result, pace.now(), left));
    }
    const judged = 'lost' in result ? judgeLoss(connection, call, result) : judgeArrival(connection, call, result);
    if ('value' in judged) return judged;
    const failure: Failure = mayHaveHappened ? { ...judged, outcome: 'unknown' } : judged;
    mayHaveHappened ||= judged.outcome === 'unknown' && judged.status !== 429;
    const wait = waitBefore(made - 1, failure.retryAfterSeconds, pace);
    const overdue = pace.now().getTime() - started + wait > pace.patience;
    if (!repeatable(result, judged, isRead(call), made) || made >= pace.attempts || overdue) {
      throw new FlintError(failure);
    }
    try {
      await pace.sleep(wait, outgoing.signal);
    } catch {
      demandPatience(outgoing.signal, call, mayHaveHappened);
      throw new FlintError(failure);
    }
  }
}

function passageOf(result: Arrived | Lost | undefined, now: Date, left: number): Passage {
  const status = result?.status;
  const retryAfterSeconds = result !== undefined && status === 429 ? readRetryAfter(result.header, now) : undefined;
  return { status, retryAfterSeconds, milliseconds: now.getTime() - left };
}

function prepare<Schema extends z.ZodType>(connection: Connection, call: Call<Schema>): Outgoing {
  const body = 'body' in call && call.body !== undefined ? serialise(call.body) : undefined;
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization: `Bearer ${connection.key}`,
    'user-agent': 'flint-golive',
  };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if ('idempotencyKey' in call) {
    demandIdempotencyKey(call.idempotencyKey);
    headers['idempotency-key'] = call.idempotencyKey;
  }
  const signals = [connection.signal, call.signal].filter((signal) => signal !== undefined);
  return {
    method: call.method,
    url: urlOf(connection.baseUrl, call.path, call.query),
    headers,
    body,
    timeouts: connection.pace.timeouts,
    signal: signals.length > 1 ? AbortSignal.any(signals) : signals[0],
  };
}

function judgeLoss(connection: Connection, call: Call<z.ZodType>, lost: Lost): Failure {
  const failure = loss({ read: isRead(call), method: call.method, path: call.path }, lost);
  if (lost.status === undefined) return failure;
  const site = siteOf(connection, call, { status: lost.status, header: lost.header, body: '' });
  const verdict = connection.identity.judge(lost.header, site.evidence);
  return typeof verdict === 'object' && 'mismatch' in verdict
    ? unusable(site, verdict.mismatch, verdict.detail)
    : { ...failure, evidence: site.evidence };
}

function judgeArrival<Schema extends z.ZodType>(
  connection: Connection,
  call: Call<Schema>,
  arrived: Arrived,
): Answer<z.output<Schema>> | Failure {
  const site = siteOf(connection, call, arrived);
  const verdict = connection.identity.judge(arrived.header, site.evidence);
  if (typeof verdict === 'object' && 'mismatch' in verdict) return unusable(site, verdict.mismatch, verdict.detail);
  if (arrived.status >= 300 && arrived.status < 400) return unusable(site, 'redirect');
  if (arrived.status >= 400) {
    const body = readErrorBody(parse(arrived.body), connection.key);
    return refusal(site, body, arrived, readRetryAfter(arrived.header, connection.pace.now()));
  }
  if (verdict !== 'proven') {
    connection.identity.forgetProof();
    return unusable(site, verdict.silent);
  }
  const read = call.answer.safeParse(parse(arrived.body));
  if (read.success) return { value: read.data, evidence: site.evidence };
  // Only the names of fields: a message could quote a value.
  const fields = read.error.issues.map((issue) => issue.path.join('.')).filter((field) => field !== '');
  const detail =
    fields.length === 0 ? 'the answer was not in the form of Flint' : `unreadable: ${fields.slice(0, 3).join(', ')}`;
  return unusable(site, 'not-understood', detail);
}

function siteOf(connection: Connection, call: Call<z.ZodType>, arrived: Arrived): Site {
  const mode = readMode(arrived.header('flint-mode')?.trim());
  const requestId = readRequestId(arrived.header('x-request-id')) ?? requestIdInside(arrived.body, connection.key);
  const evidence: Evidence = {
    ...(requestId === undefined ? {} : { requestId }),
    at: connection.pace.now().toISOString(),
    ...(mode === undefined ? {} : { mode }),
    method: call.method,
    path: call.path,
    status: arrived.status,
    replayed: arrived.header('idempotency-replayed')?.trim().toLowerCase() === 'true',
  };
  return { read: isRead(call), evidence };
}

function requestIdInside(body: string, key: string): string | undefined {
  const json = parse(body);
  if (typeof json !== 'object' || json === null) return undefined;
  const own = 'request_id' in json ? readRequestId(json.request_id) : undefined;
  return own ?? readErrorBody(json, key)?.requestId;
}

function repeatable(result: Arrived | Lost, failure: Failure, read: boolean, made: number): boolean {
  if (failure.problem === 'wrong-mode' || failure.problem === 'wrong-merchant') return false;
  if ('lost' in result) {
    const fleeting = result.lost === 'network' || result.lost === 'timeout' || result.lost === 'broken off';
    return fleeting && !isCertificateProblem(result.systemCode);
  }
  return mayRetry(result.status, failure.code, read, made);
}

function demandPatience(signal: AbortSignal | undefined, call: Call<z.ZodType>, mayHaveHappened: boolean): void {
  if (!signal?.aborted) return;
  const { method, path } = call;
  throw new FlintError({ problem: 'aborted', outcome: mayHaveHappened ? 'unknown' : 'nothing-happened', method, path });
}

/** The JSON of a body; undefined for a page, half an object or anything else that is none. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
