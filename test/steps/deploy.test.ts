import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Launch } from '../../src/launch/launch.ts';
import type { Sheet } from '../../src/launch/sheet.ts';
import { asked, scripted, stateWhere } from '../launch/scripted-launch.ts';
import { flintBetween } from './flint-between.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { rehearsalOfTest } from './rehearsal-world.ts';

const proofOf = (launch: Launch) => launch.getState().proofs.find(({ name }) => name === 'cut-over.deployed');

describe('the deployed service', () => {
  it.each(['health', 'order'] as const)('is proved to run in live mode by its %s', async (way) => {
    const { open } = await rehearsalOfTest();
    const launch = open({ sources: [scripted({ 'cut-over.smoke-test': way })] });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(proofOf(launch)?.text).toContain('The deployed service runs in live mode');
    expect(launch.getState().sheet?.headline).toContain('charge, webhook and refund worked');
  });

  it.each(['health', 'order'] as const)('with a test key is caught and named, with the fix, by its %s', async (way) => {
    const world: RehearsalWorld = await rehearsalOfTest({ deployedKey: () => world.sandbox.keys.test });
    const launch = world.open({ patience: 400, sources: [scripted({ 'cut-over.smoke-test': way })] });
    expect(await launch.run()).toMatchObject({
      failure: {
        kind: 'refused',
        headline: 'The deployed service runs in test mode: a test key is still in its production configuration.',
        remedy: expect.stringContaining('flint_live_ key'),
      },
    });
    expect(world.sandbox.ledger().live.orders).toEqual([]);
  });

  it('that is deployed anew while it is watched is noticed by itself', async () => {
    let key: string | undefined;
    const world = await rehearsalOfTest({ deployedKey: () => key });
    key = world.sandbox.keys.test;
    const launch = world.open();
    const running = launch.run();
    await stateWhere(launch, ({ sheet }) => sheet?.headline.includes('runs in test mode') === true);
    key = world.sandbox.keys.live;
    expect(await running).toEqual({ kind: 'finished' });
  });

  it('is proved by Flint’s log of its key, where the server has one', async () => {
    const world = await rehearsalOfTest({ api: { default: '2026-09-07' } });
    const launch = world.open({ sources: [scripted({ 'cut-over.smoke-test': 'request-log' })] });
    const running = launch.run();
    await stateWhere(launch, ({ moment }) => moment.kind === 'waiting' && moment.id === 'cut-over.request-log');
    await fetch(world.receiver.healthUrl ?? '');
    expect(await running).toEqual({ kind: 'finished' });
    expect(proofOf(launch)?.text).toContain('/v1/orders');
    const again = world.open();
    expect(await again.run()).toEqual({ kind: 'finished' });
    expect(proofOf(again)).toBeDefined();
  });

  it('is not proved by calls of this program itself that a lagging log shows late', async () => {
    const world = await rehearsalOfTest({ api: { default: '2026-09-07' } });
    const path = '/v1/developer/request-logs';
    let looks = 0;
    const between = await flintBetween(world.sandbox.baseUrl, {
      change: (request, answer) => {
        if (!request.path.startsWith(path)) return answer;
        looks += 1;
        if (looks > 2) return answer;
        const body = JSON.parse(answer.body);
        const data = body.data.filter((log: { path: string }) => log.path === path);
        return { ...answer, body: JSON.stringify({ ...body, data }) };
      },
    });
    try {
      const launch = world.open({
        sources: [scripted({ 'cut-over.smoke-test': 'request-log' })],
        world: (same) => ({ ...same, target: { ...same.target, baseUrl: between.url } }),
      });
      const running = launch.run();
      await stateWhere(launch, ({ moment }) => moment.kind === 'waiting' && moment.id === 'cut-over.request-log');
      await vi.waitFor(() => expect(looks).toBeGreaterThan(6), { timeout: 20_000 });
      expect(launch.getState().moment).toMatchObject({ kind: 'waiting', id: 'cut-over.request-log' });
      await fetch(world.receiver.healthUrl ?? '');
      expect(await running).toEqual({ kind: 'finished' });
      expect(proofOf(launch)?.text).toContain('Flint logged a call');
    } finally {
      await between.close();
    }
  });

  it('asks for another way where the server keeps no log', async () => {
    const world = await rehearsalOfTest();
    const launch = world.open({ interactive: false, sources: [scripted({ 'cut-over.smoke-test': 'request-log' })] });
    const outcome = await launch.run();
    expect(JSON.stringify(outcome)).toContain('deployed service');
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'usage' } });
  });

  it('that was not proved is listed as open, and the end is softer', async () => {
    const { open } = await rehearsalOfTest();
    const launch = open({ sources: [scripted({ 'cut-over.smoke-test': 'skip' })] });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(proofOf(launch)).toBeUndefined();
    expect(JSON.stringify(launch.getState().sheet)).toContain('runs in live mode was not proved');
    expect(launch.getState().sheet?.headline).toContain('what was not proved is listed below');
  });

  it('is only asked on this machine in a rehearsal, and never with a query', async () => {
    for (const url of ['https://shop.example.com/health', 'http://127.0.0.1:1/health?token=abc']) {
      const { open } = await rehearsalOfTest();
      const outcome = await open({ sources: [scripted({ 'cut-over.health-url': url })] }).run();
      expect(outcome).toMatchObject({ failure: { kind: 'usage' } });
    }
  });
});

describe('the production configuration', () => {
  it('masks its secrets until they are asked for, shows them until they are hidden, and asks again', async () => {
    const world = await rehearsalOfTest();
    const launch = world.open({ sources: [scripted({ 'cut-over.deployed': 'show' })], patience: 2_000 });
    const shown: string[] = [];
    launch.subscribe(() => shown.push(JSON.stringify(launch.getState().sheet ?? '')));
    // What answers by itself sees them once and is then refused.
    expect(await launch.run()).toMatchObject({ failure: { kind: 'usage' } });
    const key = world.sandbox.keys.live;
    const revealing = shown.findIndex((sheet) => sheet.includes(key));
    expect(shown.slice(0, revealing).some((sheet) => sheet.includes('FLINT_API_KEY'))).toBe(true);
    expect(JSON.stringify(launch.getState())).not.toContain(key);
    expect(JSON.stringify(world.journal.entries())).not.toContain(key);
  });

  it('has every id setting once and whole, also one of several ids or with an address around one', async () => {
    const world = await rehearsalOfTest();
    const file = join(world.world.folder, '.env.production');
    const { productId, planId } = world.sandbox.samples;
    const lines = [
      `SOLD="${productId},${planId}"`,
      `BUY=https://shop.example.com/buy?product=${productId}`,
      `# OLD=${planId}`,
    ];
    appendFileSync(file, `${lines.join('\n')}\n`);
    const launch = world.open();
    const pages: Sheet[] = [];
    launch.subscribe(() => {
      const { sheet } = launch.getState();
      if (sheet?.headline.startsWith('The deploy itself')) pages.push(sheet);
    });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    const [rows] = pages.at(-1)?.blocks.filter(({ kind }) => kind === 'rows') ?? [];
    if (rows?.kind !== 'rows') throw new Error('no page');
    expect(rows.title).toBe('Secrets in the env file .env.production, ids in .env.production');
    const settings = rows.rows
      .map(({ label, value }) => `${label}=${value}`)
      .filter((line) => /^(?:SOLD|BUY|OLD)=/.test(line));
    expect(settings).toEqual([
      expect.stringMatching(/^SOLD=prod_[0-9A-Z]+,plan_[0-9A-Z]+$/),
      expect.stringMatching(/^BUY=https:\/\/shop\.example\.com\/buy\?product=prod_[0-9A-Z]+$/),
    ]);
    expect(settings.join()).not.toContain(productId);
  });

  it('hides them on a key, and nothing is deployed by that', async () => {
    const world = await rehearsalOfTest();
    const launch = world.open({
      interactive: true,
      sources: [
        {
          by: 'flag',
          answer: async ({ id, initial, choices }) =>
            id === 'cut-over.deployed' ? undefined : (initial ?? choices[0]?.value),
        },
      ],
    });
    const running = launch.run();
    await stateWhere(launch, ({ moment }) => moment.kind === 'asking' && moment.question.kind === 'secret');
    launch.answer(world.sandbox.keys.live);
    await asked(launch, 'cut-over.deployed');
    launch.answer('show');
    await stateWhere(launch, ({ moment }) => moment.kind === 'waiting' && moment.id === 'cut-over.settings');
    expect(JSON.stringify(launch.getState().sheet)).toContain(world.sandbox.keys.live);
    launch.take('hide');
    await asked(launch, 'cut-over.deployed');
    expect(JSON.stringify(launch.getState().sheet)).not.toContain(world.sandbox.keys.live);
    launch.leave('chosen');
    await running;
  });
});
