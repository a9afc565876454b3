import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

let rehearsal: RehearsalWorld | undefined;
let close: (() => void) | undefined;
afterEach(async () => {
  close?.();
  await rehearsal?.close();
  rehearsal = undefined;
});

/** A Flint that takes every submission to the onboarding state machine and stays where it was. */
async function stubborn(sandboxUrl: string): Promise<{ readonly url: URL; readonly submissions: () => number }> {
  let submissions = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const swallowed = request.method === 'POST' && request.url === '/v1/onboarding/advance';
    if (swallowed) submissions += 1;
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const answer = await fetch(`${sandboxUrl}${swallowed ? '/v1/onboarding/state' : request.url}`, {
      method: swallowed ? 'GET' : (request.method ?? 'GET'),
      headers: Object.entries(headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as [string, string]] : [],
      ),
      ...(swallowed || request.method === 'GET' ? {} : { body: Buffer.concat(chunks) }),
    });
    const { 'content-length': _sent, 'transfer-encoding': _coding, ...back } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, back).end(Buffer.from(await answer.arrayBuffer()));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  // A server that listens on TCP has an address record.
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), submissions: () => submissions };
}

describe('verification that does not move on', () => {
  it('is recognised as stalled after one submission, and handed over to the dashboard', async () => {
    rehearsal = await openRehearsalWorld();
    const flint = await stubborn(rehearsal.sandbox.baseUrl);
    const launch = rehearsal.open({
      standIn: false,
      patience: 0,
      world: (world) => ({ ...world, target: { ...world.target, baseUrl: flint.url } }),
    });
    const told = new Set<string>();
    launch.subscribe(() => {
      for (const { text } of launch.getState().happenings) told.add(text);
    });
    const outcome = await launch.run();
    expect([...told].join('\n')).toContain('Flint asks for the same fields again');
    expect(flint.submissions()).toBe(1);
    // Nobody has to wait here; without verification, readiness is where it ends.
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'waited too long' } });
  });
});
