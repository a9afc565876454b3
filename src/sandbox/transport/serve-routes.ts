import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { type Context, planeOf } from '../context.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Mode } from '../state/plane.ts';
import { ApiError, notFound } from './api-error.ts';
import { authenticate, type Caller } from './authenticate.ts';
import { checkIdempotencyKey, fingerprintOf, remember, replayOf, writeName } from './idempotency.ts';
import { parseJson, readQueryString, readText } from './read-request.ts';
import { type AnswerFrame, failure, servedVersion, success } from './respond.ts';
import type { Answer, CallFrame, Route } from './route.ts';
import { demand } from './scopes.ts';

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
    scheduler.catchUp();
    const response = await attempt(request, frame, work);
    // A read only touches when its key was last used, which may wait for the next write.
    scheduler.commit(request.method !== 'GET');
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
    plane: planeOf(context, caller.mode),
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
  frame.idempotencyKey = sentKey ?? randomUUID();
  if (sentKey === null) return success(frame, await route.run(call, query, body), false);
  const write = {
    name: writeName(route.method, route.path, sentKey),
    fingerprint: fingerprintOf(url.pathname, url.search, text),
  };
  return once(context, underway, write, frame, caller.mode, async () => route.run(call, query, body));
}

/** Does a write under a caller's Idempotency-Key, or answers it again. */
async function once(
  context: Context,
  underway: Set<string>,
  { name, fingerprint }: { readonly name: string; readonly fingerprint: string },
  frame: Frame,
  mode: Mode,
  work: () => Promise<Answer>,
): Promise<Response> {
  checkIdempotencyKey(frame.idempotencyKey ?? '');
  const earlier = replayOf(context, planeOf(context, mode), name, fingerprint);
  if (earlier !== undefined) return success(frame, earlier, true);
  const busy = `${mode} ${name}`;
  if (underway.has(busy)) {
    const message = 'The first call under this Idempotency-Key is still running.';
    throw new ApiError(409, 'IDEMPOTENCY_KEY_IN_PROGRESS', message, { remediation: { retryable: true } });
  }
  underway.add(busy);
  try {
    const done = await work();
    remember(context, planeOf(context, mode), name, fingerprint, done);
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
