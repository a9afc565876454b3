import { timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import type { RequestLogRecord } from '../state/account-records.ts';
import type { Plane } from '../state/plane.ts';
import type { ApiError } from './api-error.ts';
import { type AnswerFrame, servedVersion } from './respond.ts';
import type { Route } from './route.ts';

/** How many requests of a plane are kept. How long Flint keeps them is not published. */
const keptRequests = 500;

interface Handled {
  readonly request: Request;
  readonly route: Route | undefined;
  readonly response: Response;
  readonly refusal?: ApiError | undefined;
  /** Milliseconds of the machine's own time. */
  readonly latency: number;
}

/** Keeps what a key asked and how that was answered, where the server has request logs (API notes, money section 7). */
export function recordRequest(frame: AnswerFrame, handled: Handled): void {
  const { context, caller, requestId } = frame;
  if (caller === undefined || caller.credential !== 'key' || !context.api.isCurrent('request-logs')) return;
  const { request, route, response, refusal } = handled;
  const url = new URL(request.url);
  const plane = context.store.state.planes[caller.mode];
  const log: RequestLogRecord = {
    api_request_log_id: newId('rlog', context.clock.now()),
    api_key_id: caller.key.api_key_id,
    request_id: requestId,
    http_method: request.method,
    path: url.pathname,
    route_pattern: route?.path.replaceAll(/:(\w+)/g, '{$1}'),
    status_code: response.status,
    latency_milliseconds: Math.round(handled.latency),
    error_code: refusal?.code,
    error_summary: refusal?.message,
    ...resourceOf(url.pathname),
    requested_api_version: request.headers.get('flint-version') ?? undefined,
    served_api_version: servedVersion(context),
    created_at: timestamp(context),
  };
  plane.request_logs.push(log);
  plane.request_logs.splice(0, plane.request_logs.length - keptRequests);
}

/** The log of the request that had this id, if it is still kept. */
export function requestLogOf(plane: Plane, requestId: string | undefined): RequestLogRecord | undefined {
  return requestId === undefined
    ? undefined
    : plane.request_logs.findLast(({ request_id }) => request_id === requestId);
}

/** `/v1/orders/ord_…` is about an order. */
function resourceOf(path: string): { resource_type?: string; resource_id?: string } {
  const [, collection = '', id] = /^\/v1\/([a-z-]+)(?:\/([a-z]+_\w+))?/.exec(path) ?? [];
  if (collection === '') return {};
  const type = collection.replace(/ies$/, 'y').replace(/s$/, '').replaceAll('-', '_');
  return { resource_type: type, ...(id === undefined ? {} : { resource_id: id }) };
}
