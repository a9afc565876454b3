import { z } from 'zod';
import { type Answer, withValue } from './answer.ts';
import type { FlintClient } from './client.ts';
import { FlintError } from './errors.ts';
import { whereServed } from './generations.ts';
import { type Listing, list } from './listing.ts';
import { problemOf } from './transport/failures.ts';
import { flag, id, integer, optionalId, text, time } from './wire/fields.ts';

/** One request of the calling key as Flint logged it, without bodies (the API notes, money, section 7). */
export type RequestLog = z.output<typeof requestLog>;

/** Which requests to look for; times are RFC 3339. */
export interface RequestLogFilter {
  readonly requestId?: string | undefined;
  readonly method?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly statusBucket?: 'success' | 'client_error' | 'server_error' | undefined;
  readonly createdAfter?: string | undefined;
  /** How many are read at most, in whole pages of 100; 100 when absent. */
  readonly atMost?: number | undefined;
}

const requestLog = z
  .object({
    api_request_log_id: id,
    request_id: text,
    http_method: text,
    path: text,
    status_code: integer,
    latency_milliseconds: integer,
    error_code: text,
    error_summary: text,
    recommended_action: text,
    retryable: flag,
    resource_id: optionalId,
    served_api_version: text,
    created_at: time,
  })
  .transform((wire) => ({
    id: wire.api_request_log_id,
    requestId: wire.request_id,
    method: wire.http_method,
    path: wire.path,
    status: wire.status_code,
    durationMilliseconds: wire.latency_milliseconds,
    errorCode: wire.error_code,
    errorSummary: wire.error_summary,
    recommendedAction: wire.recommended_action,
    retryable: wire.retryable,
    resourceId: wire.resource_id,
    apiVersion: wire.served_api_version,
    createdAt: wire.created_at,
  }));

/**
 * Lists requests of the calling key, and of no other key. Undefined where the server has no such log, as the guide's generation; it needs
 * the scope `developer.request_logs.self.read`.
 */
export async function listRequestLogs(
  client: FlintClient,
  filter: RequestLogFilter = {},
): Promise<Answer<readonly RequestLog[]> | undefined> {
  const listing = list(client, {
    path: '/v1/developer/request-logs',
    query: {
      request_id: filter.requestId,
      http_method: filter.method,
      resource_id: filter.resourceId,
      status_bucket: filter.statusBucket,
      created_after: filter.createdAfter,
    },
    item: requestLog,
    idOf: (log) => log.id,
    keep: (log) => filter.requestId === undefined || log.requestId === undefined || log.requestId === filter.requestId,
  });
  return await whereServed(client, 'request logs', '2026-09-07', () => firstOf(listing, filter.atMost ?? 100));
}

/**
 * The failure that a logged request ended with, so that it can be explained like any other; undefined for a request that succeeded, or whose
 * outcome the log does not state. What it lacks, such as the missing scopes, only the answer itself had.
 */
export function failureOfLog(log: RequestLog): FlintError | undefined {
  const { method, path, status, errorCode, errorSummary, requestId } = log;
  const problem = status === undefined ? undefined : problemOf(status);
  if (problem === undefined) return undefined;
  return new FlintError({
    problem,
    outcome: 'nothing-happened',
    method: methods.find((known) => known === method),
    path,
    status,
    code: errorCode,
    requestId,
    serverMessage: errorSummary,
  });
}

const methods = ['GET', 'POST', 'PATCH', 'DELETE'] as const;

/** A log can be very long, so it is read only as far as asked. */
async function firstOf<Item>(listing: Listing<Item>, atMost: number): Promise<Answer<readonly Item[]>> {
  const items: Item[] = [];
  let last: Answer<readonly Item[]> | undefined;
  for await (const page of listing.pages()) {
    items.push(...page.value);
    last = page;
    if (items.length >= atMost) break;
  }
  if (last === undefined) throw new Error('A list has at least one page.');
  return withValue(last, items.slice(0, atMost));
}
