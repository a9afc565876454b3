import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';
import { serveHandler } from '../checks/serve-handler.ts';
import { recordedEnvironment } from '../contract/suite/children.ts';
import { eventsOf, type Run, runProgram, words } from './program.ts';
import { promisedEvents } from './programs/events.ts';

interface Account {
  readonly sandbox: Sandbox;
  readonly home: string;
  readonly project: string;
  readonly endpointId: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: (...more: readonly string[]) => Promise<Run>;
}

/** A verified live account with an endpoint that is told of paid orders, and a project in which nothing is left of test mode. */
async function openAccount(options: SandboxOptions = {}): Promise<Account> {
  const home = mkdtempSync(join(tmpdir(), 'doctor-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const project = join(home, 'shop');
  mkdirSync(project);
  writeFileSync(join(project, 'index.js'), 'export const shop = 1;\n');
  const sandbox = await startSandbox({ speed: 20_000, ...options });
  onTestFinished(() => sandbox.close());
  for (const [page, fields] of [
    ['profile', { website_url: 'https://shop.example.com', support_email: 'help@shop.example.com' }],
    ['verification', {}],
  ] as const) {
    const body = new URLSearchParams(fields);
    await fetch(`${sandbox.dashboardUrl}/${page}`, { method: 'POST', body, redirect: 'manual' });
  }
  const made = await call(sandbox, 'POST', '/v1/webhook-endpoints', {
    url: 'https://shop.example.com/webhooks',
    enabled_events: [options.api?.default === '2026-09-07' ? 'order.paid' : 'order.payment_succeeded'],
  });
  const env = { FLINT_API_KEY: sandbox.keys.live, FLINT_BASE_URL: sandbox.baseUrl };
  return {
    sandbox,
    home,
    project,
    env,
    endpointId: String(made.webhook_endpoint_id),
    run: (...more) => runProgram(['doctor', '--cwd', project, ...more], { home, env }),
  };
}

async function call(sandbox: Sandbox, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`${sandbox.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${sandbox.keys.live}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // The envelope of every answer of the sandbox.
  const { data } = (await answer.json()) as { data?: Record<string, unknown> };
  return { ...data, requestId: answer.headers.get('x-request-id') };
}

const shows = (run: Run, secrets: readonly string[]): boolean =>
  secrets.some((secret) => `${run.stdout}${run.stderr}`.includes(secret));

describe('flint-golive doctor without a terminal', () => {
  it('ends with 0 for a healthy account, writes nothing and shows no key', async () => {
    const account = await openAccount();
    const run = await account.run();
    expect(words(run)).toContain('Nothing is wrong, and all that this server shows was seen.');
    expect(run.exitCode).toBe(0);
    expect(Math.max(...run.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(shows(run, [account.sandbox.keys.live, '\u001B'])).toBe(false);
    expect(readdirSync(account.home)).not.toContain('state');
    expect(readdirSync(account.project)).toEqual(['index.js']);
    expect(words(run)).toContain('As in the guide: ');
  });

  it('tells programs what is wrong and how to put it right, one result last', async () => {
    const account = await openAccount({ api: { default: '2026-09-07' } });
    await call(account.sandbox, 'PATCH', `/v1/webhook-endpoints/${account.endpointId}`, { enabled: false });
    const run = await account.run('--json');
    const events = promisedEvents('doctor', run);
    expect(events.find((event) => event.type === 'check' && event.id === 'endpoint')).toMatchObject({
      status: 'missing',
      remedy: expect.stringContaining('Enable it'),
      fix: { title: 'Enable the webhook endpoint' },
      evidence: [expect.objectContaining({ requestId: expect.any(String) })],
    });
    expect(events.at(-1)).toMatchObject({
      outcome: 'open',
      exitCode: 1,
      healthy: false,
      counts: { missing: 1, "can't tell": 0 },
      generations: { readiness: '2026-09-07' },
      account: { merchantId: account.sandbox.merchantId },
    });
    expect(run.exitCode).toBe(1);
  });

  it('puts one item right when told its name, and looks again', async () => {
    const account = await openAccount();
    await call(account.sandbox, 'PATCH', `/v1/webhook-endpoints/${account.endpointId}`, { enabled: false });
    const fixed = await account.run('--fix', 'endpoint');
    expect(words(fixed)).toContain('The endpoint is enabled. Everything was looked at again.');
    expect(fixed.exitCode).toBe(0);
    expect(account.sandbox.ledger().live.webhookEndpoints).toEqual([expect.objectContaining({ enabled: true })]);
    const nothing = await account.run('--fix', 'disputes');
    expect(words(nothing)).toContain('There is nothing to put right under the name disputes.');
    expect(nothing.exitCode).toBe(2);
  });

  it('without a key says that nothing of the account was seen, which is not healthy', async () => {
    const { home, project, env } = await openAccount();
    const { FLINT_API_KEY: _key, ...keyless } = env;
    const run = await runProgram(['doctor', '--cwd', project], { home, env: keyless });
    expect(words(run)).toContain('nothing of the account was seen');
    expect(run.exitCode).toBe(3);
  });

  it('ends with what kept it from looking: nobody there, or a key that Flint does not know', async () => {
    const { home, project, env } = await openAccount();
    const nobody = { ...env, FLINT_BASE_URL: 'http://127.0.0.1:1' };
    const offline = await runProgram(['doctor', '--cwd', project], { home, env: nobody });
    expect(words(offline)).toContain('Nothing answers at the address of Flint.');
    expect(words(offline)).toContain('unknown Shapes of the API No answer has shown it yet.');
    expect(offline.exitCode).toBe(5);
    const unknown = { ...env, FLINT_API_KEY: 'flint_live_rehearsal_gone' };
    expect((await runProgram(['doctor', '--cwd', project], { home, env: unknown })).exitCode).toBe(3);
  }, 90_000);

  it('names a test key in FLINT_API_KEY as what it is', async () => {
    const { home, project, env, sandbox } = await openAccount();
    const given = { ...env, FLINT_API_KEY: sandbox.keys.test };
    const run = await runProgram(['doctor', '--cwd', project, '--json'], { home, env: given });
    expect(eventsOf(run).find(({ id }) => id === 'test-key')).toMatchObject({
      status: 'missing',
      message: 'The key of production is a test key.',
    });
    expect(run.exitCode).toBe(1);
    expect(shows(run, [sandbox.keys.test])).toBe(false);
  });

  it('finds a test key in the production settings of the project, and a test-mode id in its code', async () => {
    const { project, run, sandbox } = await openAccount();
    writeFileSync(join(project, '.env.production'), `FLINT_API_KEY=${sandbox.keys.test}\n`);
    writeFileSync(join(project, '.env'), `FLINT_API_KEY=${sandbox.keys.test}\n`);
    writeFileSync(join(project, 'index.js'), `export const product = '${sandbox.samples.productId}';\n`);
    const ended = await run('--json');
    const wrong = eventsOf(ended).filter(({ status }) => status === 'missing');
    expect(wrong.map(({ id }) => id)).toEqual(['test-key', 'test-mode-ids']);
    expect(wrong[0]).toMatchObject({ detail: expect.stringContaining('.env.production:1') });
    expect(wrong[1]).toMatchObject({ detail: expect.stringContaining('index.js:1') });
    expect(shows(ended, [sandbox.keys.test])).toBe(false);
  });
});

describe('flint-golive doctor REQUEST_ID', () => {
  it('explains a request that failed, and one that succeeded', async () => {
    const { sandbox, run } = await openAccount({ api: { default: '2026-09-07' } });
    const failed = await call(sandbox, 'POST', '/v1/orders', { line_items: [] });
    const refused = await run(String(failed.requestId));
    expect(words(refused)).toMatch(/POST \/v1\/orders was answered 4\d\d \([A-Z_]+\)/);
    expect(words(refused)).toContain(String(failed.requestId));
    expect(refused.exitCode).toBe(1);
    const succeeded = await call(sandbox, 'GET', '/v1/products');
    const fine = await run(String(succeeded.requestId), '--json');
    expect(promisedEvents('doctor', fine)[0]).toMatchObject({ id: 'request', status: 'done' });
    expect(fine.exitCode).toBe(0);
  });

  it('names the object of the sandbox that a live request asked for', async () => {
    const { sandbox, env, home, project } = await openAccount({ api: { default: '2026-09-07' } });
    const { productId } = sandbox.samples;
    const { requestId } = await call(sandbox, 'GET', `/v1/products/${productId}`);
    const run = await runProgram(['doctor', '--cwd', project, String(requestId)], {
      home,
      env: { ...env, FLINT_TEST_API_KEY: sandbox.keys.test },
    });
    expect(words(run)).toContain(`${productId} is an object of the sandbox.`);
    expect(run.exitCode).toBe(1);
  });

  it('says what it does not know: a request in no log, a server without a log, a key in its place', async () => {
    const current = await openAccount({ api: { default: '2026-09-07' } });
    const unknown = await current.run('req_nobody');
    expect(words(unknown)).toContain('in no log that the keys at hand may read');
    expect(unknown.exitCode).toBe(1);
    const pasted = await current.run(current.sandbox.keys.live);
    expect(words(pasted)).toContain('A key was given on the command line.');
    expect(shows(pasted, [current.sandbox.keys.live])).toBe(false);
    expect(pasted.exitCode).toBe(2);
    const guide = await openAccount();
    const unlogged = await guide.run('req_nobody');
    expect(words(unlogged)).toContain('keeps no log of requests');
    expect(unlogged.exitCode).toBe(1);
  });
});

describe('the smoke test after a deploy', () => {
  /** Without any launch, project or FLINT_API_KEY. */
  async function smoke(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
    const home = mkdtempSync(join(tmpdir(), 'smoke-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const run = await runProgram(['doctor', ...words], { home, env });
    // Only what Node keeps of compiled code.
    expect(readdirSync(home).filter((name) => name !== '.cache')).toEqual([]);
    return run;
  }
  const health = async (mode: string): Promise<string> =>
    (await serveHandler(() => ({ status: 200, headers: { 'flint-mode': mode } }))).url.href;

  it('a live key and a live service pass, with the merchant named', async () => {
    const { sandbox, env } = await openAccount();
    const run = await smoke(['--deployed', await health('live'), '--key-env', 'SHOP_KEY', '--json'], {
      FLINT_BASE_URL: env.FLINT_BASE_URL ?? '',
      SHOP_KEY: sandbox.keys.live,
    });
    expect(promisedEvents('doctor', run)).toMatchObject([
      { id: 'deployed-key', status: 'done', message: expect.stringContaining(sandbox.merchantId) },
      { id: 'deployed-service', status: 'done' },
      { type: 'result', outcome: 'settled', exitCode: 0 },
    ]);
    expect(run.exitCode).toBe(0);
    expect(shows(run, [sandbox.keys.live])).toBe(false);
  });

  it('a test key is caught and named, wherever it is', async () => {
    const { sandbox } = await openAccount();
    const env = { FLINT_BASE_URL: sandbox.baseUrl, SHOP_KEY: sandbox.keys.test };
    const key = await smoke(['--key-env', 'SHOP_KEY'], env);
    expect(words(key)).toContain('The key in SHOP_KEY is a test key');
    expect(words(key)).toContain('Flint-Mode: test');
    expect(key.exitCode).toBe(1);
    const service = await smoke(['--deployed', await health('test')]);
    expect(words(service)).toContain('a test key is still in its production configuration');
    expect(service.exitCode).toBe(1);
    const unreachable = await smoke(['--key-env', 'SHOP_KEY'], { ...env, FLINT_BASE_URL: 'http://127.0.0.1:1' });
    expect(words(unreachable)).toContain('is a test key');
    expect(unreachable.exitCode).toBe(1);
  }, 150_000);

  it('what cannot be proved does not pass: no key, a revoked one, another merchant’s, a silent page, nobody there', async () => {
    const { sandbox } = await openAccount();
    const env = { FLINT_BASE_URL: sandbox.baseUrl, SHOP_KEY: sandbox.keys.live };
    expect((await smoke(['--key-env', 'SHOP_KEY'], { ...env, SHOP_KEY: '' })).exitCode).toBe(3);
    expect((await smoke(['--key-env', 'SHOP_KEY'], { ...env, SHOP_KEY: 'flint_live_rehearsal_gone' })).exitCode).toBe(
      3,
    );
    const other = await smoke(['--key-env', 'SHOP_KEY', '--merchant', 'mer_other'], env);
    expect(words(other)).toContain('does not belong to mer_other');
    expect(other.exitCode).toBe(1);
    const silent = await smoke(['--deployed', (await serveHandler(() => 200)).url.href]);
    expect(words(silent)).toContain('does not say which mode it runs in');
    expect(silent.exitCode).toBe(1);
    expect((await smoke(['--deployed', 'http://127.0.0.1:1/health'])).exitCode).toBe(5);
  }, 150_000);

  it('a key in the place of a name is refused and not repeated; so is an address that anybody could change', async () => {
    const key = 'flint_live_canary0123456789abcdef';
    const given = await smoke(['--key-env', key, '--json']);
    expect(given.exitCode).toBe(2);
    expect(shows(given, [key])).toBe(false);
    expect(promisedEvents('doctor', given).at(-1)).toMatchObject({ outcome: 'failed', exitCode: 2 });
    const plain = await smoke(['--deployed', 'http://shop.example.com/health']);
    expect(words(plain)).toContain('over https');
    expect(plain.exitCode).toBe(2);
    const both = await smoke(['--deployed', 'https://shop.example.com/health', '--watch']);
    expect(words(both)).toContain('do not go together');
    expect(both.exitCode).toBe(2);
    const unheard = await smoke(['--deployed', 'https://shop.example.com/health', '--merchant', 'mer_1kmn0aExample']);
    expect(words(unheard)).toContain('--merchant needs --key-env');
    expect(unheard.exitCode).toBe(2);
  });
});

describe('flint-golive doctor --watch', () => {
  const entry = fileURLToPath(new URL('../../bin/flint-golive.js', import.meta.url));

  it('tells each look and what turned, and ends on an interrupt with the exit code of the last look', async () => {
    const { home, project, env, sandbox } = await openAccount();
    const child = spawn(process.execPath, [entry, 'doctor', '--cwd', project, '--watch', '--every', '1s', '--json'], {
      env: {
        PATH: process.env.PATH,
        HOME: home,
        FLINT_GOLIVE_HOME: join(home, 'state'),
        ...recordedEnvironment(),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const ended = once(child, 'close');
    const lines: string[] = [];
    createInterface(child.stdout).on('line', (line) => lines.push(line));
    const waitFor = (text: string) =>
      vi.waitFor(() => expect(lines.join('\n')).toContain(text), { timeout: 60_000, interval: 50 });
    await waitFor('"type":"look"');
    expect(lines[0]).toContain('"healthy":true');
    sandbox.controls.raiseRequirements({ due: 'past', requirements: ['business_website'] });
    await waitFor('"turned":"found","id":"payment-methods"');
    sandbox.controls.completeVerification();
    await waitFor('"turned":"well","id":"payment-methods"');
    child.kill('SIGINT');
    const [exitCode] = await ended;
    const events = promisedEvents('doctor', { stdout: lines.join('\n') });
    expect(events.at(-1)).toMatchObject({ type: 'result', outcome: 'settled', exitCode: 0, healthy: true });
    expect(exitCode).toBe(0);
    // A check is told once, and again only when it changed.
    const told = events.filter((event) => event.type === 'check' && event.id === 'disputes');
    expect(told).toHaveLength(1);
  }, 150_000);
});
