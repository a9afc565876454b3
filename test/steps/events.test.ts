import { afterEach, describe, expect, it } from 'vitest';
import { parseFault } from '../../src/sandbox/index.ts';
import { likelyCause } from '../../src/steps/cut-over/events-copy.ts';
import { scripted, stateWhere } from '../launch/scripted-launch.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

let rehearsal: RehearsalWorld | undefined;
afterEach(async () => {
  await rehearsal?.close();
  rehearsal = undefined;
});

/** A launch whose handler, from the charge on, holds another secret until it is repaired. */
async function worldWithForgetfulHandler(generation: 'guide' | '2026-09-07') {
  let broken = false;
  const opened: RehearsalWorld = await openRehearsalWorld({
    api: { default: generation },
    refusing: () => broken,
    onExchange: ({ method, path, kind }) => {
      if (kind === 'api' && method === 'POST' && path === '/v1/checkout-sessions') broken = true;
    },
  });
  rehearsal = opened;
  return {
    opened,
    repair: () => {
      broken = false;
    },
  };
}

function sentAgain({ journal }: RehearsalWorld): boolean {
  return journal.entries().some((entry) => 'write' in entry && entry.write.startsWith('webhook-delivery.resend.'));
}

describe('a paid event that the handler did not accept', () => {
  it('is shown attempt by attempt with its diagnosis, and sent again in place once the handler is repaired', async () => {
    const { opened, repair } = await worldWithForgetfulHandler('2026-09-07');
    const launch = opened.open();
    const running = launch.run();
    const state = await stateWhere(
      launch,
      ({ moment }) => moment.kind === 'waiting' && moment.ways.some(({ id }) => id === 'resend'),
    );
    const shown = JSON.stringify(state.sheet);
    expect(shown).toContain('Attempt 1');
    expect(shown).toMatch(/400 after \d+ ms/);
    expect(shown).toContain('invalid signature');
    expect(shown).toContain('another endpoint’s secret');
    launch.take('resend');
    await stateWhere(launch, () => sentAgain(opened));
    repair();
    expect(await running).toEqual({ kind: 'finished' });
    expect(launch.getState().sheet?.headline).toContain('charge, webhook and refund worked');
  });

  it('is shown without its attempts, and said to be, where those cannot be read', async () => {
    const { opened, repair } = await worldWithForgetfulHandler('2026-09-07');
    opened.sandbox.faults.add([parseFault('live GET /v1/webhook-deliveries/*/attempts status=409')]);
    const launch = opened.open();
    const running = launch.run();
    const said = 'Flint did not say how each of them went.';
    await stateWhere(launch, ({ sheet }) => JSON.stringify(sheet ?? '').includes(said));
    repair();
    expect(await running).toEqual({ kind: 'finished' });
  });

  it('counts as open, and softens the end, where only a person has seen it', async () => {
    const { opened } = await worldWithForgetfulHandler('guide');
    const launch = opened.open({
      patience: 400,
      sources: [scripted({ 'cut-over.event-seen': 'yes' })],
    });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    const { sheet, proofs } = launch.getState();
    expect(sheet?.headline).toContain('what was not proved is listed below');
    expect(JSON.stringify(sheet)).toContain('rests on your word; Flint did not confirm it');
    expect(proofs.map(({ name }) => name)).not.toContain('cut-over.paid-event');
  });

  it('stops the launch where nobody has seen it, and is asked about again', async () => {
    const { opened, repair } = await worldWithForgetfulHandler('guide');
    expect(await opened.open({ patience: 300 }).run()).toMatchObject({ failure: { kind: 'waited too long' } });
    expect(opened.sandbox.ledger().live.refunds).toEqual([]);
    repair();
    expect(await opened.open().run()).toEqual({ kind: 'finished' });
  });
});

describe('why a delivery most likely failed', () => {
  it.each([
    [undefined, 'timeout', 'answers first'],
    [undefined, 'dns_error', 'host name was not found'],
    [undefined, 'tls_error', 'certificate'],
    [undefined, 'connection_error', 'firewall'],
    [undefined, 'blocked_target', 'never sends to'],
    [404, undefined, 'leads to nothing'],
    [301, undefined, 'follow no redirect'],
    [500, 'http_error', 'its own log says why'],
    [401, 'http_error', 'secret'],
  ])('%s %s', (statusCode, diagnostic, says) => {
    expect(likelyCause(statusCode, diagnostic)).toContain(says);
  });
});
