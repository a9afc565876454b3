import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { scripted } from '../launch/scripted-launch.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

let rehearsal: RehearsalWorld | undefined;
let close: (() => void) | undefined;
afterEach(async () => {
  close?.();
  await rehearsal?.close();
  rehearsal = undefined;
});

/** A handler that acknowledges whatever comes, signed or not. */
async function gullible(): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200).end());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  // A server that listens on TCP has an address record.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/flint`;
}

describe('trying the production handler', () => {
  it('proves that a good one refuses what is forged, and does not try it again in the next run', async () => {
    rehearsal = await openRehearsalWorld();
    const launch = rehearsal.open();
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(launch.getState().proofs.map(({ name }) => name)).toContain('configuration.handler');
    const tries = () =>
      rehearsal?.journal.entries().filter((entry) => 'write' in entry && entry.write.startsWith('handler.probe'));
    const before = tries()?.length;
    await rehearsal.open().run();
    expect(tries()).toHaveLength(before ?? 0);
  });

  it('says plainly that one takes unsigned events, shows how to verify, and lists it as open', async () => {
    rehearsal = await openRehearsalWorld();
    const launch = rehearsal.open({
      sources: [scripted({ 'configuration.webhook-url': await gullible(), 'configuration.handler-fault': 'go-on' })],
    });
    const shown: string[] = [];
    launch.subscribe(() => shown.push(JSON.stringify(launch.getState().sheet ?? '')));
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(launch.getState().proofs.map(({ name }) => name)).not.toContain('configuration.handler');
    const told = shown.find((sheet) => sheet.includes('accepts events that nobody signed'));
    expect(told).toContain('standardwebhooks');
    expect(shown.at(-1)).toContain('Still open');
    expect(shown.at(-1)).toContain('Your handler accepts events that nobody signed');
  });

  it('is tried again only once where defaults answer every question', async () => {
    rehearsal = await openRehearsalWorld();
    const launch = rehearsal.open({ sources: [scripted({ 'configuration.webhook-url': await gullible() })] });
    expect(await launch.run()).toMatchObject({ failure: { headline: expect.stringContaining('handler') } });
    const tries = rehearsal.journal
      .entries()
      .flatMap((entry) => ('write' in entry && entry.write.startsWith('handler.probe') ? [entry.write] : []));
    expect(new Set(tries).size).toBe(2);
  });

  it('is left out without consent, and said to be unknown', async () => {
    rehearsal = await openRehearsalWorld();
    const launch = rehearsal.open({ sources: [scripted({ 'configuration.probe': 'no' })] });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(JSON.stringify(launch.getState().sheet)).toContain('was not tried');
    expect(
      rehearsal.journal.entries().some((entry) => 'write' in entry && entry.write.startsWith('handler.probe')),
    ).toBe(false);
  });
});
