import { once } from 'node:events';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';

/** Flint with two merchants: each call goes to the one whose key it carries. */
export async function startTwoMerchants(): Promise<{
  readonly one: Sandbox;
  readonly other: Sandbox;
  readonly url: string;
}> {
  const [one, other] = await Promise.all([startSandbox(), startSandbox()]);
  const server = createServer(async (request, response) => {
    const key = request.headers.authorization?.replace(/^Bearer /, '');
    const { baseUrl } = key === other.keys.live || key === other.keys.test ? other : one;
    const { host: _, connection: __, ...headers } = request.headers;
    const answer = await fetch(new URL(request.url ?? '/', baseUrl), { headers: headers as Record<string, string> });
    const { 'content-encoding': ___, ...passed } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, passed);
    Readable.from([Buffer.from(await answer.arrayBuffer())]).pipe(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await Promise.all([one.close(), other.close()]);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { one, other, url: `http://127.0.0.1:${address.port}` };
}
