import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { type Context, planeOf } from '../context.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Mode } from '../state/plane.ts';
import { ApiError, notFound } from './api-error.ts';
import { anybody, authenticate, type Caller, demandAccess } from './authenticate.ts';
import {
  checkIdempotencyKey,
  fingerprintOf,
  inProgress,
  remember,
  rememberDecline,
  replayOf,
  writeName,
} from './idempotency.ts';
import type { CountCall } from './rate-limit.ts';
import { parseJson, readQueryString, readText } from './read-request.ts';
import { recordRequest } from './request-log.ts';
import { type AnswerFrame, failure, knownVersions, success } from './respond.ts';
import type { Answer, CallFrame, Route } from './route.ts';
import { demand } from './scopes.ts';

/** What all routes of a server share. */
export interface Serving {
  readonly context: Context;
  readonly scheduler: Scheduler;
  readonly countCall: CountCall;
}

/** Puts the routes on the server: 405 for other methods of their paths, 404 for every other path. */
export function serveRoutes(app: Hono, routes: readonly Route[], serving: Serving): void {
  const underway = new Set<string>();

  for (const route of routes) {
    app.on(route.method, route.path, (c) =>
      answer(serving, c.req.raw, route, (request, frame) =>
        perform(serving, underway, route, request, c.req.param(), frame),
      ),
    );
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const allowed = routes.filter((route) => route.path === path).map(({ method }) => method);
    app.all(path, (c) =>
      answer(serving, c.req.raw, undefined, () => {
        const message = `${c.req.method} is not allowed here.`;
        throw new ApiError(405, 'METHOD_NOT_ALLOWED', message, {}, { Allow: allowed.join(', ') });
      }),
    );
  }
  app.notFound((c) =>
    answer(serving, c.req.raw, undefined, () => {
      throw new ApiError(404, 'ROUTE_NOT_FOUND', `There is no route ${c.req.path}.`);
    }),
  );
}

interface Frame extends AnswerFrame {
  caller?: Caller | undefined;
  idempotencyKey?: string | undefined;
}

type Work = (request: Request, frame: Frame) => Promise<Response> | never;

/** Runs one call and saves the state before its answer leaves. */
async function answer(
  { context, scheduler }: Serving,
  request: Request,
  route: Route | undefined,
  work: Work,
): Promise<Response> {
  const started = performance.now();
  const frame: Frame = { context, requestId: request.headers.get('x-request-id') || randomUUID() };
  try {
    scheduler.catchUp();
    const { response, refusal } = await attempt(request, frame, work);
    recordRequest(frame, { request, route, response, refusal, latency: performance.now() - started });
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
  work: Work,
): Promise<{ readonly response: Response; readonly refusal?: ApiError }> {
  try {
    return { response: await work(request, frame) };
  } catch (error) {
    frame.caller ??= callerOf(frame.context, request);
    if (error instanceof ApiError) return { response: failure(frame, error), refusal: error };
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
  { context, countCall }: Serving,
  underway: Set<string>,
  route: Route,
  request: Request,
  parameters: Record<string, string>,
  frame: Frame,
): Promise<Response> {
  const caller = route.access === 'public' ? anybody : authenticate(context, request.headers);
  if (caller !== anybody) {
    frame.caller = caller;
    countCall(caller.key.api_key_id);
    demandAccess(caller, route);
    demand(context, caller.key, route.scope);
    caller.key.last_used_at = new Date(context.clock.now()).toISOString();
  }
  checkVersion(request.headers.get('flint-version'));

  const stray = Object.values(parameters).find((id) => !/^[a-z]+_\w+$/.test(id));
  if (stray !== undefined) throw notFound('resource', stray);
  const sentKey = route.write ? request.headers.get('idempotency-key') : null;
  if (route.write) frame.idempotencyKey = sentKey ?? randomUUID();
  const url = new URL(request.url);
  const call: CallFrame = {
    context,
    plane: planeOf(context, caller.mode),
    mode: caller.mode,
    key: caller.key,
    cause: { requestId: frame.requestId, idempotencyKey: frame.idempotencyKey },
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

  if (sentKey === null) return success(frame, await route.run(call, query, body), false);
  const write = {
    name: writeName(route.method, route.path, sentKey),
    fingerprint: fingerprintOf(url.pathname, url.search, text),
    path: route.path,
  };
  return once(context, underway, write, frame, caller.mode, async () => route.run(call, query, body));
}

interface Write {
  readonly name: string;
  readonly fingerprint: string;
  readonly path: string;
}

/** Does a write under a caller's Idempotency-Key, or answers it again. */
async function once(
  context: Context,
  underway: Set<string>,
  { name, fingerprint, path }: Write,
  frame: Frame,
  mode: Mode,
  work: () => Promise<Answer>,
): Promise<Response> {
  checkIdempotencyKey(frame.idempotencyKey ?? '');
  const earlier = replayOf(context, planeOf(context, mode), name, fingerprint);
  if (earlier !== undefined) return success(frame, earlier, true);
  const busy = `${mode} ${name}`;
  if (underway.has(busy)) throw inProgress(path);
  underway.add(busy);
  try {
    const done = await work();
    remember(context, planeOf(context, mode), name, fingerprint, done);
    return success(frame, done, false);
  } catch (error) {
    rememberDecline(context, planeOf(context, mode), name, fingerprint, error);
    throw error;
  } finally {
    underway.delete(busy);
  }
}

function checkVersion(version: string | null): void {
  if (version === null || knownVersions.includes(version)) return;
  throw new ApiError(400, 'INVALID_API_VERSION', `Flint-Version ${version} is not a known version.`);
}
