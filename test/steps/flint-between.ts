import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the launch sent it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly key: string;
}

/** An answer on its way back; `body` is its JSON. */
export interface PassedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A Flint that stands between a launch and the sandbox, and does otherwise where a test wants it. */
export interface FlintBetween {
  readonly url: URL;
  readonly close: () => Promise<void>;
}

/**
 * Starts it. `redirect` names another call to make in place of one; `change` gives another answer in place of the sandbox's.
 */
export async function flintBetween(
  sandboxUrl: string,
  {
    redirect,
    change,
  }: {
    readonly redirect?: (request: SeenRequest) => { readonly method: string; readonly path: string } | undefined;
    readonly change?: (request: SeenRequest, answer: PassedAnswer) => PassedAnswer;
  },
): Promise<FlintBetween> {
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = incoming.headers;
    const request: SeenRequest = {
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      key: (incoming.headers.authorization ?? '').replace('Bearer ', ''),
    };
    const { method, path } = redirect?.(request) ?? request;
    const answer = await fetch(`${sandboxUrl}${path}`, {
      method,
      headers: Object.entries(headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as [string, string]] : [],
      ),
      ...(method === 'GET' ? {} : { body: Buffer.concat(chunks) }),
    });
    const { 'content-length': _sent, 'transfer-encoding': _coding, ...back } = Object.fromEntries(answer.headers);
    const passed = { status: answer.status, headers: back, body: await answer.text() };
    const given = change?.(request, passed) ?? passed;
    response.writeHead(given.status, given.headers).end(given.body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  // A server that listens on TCP has an address record.
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
