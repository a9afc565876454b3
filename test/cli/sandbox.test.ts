import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { eventsOf, runProgram, words } from './program.ts';
import { interruptAt, startSandboxProgram } from './sandbox-program.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-sandbox-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const call = (url: string, key: string, method = 'GET', body?: unknown): Promise<Response> =>
  fetch(url, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape.
const dataOf = async (response: Response): Promise<any> => ((await response.json()) as { data: unknown }).data;

describe('flint-golive sandbox', () => {
  it('is a Flint of one’s own: both keys work, each in its plane, and the curl it shows does too', async () => {
    const { ready } = await startSandboxProgram(home, []);
    for (const mode of ['test', 'live'] as const) {
      const answer = await call(`${ready.url}/v1/orders`, ready.keys[mode]);
      expect([answer.status, answer.headers.get('flint-mode')]).toEqual([200, mode]);
      expect(answer.headers.get('flint-merchant-id')).toBe(ready.merchantId);
    }
    expect((await fetch(ready.dashboardUrl)).status).toBe(200);
    const [program = '', ...rest] = ready.curl.match(/'[^']*'|\S+/g) ?? [];
    expect(program).toBe('curl');
    const { stdout } = await promisify(execFile)(
      program,
      rest.map((word) => word.replaceAll("'", '')),
    );
    expect(JSON.parse(stdout).data.length).toBeGreaterThan(0);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends cleanly at %s, with 130 and a result', async (signal) => {
    const { ready, end } = await startSandboxProgram(home, ['--control-port', '0']);
    const ended = await end(signal);
    expect(ended.exitCode).toBe(130);
    expect(ended.lines.map((line) => JSON.parse(line))).toMatchObject([
      { type: 'result', outcome: 'interrupted', exitCode: 130 },
    ]);
    await expect(fetch(ready.url)).rejects.toThrow();
    await expect(fetch(String(ready.controlUrl))).rejects.toThrow();
  });

  it('keeps everything in its state file, keys included, over a restart and over a kill', async () => {
    const file = join(home, 'kept', 'flint.json');
    const order = { line_items: [{ name: 'Print', quantity: 1, unit_price_money: { amount: 500, currency: 'USD' } }] };
    const first = await startSandboxProgram(home, ['--state', file]);
    const made = await dataOf(await call(`${first.ready.url}/v1/orders`, first.ready.keys.test, 'POST', order));
    await first.end('SIGKILL');
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    const second = await startSandboxProgram(home, ['--state', file]);
    expect(second.ready).toMatchObject({ keys: first.ready.keys, merchantId: first.ready.merchantId, stateFile: file });
    const path = `/v1/orders/${made.order_id}`;
    expect((await call(`${second.ready.url}${path}`, second.ready.keys.test)).status).toBe(200);

    const third = await runProgram(['sandbox', '--state', file], { home });
    expect(third.exitCode).toBe(1);
    expect(words(third)).toContain('Another process uses this state file.');
    await second.end('SIGTERM');
    const fourth = await startSandboxProgram(home, ['--state', file]);
    expect((await call(`${fourth.ready.url}${path}`, fourth.ready.keys.test)).status).toBe(200);
  });

  it('starts on the port it is given, and says so when that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const run = await runProgram(['sandbox', '--port', String(port)], { home });
    expect(run.exitCode).toBe(1);
    expect(words(run)).toContain(`Port ${port} is taken by another program.`);

    const control = await runProgram(['sandbox', '--json', '--control-port', String(port)], { home });
    expect(control.exitCode).toBe(1);
    expect(eventsOf(control)).toMatchObject([
      { type: 'result', outcome: 'failed', exitCode: 1, failure: { headline: expect.stringContaining(String(port)) } },
    ]);

    await new Promise((resolve) => other.close(resolve));
    const { ready } = await startSandboxProgram(home, ['--port', String(port)]);
    expect(ready.url).toBe(`http://127.0.0.1:${port}`);
  });

  it('lets faults strike from the command line and from its control surface', async () => {
    const { ready } = await startSandboxProgram(home, [
      ...['--fault', 'GET /v1/settings #1 status=429 retry-after=2', '--fault', 'listOrders #2 half-body'],
      ...['--control-port', '0'],
    ]);
    expect(ready.faults).toEqual(['GET /v1/settings #1 status=429 retry-after=2', 'listOrders #2 half-body']);
    const struck = await call(`${ready.url}/v1/settings`, ready.keys.test);
    expect([struck.status, struck.headers.get('retry-after')]).toEqual([429, '2']);
    expect((await call(`${ready.url}/v1/settings`, ready.keys.test)).status).toBe(200);

    await fetch(`${ready.controlUrl}/faults`, { method: 'POST', body: '{"faults":["GET /v1/settings html-page"]}' });
    expect((await call(`${ready.url}/v1/settings`, ready.keys.test)).status).toBe(502);
    const exchanges: unknown = await (await fetch(`${ready.controlUrl}/exchanges`)).json();
    expect(exchanges).toMatchObject([{ status: 429 }, { status: 200 }, { status: 502 }]);
  });

  it('lets its clock be moved when that was asked for', async () => {
    const { ready } = await startSandboxProgram(home, ['--manual-clock', '--control-port', '0']);
    const before: unknown = await (await fetch(`${ready.controlUrl}/clock`)).json();
    expect(before).toMatchObject({ manual: true });
    const moved = await fetch(`${ready.controlUrl}/clock/advance`, { method: 'POST', body: '{"milliseconds":60000}' });
    const after: unknown = await moved.json();
    const time = (clock: unknown): number => Date.parse((clock as { now: string }).now);
    expect(time(after) - time(before)).toBe(60_000);
  });

  it('fills its test plane from a seed, at the first start', async () => {
    const seed = {
      products: [
        {
          name: 'Notebook',
          product_type: 'physical',
          default_variant: { sku: 'NOTE', unit_price_money: { amount: 900, currency: 'USD' } },
        },
      ],
    };
    await writeFile(join(home, 'seed.json'), JSON.stringify(seed));
    const line = ['--seed', 'seed.json', '--state', 'flint.json'];
    for (const expected of ['planted', 'not read']) {
      const { ready, end } = await startSandboxProgram(home, line);
      const products = await dataOf(await call(`${ready.url}/v1/products`, ready.keys.test));
      expect(products.map(({ name }: { name: string }) => name)).toEqual(['Notebook']);
      expect(ready.seed).toBe(expected);
      await end('SIGTERM');
    }
  });

  it('serves the generation it is asked for, and single features in another', async () => {
    const { ready } = await startSandboxProgram(home, ['--api', '2026-09-07', '--api-feature', 'readiness=guide']);
    const { keys, merchantId, url } = ready;
    expect((await call(`${url}/v1/developer/auth-context`, keys.test)).status).toBe(200);
    expect((await call(`${url}/v1/merchants/${merchantId}/readiness`, keys.test)).status).toBe(200);
  });

  it('tells a person what to do next, and names its faults', async () => {
    const run = await interruptAt('Ctrl-C', home, ['--fault', 'GET /v1/settings no-mode']);
    expect(run.exitCode).toBe(130);
    for (const text of ['http://127.0.0.1:', '/sandbox/dashboard', 'flint_test_rehearsal_', 'flint_live_rehearsal_']) {
      expect(run.stdout).toContain(text);
    }
    for (const text of ['export FLINT_BASE_URL=', 'curl -s', 'GET /v1/settings every no-mode', 'has ended']) {
      expect(run.stdout).toContain(text);
    }
    expect(run.stdout).not.toContain('\u001B');
  });
});

describe('what cannot be used is refused before anything starts', () => {
  it('a fault, with the place', async () => {
    const run = await runProgram(['sandbox', '--fault', 'POST /v1/refunds staus=503'], { home });
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain('Did you mean status?\n  POST /v1/refunds staus=503\n                   ^\n');

    const json = await runProgram(['sandbox', '--json', '--fault', 'POST /v1/refunds staus=503'], { home });
    expect(json.exitCode).toBe(2);
    expect(eventsOf(json)).toMatchObject([
      { type: 'result', exitCode: 2, failure: { meaning: expect.stringContaining('character 18') } },
    ]);
  });

  it.each<[string, string, number, string]>([
    ['a seed that is no JSON', '{', 2, 'It is not valid JSON.'],
    ['a seed of another form', '{"product": []}', 2, 'There is no such part.'],
    ['a seed with a wrong entry', '{"products": [{"name": "A"}]}', 2, 'products[0]'],
  ])('%s', async (_name, text, exitCode, sentence) => {
    await writeFile(join(home, 'seed.json'), text);
    const run = await runProgram(['sandbox', '--seed', 'seed.json'], { home });
    expect(run.exitCode).toBe(exitCode);
    expect(words(run)).toContain(sentence);
    expect(words(run)).toContain('Nothing was started.');
  });

  it('a seed that is not there', async () => {
    const run = await runProgram(['sandbox', '--seed', 'missing.json'], { home });
    expect(run.exitCode).toBe(2);
    expect(words(run)).toContain('ENOENT');
  });

  it('a damaged state file, which is left as it is', async () => {
    const file = join(home, 'state.json');
    await writeFile(file, '{"version": 1,');
    const run = await runProgram(['sandbox', '--state', file], { home });
    expect(run.exitCode).toBe(1);
    expect(words(run)).toContain('it is not complete JSON');
    expect(await readFile(file, 'utf8')).toBe('{"version": 1,');
  });

  it('a state file that cannot be written', async () => {
    await writeFile(join(home, 'file'), '');
    const run = await runProgram(['sandbox', '--state', join(home, 'file', 'state.json')], { home });
    expect(run.exitCode).toBe(1);
    expect(words(run)).toContain('could not be started');
    expect(words(run)).not.toContain('fault of its own');
  });

  it.each([
    [['--port', '70000'], 'A port is a number from 0 to 65535.'],
    [['--speed', '0'], 'It has to be a number above 0.'],
    [['--api', 'newest'], 'Allowed choices are guide, 2026-09-07.'],
    [['--api-feature', 'ordr=guide'], 'The features are readiness, order'],
    [['--api-feature', 'order=newest'], 'A feature is served as guide, as 2026-09-07, or not at all'],
    [['--manual-clock'], 'Give --control-port as well.'],
  ])('%j', async (flags, sentence) => {
    const run = await runProgram(['sandbox', ...flags], { home });
    expect(run.exitCode).toBe(2);
    expect(words(run)).toContain(sentence);
  });
});

it('the help has the whole grammar of faults', async () => {
  const run = await runProgram(['sandbox', '--help'], { home });
  expect(run.exitCode).toBe(0);
  for (const text of ['reset-after-commit', 'DELIVERY', 'after-commit', '--control-port', '--seed']) {
    expect(run.stdout).toContain(text);
  }
});
