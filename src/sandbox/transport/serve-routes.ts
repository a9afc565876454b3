import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { Context } from '../context.ts';
import type { Scheduler } from '../scheduler.ts';
import { ApiError, notFound } from './api-error.ts';
import { authenticate, type Caller } from './authenticate.ts';
import { checkIdempotencyKey, fingerprintOf, remember, replayOf, writeName } from './idempotency.ts';
import { type AnswerFrame, failure, servedVersion, success } from './respond.ts';
import type { Answer, CallFrame, Route } from './route.ts';
import { demand } from './scopes.ts';

/** Largest request body that is read. */
const largestBody = 1024 * 1024;

/** Puts the routes on the server: 405 for other methods of their paths, 404 for every other path. */
export function serveRoutes(app: Hono, routes: readonly Route[], context: Context, scheduler: Scheduler): void {
  const underway = new Set<string>();

  for (const route of routes) {
    app.on(route.method, route.path, (c) =>
      answer(context, scheduler, c.req.raw, (request, frame) =>
        perform(context, underway, route, request, c.req.param(), frame),
      ),
    );
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const allowed = routes.filter((route) => route.path === path).map(({ method }) => method);
    app.all(path, (c) =>
      answer(context, scheduler, c.req.raw, () => {
        throw new ApiError(
          405,
          'METHOD_NOT_ALLOWED',
          `${c.req.method} is not allowed here.`,
          {},
          {
            Allow: allowed.join(', '),
          },
        );
      }),
    );
  }
  app.notFound((c) =>
    answer(context, scheduler, c.req.raw, () => {
      throw new ApiError(404, 'ROUTE_NOT_FOUND', `There is no route ${c.req.path}.`);
    }),
  );
}

interface Frame extends AnswerFrame {
  caller?: Caller | undefined;
  idempotencyKey?: string | undefined;
}

/** Runs one call and saves the state before its answer leaves. */
async function answer(
  context: Context,
  scheduler: Scheduler,
  request: Request,
  work: (request: Request, frame: Frame) => Promise<Response> | never,
): Promise<Response> {
  const frame: Frame = { context, requestId: request.headers.get('x-request-id') || randomUUID() };
  try {
    const moved = scheduler.catchUp();
    const response = await attempt(request, frame, work);
    // A read only touches when its key was last used, which may wait for the next write.
    if (moved || request.method !== 'GET') context.store.save();
    scheduler.arm();
    return response;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure(frame, new ApiError(500, 'INTERNAL_ERROR', `The rehearsal's server failed: ${reason}`));
  }
}

/** A refusal is an answer like any other: a decline changes the order it refuses to pay. */
async function attempt(
  request: Request,
  frame: Frame,
  work: (request: Request, frame: Frame) => Promise<Response> | never,
): Promise<Response> {
  try {
    return await work(request, frame);
  } catch (error) {
    frame.caller ??= callerOf(frame.context, request);
    if (error instanceof ApiError) return failure(frame, error);
    throw error;
  }
}

/** For refusals that come before authentication, such as an unknown route. */
function callerOf(context: Context, request: Request): Caller | undefined {
  try {
    return authenticate(context, request.headers);
  } catch {
    return undefined;
  }
}

async function perform(
  context: Context,
  underway: Set<string>,
  route: Route,
  request: Request,
  parameters: Record<string, string>,
  frame: Frame,
): Promise<Response> {
  const caller = authenticate(context, request.headers);
  frame.caller = caller;
  checkVersion(request.headers.get('flint-version'));
  demand(caller.key, route.scope);
  caller.key.last_used_at = new Date(context.clock.now()).toISOString();

  const stray = Object.values(parameters).find((id) => !/^[a-z]+_\w+$/.test(id));
  if (stray !== undefined) throw notFound('resource', stray);
  const url = new URL(request.url);
  const call: CallFrame = {
    context,
    plane: context.store.state.planes[caller.mode],
    mode: caller.mode,
    key: caller.key,
    requestId: frame.requestId,
    path: url.pathname,
    parameter(name) {
      const value = parameters[name];
      if (value === undefined) throw new Error(`the path ${route.path} has no parameter ${name}`);
      return value;
    },
  };
  const query = readQueryString(url.searchParams);
  if (route.method === 'GET') return success(frame, await route.run(call, query, undefined), false);

  const text = await readText(request);
  const body = parseJson(text, request.headers.get('content-type'));
  if (!route.write) return success(frame, await route.run(call, query, body), false);

  const sentKey = request.headers.get('idempotency-key');
  if (sentKey !== null) checkIdempotencyKey(sentKey);
  const key = sentKey ?? randomUUID();
  frame.idempotencyKey = key;
  const name = writeName(route.method, route.path, key);
  const fingerprint = fingerprintOf(url.pathname, url.search, text);
  const earlier = replayOf(context, call.plane, name, fingerprint);
  if (earlier !== undefined) return success(frame, earlier, true);

  const busy = `${caller.mode} ${name}`;
  if (underway.has(busy)) {
    throw new ApiError(
      409,
      'IDEMPOTENCY_KEY_IN_PROGRESS',
      'The first call under this Idempotency-Key is still running.',
      {
        remediation: { retryable: true },
      },
    );
  }
  underway.add(busy);
  try {
    const done: Answer = await route.run(call, query, body);
    if (sentKey !== null) remember(context, context.store.state.planes[caller.mode], name, fingerprint, done);
    return success(frame, done, false);
  } finally {
    underway.delete(busy);
  }
}

const knownVersions = [servedVersion, '2026-09-07'];

function checkVersion(version: string | null): void {
  if (version === null || knownVersions.includes(version)) return;
  throw new ApiError(400, 'INVALID_API_VERSION', `Flint-Version ${version} is not a known version.`);
}

function readQueryString(search: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return query;
}

async function readText(request: Request): Promise<string> {
  const text = await request.text();
  if (text.length > largestBody) throw new ApiError(413, 'REQUEST_TOO_LARGE', 'The body is larger than 1 MB.');
  return text;
}

function parseJson(text: string, contentType: string | null): unknown {
  if (text === '') return undefined;
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? '')) {
    throw new ApiError(415, 'UNSUPPORTED_CONTENT_TYPE', 'Bodies are sent as application/json.');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, 'INVALID_JSON', 'The body is not valid JSON.');
  }
}
