import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodeOf, exitCodes } from '../../src/cli/exit-codes.ts';
import { scripted } from '../launch/scripted-launch.ts';
import type { StepFive } from './step-five.ts';
import { standInStepFive } from './step-five.ts';

let stand: StepFive;
beforeAll(async () => {
  stand = await standInStepFive('guide');
});
afterAll(() => stand.close());

const answers =
  (status: number, headers: Record<string, string> = {}, body = '{}'): RequestListener =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
  };

const { waitedTooLong, notComplete } = exitCodes;

/** A health page of the person’s own, what is shown of it, and how the launch ends while it stays so. */
const pages: readonly (readonly [string, RequestListener, string, number])[] = [
  ['fails', answers(503), 'answered 503', waitedTooLong],
  ['fails and names live', answers(500, { 'flint-mode': 'live' }), 'answered 500', waitedTooLong],
  ['wants a login', answers(401), 'answered 401', waitedTooLong],
  ['is not there', answers(404), 'answered 404', waitedTooLong],
  ['is a page without a mode', answers(200, {}, '<h1>It works</h1>'), 'does not say which mode', waitedTooLong],
  ['names an unheard-of mode', answers(200, { 'flint-mode': 'odd' }), 'a mode that Flint does not have', waitedTooLong],
  [
    'names two modes',
    answers(200, { 'flint-mode': 'live' }, '{"flint_mode":"test"}'),
    'two different modes',
    waitedTooLong,
  ],
  ['leads elsewhere', answers(302, { location: 'http://127.0.0.1:1/login' }), 'leads to another place', waitedTooLong],
  ['leads in circles', answers(302, { location: '/health' }), 'never answers', waitedTooLong],
  ['is far too large', answers(200, {}, 'x'.repeat(300_000)), 'larger than 64 kB', waitedTooLong],
  ['breaks off', (_, response) => response.socket?.destroy(), 'broke off', waitedTooLong],
  [
    'stops halfway',
    (_, response) => {
      response.writeHead(200, { 'flint-mode': 'live', 'content-length': '100' }).flushHeaders();
      response.write('{', () => response.socket?.destroy());
    },
    'broke off',
    waitedTooLong,
  ],
  ['names test', answers(200, { 'flint-mode': 'test' }), 'runs in test mode', notComplete],
];

describe.concurrent('the health page of the deployed service', () => {
  it.each(pages)('that %s proves nothing, until it is put right', async (_, page, says, exit) => {
    let serve = page;
    const server = createServer((request, response) => serve(request, response)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    // A server that listens on TCP has an address record.
    const { port } = server.address() as AddressInfo;
    const given = { 'cut-over.smoke-test': 'health', 'cut-over.health-url': `http://127.0.0.1:${port}/health` };
    const world = await stand.open({ speed: 200 });
    try {
      const options = { script: stand.script, sources: [scripted(given)] };
      const launch = world.open({ ...options, patience: 1 });
      expect(exitCodeOf(await launch.run())).toBe(exit);
      expect(JSON.stringify(launch.getState())).toContain(says);
      expect(launch.getState().proofs).toEqual([]);
      expect(world.sandbox.ledger().live.orders).toEqual([]);

      serve = answers(200, { 'flint-mode': 'live' });
      const again = world.open(options);
      expect(await again.run()).toEqual({ kind: 'finished' });
      expect(again.getState().proofs.map(({ name }) => name)).toContain('cut-over.deployed');
    } finally {
      await world.close();
      server.closeAllConnections();
      server.close();
    }
  });
});
