import { z } from 'zod';
import type { RequestLogRecord } from '../state/account-records.ts';
import { matches, withinTime } from '../transport/filters.ts';
import { createdBounds, listQuery } from '../transport/inputs.ts';
import { listed, type Route, route } from '../transport/route.ts';
import { exactly } from '../transport/scopes.ts';

const buckets = {
  all: () => true,
  success: (status: number) => status < 400,
  client_error: (status: number) => status >= 400 && status < 500,
  server_error: (status: number) => status >= 500,
} as const;

/** The calling key's own requests, and nobody else's (API notes, money section 7). */
const listRequestLogs = route({
  feature: 'request-logs',
  only: '2026-09-07',
  method: 'GET',
  path: '/v1/developer/request-logs',
  scope: exactly('developer.request_logs.self.read'),
  query: listQuery({
    request_id: z.string().optional(),
    http_method: z.string().optional(),
    path_query: z.string().optional(),
    resource_type: z.string().optional(),
    resource_id: z.string().optional(),
    status_bucket: z.enum(['all', 'success', 'client_error', 'server_error']).optional(),
    ...createdBounds,
  }),
  handle(call) {
    const { plane, key, query } = call;
    const found = plane.request_logs.filter(
      (log) =>
        log.api_key_id === key.api_key_id &&
        matches(query.request_id, log.request_id) &&
        matches(query.http_method?.toUpperCase(), log.http_method) &&
        matches(query.resource_type, log.resource_type) &&
        matches(query.resource_id, log.resource_id) &&
        log.path.includes(query.path_query ?? '') &&
        buckets[query.status_bucket ?? 'all'](log.status_code) &&
        withinTime(log, query),
    );
    return listed(call, found, present);
  },
});

function present({ api_key_id: _key, ...log }: RequestLogRecord): Record<string, unknown> {
  return log;
}

export const requestLogRoutes: readonly Route[] = [listRequestLogs];
