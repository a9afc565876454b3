import type { Hono } from 'hono';
import type { Context } from './context.ts';
import { printFault } from './faults/print.ts';
import { struckBy } from './faults/struck-requests.ts';
import type { Exchange, Quirks } from './options.ts';
import { generationOf } from './routes/all-routes.ts';

/** Tells of every request and its answer, as they went over the wire. */
export function recordExchanges(
  app: Hono,
  onExchange: (exchange: Exchange) => void,
  { api, quirks }: Pick<Context, 'api' | 'quirks'>,
): void {
  app.use(async (call, next) => {
    const sent = call.req.raw.body === null ? '' : await call.req.raw.clone().text();
    await next();
    const received = await call.res.clone().text();
    const url = new URL(call.req.url);
    const struck = struckBy(call.req.raw);
    const unanswered = struck?.ending === 'reset';
    const bent = [...(struck?.faults.map(printFault) ?? []), ...quirksIn(quirks, url.pathname, call.res)];
    onExchange({
      kind: 'api',
      generation: generationOf(api, url.pathname),
      method: call.req.method,
      path: url.pathname,
      query: queryOf(url.searchParams),
      requestHeaders: Object.fromEntries(call.req.raw.headers),
      ...(sent === '' ? {} : { requestBody: parsed(sent) }),
      ...(bent.length === 0 ? {} : { faults: bent }),
      status: unanswered ? 0 : call.res.status,
      responseHeaders: unanswered ? {} : Object.fromEntries(call.res.headers),
      ...(received === '' || unanswered ? {} : { responseBody: parsed(received) }),
    });
  });
}

/** Which quirks may have bent an answer, so that it need not conform. */
function quirksIn(quirks: Quirks, path: string, answer: Response): string[] {
  if (!answer.ok) return [];
  const replayedSecret = answer.headers.has('Idempotency-Replayed') && path.startsWith('/v1/webhook-endpoints');
  return [
    ...(quirks.nullForAbsent === true ? ['null for absent fields'] : []),
    ...(quirks.secretMissingOnReplay === true && replayedSecret ? ['secret missing on replay'] : []),
  ];
}

function queryOf(search: URLSearchParams): Exchange['query'] {
  const names = [...new Set(search.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = search.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
