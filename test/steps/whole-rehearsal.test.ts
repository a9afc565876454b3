import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from '../contract/suite/findings.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

let rehearsal: RehearsalWorld | undefined;
afterEach(async () => {
  await rehearsal?.close();
  rehearsal = undefined;
});

describe('a whole rehearsal', () => {
  it('goes through all five steps, and every request and answer conforms to the guide’s contract', async () => {
    const before = findings().count();
    rehearsal = await openRehearsalWorld();
    const launch = rehearsal.open();
    expect(await launch.run()).toEqual({ kind: 'finished' });

    expect(findings().take()).toEqual([]);
    expect(findings().count() - before).toBeGreaterThan(30);
    expect(launch.getState().steps.map(({ status }) => status)).toEqual(Array(5).fill('done'));
    const { live } = rehearsal.sandbox.ledger();
    expect(live.webhookEndpoints).toHaveLength(1);
    expect(live.orders).toMatchObject([{ status: 'paid', amount: 100 }]);
    expect(live.charges).toMatchObject([{ amount: 100 }]);
    expect(live.refunds).toMatchObject([{ status: 'succeeded', amount: 100 }]);
  });

  it('leaves a production file with live values only, and the development file as it was', async () => {
    rehearsal = await openRehearsalWorld();
    const { folder } = rehearsal.world;
    const development = readFileSync(join(folder, '.env'), 'utf8');
    await rehearsal.open().run();
    const production = readFileSync(join(folder, '.env.production'), 'utf8');
    const { samples, keys } = rehearsal.sandbox;
    for (const left of [
      keys.test,
      samples.productId,
      samples.planId,
      samples.testWebhookSecret,
      ...samples.variantIds,
    ]) {
      expect(production).not.toContain(left);
    }
    expect(production).toContain(keys.live);
    expect(production).toContain('whsec_');
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe(development);
  });

  it('run again after its end, sends nothing and asks nobody, and still proves everything afresh', async () => {
    rehearsal = await openRehearsalWorld();
    await rehearsal.open().run();
    const entries = rehearsal.journal.entries().filter(({ type }) => type !== 'proved');
    const before = rehearsal.sandbox.ledger();
    const again = rehearsal.open();
    expect(await again.run()).toEqual({ kind: 'finished' });
    expect(rehearsal.journal.entries().filter(({ type }) => type !== 'proved')).toEqual(entries);
    expect(rehearsal.sandbox.ledger().live.orders).toEqual(before.live.orders);
    expect(rehearsal.sandbox.ledger().live.webhookEndpoints).toEqual(before.live.webhookEndpoints);
    expect(again.getState().proofs.length).toBeGreaterThanOrEqual(7);
  });

  it('keeps every secret out of the journal and out of what is shown', async () => {
    rehearsal = await openRehearsalWorld();
    const launch = rehearsal.open();
    const shown: string[] = [];
    launch.subscribe(() => {
      const { sheet, ...state } = launch.getState();
      const blocks = (sheet?.blocks ?? []).filter((block) => block.kind !== 'link' || block.purpose !== 'pay');
      shown.push(JSON.stringify([state, sheet?.headline, blocks]));
    });
    await launch.run();
    const production = readFileSync(join(rehearsal.world.folder, '.env.production'), 'utf8');
    const secrets = [
      ...(production.match(/whsec_[A-Za-z0-9+/=]+/g) ?? []),
      rehearsal.sandbox.keys.live,
      rehearsal.sandbox.keys.test,
      rehearsal.sandbox.samples.testWebhookSecret,
    ];
    expect(secrets.length).toBeGreaterThanOrEqual(4);
    for (const secret of secrets) {
      expect(JSON.stringify(rehearsal.journal.entries())).not.toContain(secret);
      expect(shown.join('\n')).not.toContain(secret);
    }
  });
});
