import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { connect, type FlintClient } from '../../src/flint/client.ts';
import { readKey } from '../../src/flint/keys.ts';
import type { Pace } from '../../src/flint/pace.ts';
import { findings } from '../contract/suite/findings.ts';

/** One request as the server saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers one request, well or badly. */
export type Reply = (response: ServerResponse, seen: Seen) => void;

/** A server that answers each request with the next reply of its script, and the last reply for ever. */
export interface ScriptedServer {
  readonly baseUrl: URL;
  readonly seen: readonly Seen[];
}

export const merchantId = 'mer_scripted';

/** The headers of an authenticated answer in live mode. */
export const proven = { 'flint-mode': 'live', 'flint-merchant-id': merchantId, 'x-request-id': 'request-1' };

/** Starts a scripted server for the current test. */
export async function scripted(...script: readonly Reply[]): Promise<ScriptedServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const one: Seen = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      holdToContract(one);
      const reply = script[Math.min(seen.length, script.length - 1)];
      seen.push(one);
      reply?.(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  });
  // A server that listens on TCP has an address record.
  const { port } = server.address() as AddressInfo;
  return { baseUrl: new URL(`http://127.0.0.1:${port}`), seen };
}

/** The client asks for nothing that no document has; `/v1/things` stands for any resource where the transport alone is tested. */
function holdToContract({ method, path, query, headers, body }: Seen): void {
  if (path.startsWith('/v1/things')) return;
  findings().checkRequest({
    method,
    path,
    query,
    requestHeaders: headers,
    ...(body === '' ? {} : { requestBody: JSON.parse(body) }),
    status: 0,
    responseHeaders: {},
  });
}

/** Answers with JSON and, unless replaced, the headers of an authenticated answer. A header given as undefined is left out. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string | undefined>> = {}): Reply {
  return (response) => {
    const all = { 'content-type': 'application/json', ...proven, ...headers };
    for (const [name, value] of Object.entries(all)) if (value !== undefined) response.setHeader(name, value);
    response.writeHead(status).end(JSON.stringify(body));
  };
}

/** Flint's error envelope. */
export function refused(status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Reply {
  return json(status, { error: { type: 'x', code, message: `Message of ${code}.`, ...more } }, headers);
}

/** Routes by method and path; what is not listed is an unknown route. */
export function routes(table: Readonly<Record<string, Reply>>): Reply {
  return (response, seen) => {
    const reply = table[`${seen.method} ${seen.path}`] ?? refused(404, 'ROUTE_NOT_FOUND');
    reply(response, seen);
  };
}

/** A pace that never waits and remembers how long it would have. */
export function impatient(changes: Partial<Pace> = {}): { readonly pace: Partial<Pace>; readonly waits: number[] } {
  const waits: number[] = [];
  const pace: Partial<Pace> = {
    random: () => 1,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
    ...changes,
  };
  return { pace, waits };
}

/** The live key of the tests: a canary that may appear in no message. */
export const canary = 'flint_live_canary0123456789abcdefCANARY';

/** A live client for a server on this machine. */
export function liveClient(
  baseUrl: URL,
  options: { readonly pace?: Partial<Pace>; readonly signal?: AbortSignal; readonly expectedMerchantId?: string } = {},
): FlintClient<'live'> {
  const read = readKey(canary);
  if ('problem' in read || read.mode !== 'live') throw new Error('The canary is a live key.');
  return connect({ mode: 'live', key: read.key, baseUrl, pace: impatient().pace, ...options });
}
