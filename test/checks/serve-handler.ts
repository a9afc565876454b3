import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { probeHandler } from '../../src/checks/handler/conformance.ts';
import type { ConformanceResults } from '../../src/checks/handler/results.ts';
import { defaultProbePace, type HandlerTarget } from '../../src/checks/handler/target.ts';

export const liveSecret = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
export const sandboxSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** One event as it arrived, before anything parsed it. */
export interface Arrival {
  readonly raw: Buffer;
  readonly headers: IncomingHttpHeaders;
  readonly method: string | undefined;
  readonly path: string | undefined;
}

/** What a handler answers: a status, or one with headers and a body; `hang up` closes the connection without an answer. */
export type Reply =
  | number
  | 'hang up'
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };

/** Serves a handler on 127.0.0.1 until the test ends; `arrivals` holds everything that came. A handler that throws answers 500. */
export async function serveHandler(
  handle: (arrival: Arrival) => Reply | Promise<Reply>,
): Promise<{ url: URL; arrivals: Arrival[] }> {
  const arrivals: Arrival[] = [];
  const url = await listen(async (request, response) => {
    const arrival = {
      raw: await buffer(request),
      headers: request.headers,
      method: request.method,
      path: request.url,
    };
    arrivals.push(arrival);
    const reply = await Promise.resolve(arrival)
      .then(handle)
      .catch(() => 500);
    if (reply === 'hang up') {
      response.destroy();
      return;
    }
    const { status, headers = {}, body = '' } = typeof reply === 'number' ? { status: reply } : reply;
    response.writeHead(status, headers).end(body);
  });
  return { url, arrivals };
}

/** Serves on 127.0.0.1 until the test ends, and gives the address of the webhook handler. */
export async function listen(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on TCP has an address record.
  const { port } = server.address() as AddressInfo;
  return new URL(`http://127.0.0.1:${port}/webhooks/flint`);
}

/** A target with the live endpoint's secret. */
export function targetAt(url: URL, more: Partial<HandlerTarget> = {}): HandlerTarget {
  return { url, secret: () => liveSecret, mode: 'live', version: '1.2.3', ...more };
}

/** Probes a handler that stands until the test ends. */
export async function probe(
  handle: (arrival: Arrival) => Reply | Promise<Reply>,
  more: Partial<HandlerTarget> = {},
): Promise<ConformanceResults> {
  const { url } = await serveHandler(handle);
  // A busy machine must not look like a slow handler: in these runs no time passes.
  return probeHandler(targetAt(url, more), { pace: { ...defaultProbePace, elapsed: () => 0 } });
}
