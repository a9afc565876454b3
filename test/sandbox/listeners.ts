import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

export const patience = { timeout: 10_000, interval: 5 };

/** A receiver that takes everything and answers as told. */
export function listener(
  onRequest: (headers: Record<string, string>, body: string) => void,
  status: () => number = () => 200,
): Promise<number> {
  return started(
    createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
        onRequest(Object.fromEntries(headers), Buffer.concat(chunks).toString('utf8'));
        response.writeHead(status()).end();
      });
    }),
  );
}

export async function started(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  return address.port;
}
