import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Receiver, Sandbox } from '../../src/sandbox/index.ts';
import { startReceiver, startSandbox } from '../../src/sandbox/index.ts';
import { keepPaying } from '../page-payer.ts';
import { eventsOf, runProgram, words } from './program.ts';

// A rehearsal with a test key, as against Flint's own sandbox; here that is an embedded one on this machine.

let home: string;
let project: string;
let sandbox: Sandbox;
let receiver: Receiver;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-own-'));
  project = join(home, 'shop');
  await mkdir(project);
  sandbox = await startSandbox({ speed: 50 });
  await writeFile(join(project, '.env.production'), `FLINT_API_KEY=\nPRODUCT=${sandbox.samples.productId}\n`);
  const copy = join(home, 'state/sandbox-rehearsals/default/project/shop/.env.production');
  receiver = await startReceiver({
    secret: async () => /FLINT_WEBHOOK_SECRET="?([^"\n]+)/.exec(await readFile(copy, 'utf8').catch(() => ''))?.[1],
  });
});
afterEach(async () => {
  await receiver.close();
  await sandbox.close();
  await rm(home, { recursive: true, force: true });
});

const rehearse = async (key: string) => {
  const file = join(home, 'answers.json');
  await writeFile(
    file,
    JSON.stringify({
      'live-key.purposes': 'checkout,refunds',
      'live-key.file': '.env.production',
      'live-key.place': 'env-file',
      'live-key.replace': 'keep',
      'live-key.merchant': 'yes',
      'configuration.webhook-url': receiver.url,
      'configuration.handler-ready': 'yes',
      'configuration.probe': 'yes',
      'cut-over.deployed': 'yes',
      'cut-over.smoke-test': 'skip',
      'cut-over.amount': '1.00',
      // The seeded endpoint of the person's test deployment cannot be reached from here, and the guide's generation tells
      // one outcome for all endpoints.
      'cut-over.event-seen': 'yes',
      'cut-over.fulfilled': 'yes',
    }),
  );
  const money = ['--confirm-charge', '1.00USD', '--confirm-refund', '1.00USD'];
  return await runProgram(['rehearse', '--json', '--answers', file, '--wait', '5s', '--cwd', project, ...money], {
    home,
    env: { FLINT_BASE_URL: sandbox.baseUrl, FLINT_TEST_API_KEY: key },
  });
};

describe('a rehearsal with a test key', () => {
  it('goes through all five steps in test mode, on a scratch copy, and writes nothing to the live plane', {
    timeout: 60_000,
  }, async () => {
    const stop = new AbortController();
    const paying = keepPaying(sandbox, 'test', stop.signal);
    const run = await rehearse(sandbox.keys.test);
    stop.abort();
    await paying;
    expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
    const result = eventsOf(run).at(-1) as { proofs: { evidence: { mode: string } }[]; launch: { target: string } };
    expect(result.launch.target).toBe('sandbox');
    expect(new Set(result.proofs.map(({ evidence }) => evidence.mode))).toEqual(new Set(['test']));
    const { live, test } = sandbox.ledger();
    expect([live.orders, live.webhookEndpoints, live.products]).toEqual([[], [], []]);
    expect(test.refunds).toMatchObject([{ status: 'succeeded' }]);
    expect(await readFile(join(project, '.env.production'), 'utf8')).toBe(
      `FLINT_API_KEY=\nPRODUCT=${sandbox.samples.productId}\n`,
    );
  });

  it('can be looked at, reported and taken back afterwards, with the key that it stored', {
    timeout: 90_000,
  }, async () => {
    const stop = new AbortController();
    const paying = keepPaying(sandbox, 'test', stop.signal);
    expect((await rehearse(sandbox.keys.test)).exitCode).toBe(0);
    stop.abort();
    await paying;
    const look = (...line: string[]) =>
      runProgram([...line, '--rehearsal', '--json'], { home, env: { FLINT_BASE_URL: sandbox.baseUrl } });

    const status = await look('status');
    expect(eventsOf(status).at(-1)).toMatchObject({ outcome: 'complete', exitCode: 0, launch: { target: 'sandbox' } });
    expect(status.stdout).toContain('flint-golive doctor --watch --rehearsal --on-flint');
    const doctor = eventsOf(await look('doctor')).at(-1);
    expect(doctor).toMatchObject({ target: 'sandbox', account: { merchantId: sandbox.merchantId } });
    const checklist = eventsOf(await look('checklist'));
    expect(checklist.at(-1)).toMatchObject({ launch: { target: 'sandbox' } });
    expect(checklist.filter(({ fix }) => fix !== undefined)).toEqual([]);
    const report = await look('report');
    expect(report.exitCode).toBe(0);
    for (const { stdout, stderr } of [status, report]) expect(stdout + stderr).not.toContain(sandbox.keys.test);

    const undo = await look('undo', '--yes');
    expect(eventsOf(undo).at(-1)).toMatchObject({ outcome: 'finished', exitCode: 0 });
    expect(sandbox.ledger().test.webhookEndpoints.map(({ url }) => url)).not.toContain(receiver.url);
    expect(sandbox.ledger().live.webhookEndpoints).toEqual([]);
  });

  it('that was begun and holds no key yet says which variable to set', async () => {
    const begun = await runProgram(['rehearse', '--on-flint', '--json', '--cwd', project], {
      home,
      env: { FLINT_BASE_URL: sandbox.baseUrl },
    });
    expect(eventsOf(begun).at(-1)).toMatchObject({ launch: { target: 'sandbox' } });
    const status = await runProgram(['status', '--on-flint'], { home, env: { FLINT_BASE_URL: sandbox.baseUrl } });
    expect(words(status)).toContain('flint-golive rehearse --on-flint');
    const doctor = await runProgram(['doctor', '--on-flint'], { home, env: { FLINT_BASE_URL: sandbox.baseUrl } });
    expect(words(doctor)).toContain('FLINT_TEST_API_KEY');
    expect(doctor.exitCode).toBe(3);
  });

  it('that was never begun is said to be none, and is not taken for the one on this machine', async () => {
    const run = await runProgram(['status', '--on-flint', '--json'], { home });
    expect(run.exitCode).toBe(1);
    expect(eventsOf(run).at(-1)).toMatchObject({ failure: { headline: 'There is no rehearsal to look at.' } });
  });

  it('without a key in the environment asks for one, and names it where there is nobody to ask', async () => {
    const run = await runProgram(
      [
        'rehearse',
        '--on-flint',
        '--json',
        '--cwd',
        project,
        '--purposes',
        'checkout',
        '--production-file',
        '.env.production',
        '--dashboard-verification',
        'started',
      ],
      { home, env: { FLINT_BASE_URL: sandbox.baseUrl } },
    );
    expect(run.exitCode).toBe(3);
    expect(eventsOf(run).at(-1)).toMatchObject({
      failure: { headline: expect.stringContaining('The key for production?') },
    });
  });

  it('refuses a live key', async () => {
    const run = await rehearse(sandbox.keys.live);
    expect(run.exitCode).toBe(3);
    expect(run.stdout).toContain('That is a live key.');
    expect(run.stdout).not.toContain(sandbox.keys.live);
  });
});
