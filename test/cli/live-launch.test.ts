import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Receiver, Sandbox } from '../../src/sandbox/index.ts';
import { startReceiver, startSandbox } from '../../src/sandbox/index.ts';
import { keepPaying } from '../page-payer.ts';
import type { Run } from './program.ts';
import { eventsOf, runProgram } from './program.ts';

// A live launch that talks to an embedded Flint on this machine: the one place where a marked key is taken for live.

let home: string;
let project: string;
let sandbox: Sandbox;
let receiver: Receiver;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-live-'));
  project = join(home, 'shop');
  await mkdir(project);
  sandbox = await startSandbox({ speed: 50 });
  receiver = await startReceiver({
    secret: async () =>
      /FLINT_WEBHOOK_SECRET="?([^"\n]+)/.exec(
        await readFile(join(project, '.env.production'), 'utf8').catch(() => ''),
      )?.[1],
  });
  const form = { website_url: 'https://shop.example.com', support_email: 'help@shop.example.com' };
  await fetch(`${sandbox.dashboardUrl}/profile`, { method: 'POST', body: new URLSearchParams(form) });
  await fetch(`${sandbox.dashboardUrl}/verification`, { method: 'POST' });
});
afterEach(async () => {
  await receiver.close();
  await sandbox.close();
  await rm(home, { recursive: true, force: true });
});

const answers = () => ({
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
  'cut-over.fulfilled': 'yes',
});

async function launch(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const file = join(home, 'answers.json');
  await writeFile(file, JSON.stringify(answers()));
  return await runProgram(['--json', '--answers', file, '--wait', '60s', ...words], {
    home,
    cwd: project,
    env: { FLINT_BASE_URL: sandbox.baseUrl, FLINT_API_KEY: sandbox.keys.live, ...env },
  });
}

describe('a live launch without a terminal', () => {
  it('needs --live and both confirmations; without them it ends with 4 and nothing was sent', {
    timeout: 60_000,
  }, async () => {
    for (const words of [[], ['--live'], ['--confirm-charge', '1.00USD', '--confirm-refund', '1.00USD']]) {
      const run = await launch(words);
      expect({ words, exitCode: run.exitCode }).toEqual({ words, exitCode: 4 });
      expect(eventsOf(run).at(-1)).toMatchObject({ type: 'result', exitCode: 4 });
    }
    const wrong = await launch(['--live', '--confirm-charge', '2.00USD', '--confirm-refund', '1.00USD']);
    expect(wrong.exitCode).toBe(4);
    expect(sandbox.ledger().live.orders).toEqual([]);
    expect(sandbox.ledger().live.checkoutSessions).toEqual([]);
  });

  it('goes to its end with them, and no secret is in what it writes', { timeout: 60_000 }, async () => {
    const stop = new AbortController();
    const paying = keepPaying(sandbox, 'live', stop.signal);
    const run = await launch(['--live', '--confirm-charge', '1.00USD', '--confirm-refund', '1.00USD']);
    stop.abort();
    await paying;
    expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
    const { live } = sandbox.ledger();
    expect(live.charges).toMatchObject([{ amount: 100 }]);
    expect(live.refunds).toMatchObject([{ amount: 100, status: 'succeeded' }]);

    const secret = /whsec_[A-Za-z0-9+/=]+/.exec(await readFile(join(project, '.env.production'), 'utf8'))?.[0] ?? '';
    expect(secret).not.toBe('');
    for (const canary of [secret, sandbox.keys.live, '/sandbox/checkout/']) expect(run.stdout).not.toContain(canary);

    const status = await runProgram([], { home, cwd: project, env: { FLINT_BASE_URL: sandbox.baseUrl } });
    expect(status.exitCode).toBe(0);
  });

  it('takes the key from standard input, and refuses a key of a rehearsal away from this machine', async () => {
    const run = await runProgram(['--key-stdin', '--json'], {
      home,
      cwd: project,
      input: `${sandbox.keys.live}\n`,
      env: { FLINT_BASE_URL: 'https://flint.example.invalid' },
    });
    expect(run.exitCode).not.toBe(0);
    expect(run.stdout).not.toContain(sandbox.keys.live);
    const local = await runProgram(
      [
        '--key-stdin',
        '--json',
        '--production-file',
        '.env.production',
        '--purposes',
        'checkout',
        '--secrets-in',
        'env-file',
      ],
      {
        home,
        cwd: project,
        input: ` ${sandbox.keys.live}\n`,
        env: { FLINT_BASE_URL: sandbox.baseUrl },
      },
    );
    expect(JSON.stringify(eventsOf(local))).toContain('in the env file .env.production');
    expect(await readFile(join(project, '.env.production'), 'utf8')).toContain(sandbox.keys.live);
  });
});
