import type { Hono } from 'hono';
import type { Context } from '../context.ts';
import type { Mode } from '../state/plane.ts';
import { oddRequestId, withNullForAbsent, withoutSecretOnReplay, withRequestId, withUnknownEnum } from './bodies.ts';
import type { CallEffect } from './fault.ts';
import type { FaultPlan } from './fault-plan.ts';
import { withBody } from './json-answer.ts';
import { pause } from './pause.ts';
import { htmlPage, redirection, refusal } from './stand-in-answers.ts';
import { noteStruck, type Struck } from './struck-requests.ts';

/**
 * Lets faults strike the calls they name. Several may strike one call: first those that act before the work is done, of
 * which the first that answers keeps the rest from happening, then those that bend the answer, in the order given.
 */
export function bendCalls(app: Hono, plan: FaultPlan, context: Context, closing: AbortSignal): void {
  app.use(async (call, next) => {
    const request = call.req.raw;
    const { pathname: path } = new URL(request.url);
    const faults = plan.strikeCall({ method: request.method, path, mode: modeOf(request.headers) });
    if (faults.length === 0) return next();

    const frame: Frame = { context, request, closing, struck: noteStruck(request, faults) };
    const effects = faults.map(({ effect }) => effect);
    for (const effect of effects) {
      const instead = await beforeCommit(frame, effect);
      if (instead !== undefined) return instead;
    }
    await next();
    let response = call.res;
    for (const effect of effects) response = await afterCommit(frame, effect, response);
    // Cleared first, or Hono would mix the headers of the old answer into the new one.
    call.res = undefined;
    call.res = response;
    return undefined;
  });
}

/** The plane that a call means, by the key it brings. */
function modeOf(headers: Headers): Mode | undefined {
  const key = headers.get('x-api-key') ?? headers.get('authorization') ?? '';
  const match = /^(?:Bearer\s+)?flint_(test|live)_/i.exec(key);
  return match?.[1] === 'test' || match?.[1] === 'live' ? match[1] : undefined;
}

interface Frame {
  readonly context: Context;
  readonly request: Request;
  readonly closing: AbortSignal;
  readonly struck: Struck;
}

/** What a fault does before anything was done; an answer here means that nothing will be. */
async function beforeCommit(
  { context, request, closing, struck }: Frame,
  effect: CallEffect,
): Promise<Response | undefined> {
  switch (effect.kind) {
    case 'delay':
      if (effect.afterCommit || (await pause(context.clock, effect.milliseconds, closing))) return undefined;
      struck.ending = 'reset';
      return new Response(null, { status: 503 });
    case 'status':
      return effect.afterCommit ? undefined : refusal(context, request, effect);
    case 'html-page':
      return effect.afterCommit ? undefined : htmlPage(effect);
    case 'redirect':
      return redirection(request, effect);
    case 'reset-before-commit':
      struck.ending = 'reset';
      return new Response(null, { status: 503 });
    default:
      return undefined;
  }
}

/** What a fault makes of an answer whose work is done and saved. */
async function afterCommit(
  { context, request, closing, struck }: Frame,
  effect: CallEffect,
  response: Response,
): Promise<Response> {
  switch (effect.kind) {
    case 'delay':
      if (effect.afterCommit) await pause(context.clock, effect.milliseconds, closing);
      return response;
    case 'status':
      return effect.afterCommit ? refusal(context, request, effect) : response;
    case 'html-page':
      return effect.afterCommit ? htmlPage(effect) : response;
    case 'reset-after-commit':
      struck.ending = 'reset';
      return response;
    case 'half-body':
      struck.ending ??= 'half';
      return halved(response);
    case 'wrong-mode':
      return changed(response, 'Flint-Mode', (mode) => (mode === 'live' ? 'test' : 'live'));
    case 'no-mode':
      return changed(response, 'Flint-Mode', () => undefined);
    case 'wrong-merchant':
      return changed(response, 'Flint-Merchant-Id', () => anotherMerchant);
    case 'no-request-id':
      return withRequestId(response, undefined);
    case 'odd-request-id':
      return withRequestId(response, oddRequestId);
    case 'unknown-enum':
      return withUnknownEnum(response, effect.field);
    case 'null-for-absent':
      return withNullForAbsent(response);
    case 'no-secret-on-replay':
      return withoutSecretOnReplay(response);
    case 'redirect':
    case 'reset-before-commit':
      return response;
  }
}

/** A merchant that the sandbox does not have; ids of its own have 26 characters of Crockford's alphabet. */
const anotherMerchant = 'mer_anotherbusiness';

function changed(response: Response, name: string, change: (value: string) => string | undefined): Response {
  const headers = new Headers(response.headers);
  const value = headers.get(name);
  if (value === null) return response;
  const other = change(value);
  if (other === undefined) headers.delete(name);
  else headers.set(name, other);
  return new Response(response.body, { status: response.status, headers });
}

/** Half of the bytes under a Content-Length that promises all of them. */
async function halved(response: Response): Promise<Response> {
  const whole = Buffer.from(await response.arrayBuffer());
  const half = withBody(response, whole.subarray(0, Math.floor(whole.length / 2)));
  half.headers.set('Content-Length', String(whole.length));
  return half;
}
