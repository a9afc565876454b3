import type { Hono } from 'hono';
import type { Exchange } from './options.ts';

/** Tells of every request and its answer, as they went over the wire. */
export function recordExchanges(app: Hono, onExchange: (exchange: Exchange) => void): void {
  app.use(async (call, next) => {
    const sent = call.req.raw.body === null ? '' : await call.req.raw.clone().text();
    await next();
    const received = await call.res.clone().text();
    const url = new URL(call.req.url);
    onExchange({
      kind: 'api',
      method: call.req.method,
      path: url.pathname,
      query: queryOf(url.searchParams),
      requestHeaders: Object.fromEntries(call.req.raw.headers),
      ...(sent === '' ? {} : { requestBody: parsed(sent) }),
      status: call.res.status,
      responseHeaders: Object.fromEntries(call.res.headers),
      ...(received === '' ? {} : { responseBody: parsed(received) }),
    });
  });
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
