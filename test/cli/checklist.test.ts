import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checklist } from '../../src/checks/checklist/checklist.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { eventsOf, type Run, runProgram, words } from './program.ts';

interface Account {
  readonly sandbox: Sandbox;
  readonly home: string;
  readonly project: string;
  readonly run: (...more: readonly string[]) => Promise<Run>;
}

/** A live account with an endpoint, and a project folder in which nothing is left of test mode. */
async function openAccount(enabled_events?: readonly string[]): Promise<Account> {
  const home = mkdtempSync(join(tmpdir(), 'checklist-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const project = join(home, 'shop');
  mkdirSync(project);
  writeFileSync(join(project, 'index.js'), 'export const shop = 1;\n');
  const sandbox = await startSandbox({ speed: 50 });
  onTestFinished(() => sandbox.close());
  const made = await fetch(`${sandbox.baseUrl}/v1/webhook-endpoints`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.keys.live}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url: 'https://shop.example.com/webhooks/flint', enabled_events }),
  });
  expect(made.status).toBe(201);
  const env = {
    FLINT_API_KEY: sandbox.keys.live,
    FLINT_TEST_API_KEY: sandbox.keys.test,
    FLINT_BASE_URL: sandbox.baseUrl,
  };
  const run = (...more: readonly string[]) => runProgram(['checklist', '--cwd', project, ...more], { home, env });
  return { sandbox, home, project, run };
}

function statusesOf(run: Run): Record<string, unknown> {
  const checks = eventsOf(run).filter(({ type }) => type === 'check');
  return Object.fromEntries(checks.map(({ id, status }) => [id, status]));
}

function attestationFile({ home }: Account): string | undefined {
  const found = readdirSync(join(home, 'state'), { recursive: true, encoding: 'utf8' });
  const file = found.find((name) => name.endsWith('attestations.json'));
  return file && join(home, 'state', file);
}

describe('flint-golive checklist without a terminal', () => {
  it('tells programs every item and one result last, writes nothing, and shows no key', async () => {
    const account = await openAccount(['dispute.created']);
    const run = await account.run('--json');
    const events = eventsOf(run);
    expect(events.map(({ type }) => type)).toEqual([...checklist.map(() => 'check'), 'result']);
    expect(statusesOf(run)).toMatchObject({
      'credentials.test-ids': 'done',
      'credentials.unused-keys': 'done',
      'operations.subscriptions': 'missing',
      'webhooks.live-secret': "can't tell",
    });
    expect(events.at(-1)).toMatchObject({
      outcome: 'open',
      exitCode: 1,
      counts: { missing: 1 },
      launch: { target: 'live' },
    });
    expect(run.exitCode).toBe(1);
    for (const text of [account.sandbox.keys.live, account.sandbox.keys.test, '\u001B']) {
      expect(run.stdout + run.stderr).not.toContain(text);
    }
    expect(readdirSync(account.home)).not.toContain('state');
    expect(readdirSync(account.project)).toEqual(['index.js']);
  });

  it('says in lines of 80 columns how each item stands, why, and what to do', async () => {
    const { run } = await openAccount(['dispute.created']);
    const ended = await run();
    const lines = ended.stdout.split('\n');
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
    for (const { title } of checklist) expect(ended.stdout).toContain(title);
    expect(words(ended)).toContain('is not sent capability.updated. What to do: Add them');
    expect(words(ended)).toContain('No launch was begun here yet');
    expect(ended.exitCode).toBe(1);
  });

  it('ends with 0 only when a person gave their word for all that cannot be seen, and shows it as attested', async () => {
    const account = await openAccount();
    const open = Object.entries(statusesOf(await account.run('--json')))
      .filter(([, status]) => status === "can't tell")
      .map(([id]) => id);
    expect(open.length).toBeGreaterThan(5);
    const [last = '', ...others] = open;
    const almost = await account.run('--json', '--by', 'Ada Example', '--attest', ...others);
    expect([almost.exitCode, statusesOf(almost)[last]]).toEqual([1, "can't tell"]);
    const all = await account.run('--json', '--attest', last, '--by', 'Ada Example');
    expect(all.exitCode, all.stdout).toBe(0);
    const again = await account.run('--json');
    expect(again.exitCode).toBe(0);
    expect(eventsOf(again).find(({ id }) => id === last)).toMatchObject({
      status: 'attested',
      attested: { by: 'Ada Example', at: expect.stringMatching(/^\d{4}-/) },
    });
    expect(eventsOf(again).at(-1)).toMatchObject({ outcome: 'settled', counts: { attested: open.length } });
  });

  it('takes no word for what was seen not to hold', async () => {
    const account = await openAccount(['dispute.created']);
    const run = await account.run('--attest', 'operations.subscriptions', 'webhooks.live-secret', '--by', 'Ada');
    expect(run.exitCode).toBe(1);
    expect(words(run)).toContain('operations.subscriptions cannot be attested. It was seen not to hold:');
    expect(statusesOf(await account.run('--json'))['webhooks.live-secret']).toBe("can't tell");
  });

  it.each([
    [['--attest', 'nothing.of-the-kind', '--by', 'Ada'], 'No item is called nothing.of-the-kind.'],
    [['--attest', 'webhooks.live-secret'], 'An item and a name go together.'],
    [['--by', 'Ada'], 'An item and a name go together.'],
    [['--attest', 'webhooks.live-secret', '--by', ' '], 'That is no name.'],
  ])('refuses %o before anything is checked', async (more, said) => {
    const { run } = await openAccount();
    const ended = await run(...more);
    expect(ended.exitCode).toBe(2);
    expect(words(ended)).toContain(said);
    const json = await run('--json', ...more);
    expect(eventsOf(json)).toEqual([expect.objectContaining({ type: 'result', outcome: 'failed', exitCode: 2 })]);
  });

  it('proves from a launch what only a launch can prove', { timeout: 60_000 }, async () => {
    const home = mkdtempSync(join(tmpdir(), 'checklist-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const rehearsal = await runProgram(['rehearse', '--auto', '--json', '--speed', '100'], { home });
    expect(rehearsal.exitCode).toBe(0);
    const run = await runProgram(['checklist', '--rehearsal', '--json'], { home });
    expect(statusesOf(run)).toMatchObject({
      'correctness.fulfilment': 'done',
      'correctness.amounts': 'done',
      'webhooks.signatures': 'done',
      'webhooks.quick-acknowledgement': 'done',
      'webhooks.live-secret': 'done',
      'operations.request-ids': 'done',
      'operations.rate-limits': 'done',
      'operations.subscriptions': 'done',
    });
    expect(eventsOf(run).at(-1)).toMatchObject({ launch: { target: 'embedded' }, exitCode: 1 });
  });

  it('shows no key that stands in the code, neither as a finding nor as a line that speaks for an item', async () => {
    const account = await openAccount();
    const key = `flint_live_${'q7Zr'.repeat(8)}`;
    const line = `console.error(429, 'Retry-After', request_id, fetch('https://api.withflintpay.com/v1/orders/' + id, '${key}'));`;
    writeFileSync(join(account.project, 'index.js'), `${line}\n`);
    const json = await account.run('--json');
    expect(statusesOf(json)).toMatchObject({
      'credentials.server-only': "can't tell",
      'operations.request-ids': 'done',
      'operations.rate-limits': 'done',
    });
    const plain = await account.run();
    for (const { stdout, stderr } of [json, plain]) expect(stdout + stderr).not.toContain(key.slice(0, 20));
  });

  it('says why where there is no key, and proves nothing then', async () => {
    const { home, project } = await openAccount();
    const run = await runProgram(['checklist', '--cwd', project, '--json'], { home });
    expect(run.exitCode).toBe(1);
    expect(eventsOf(run).find(({ id }) => id === 'operations.subscriptions')).toMatchObject({
      status: "can't tell",
      detail: expect.stringContaining('Set FLINT_API_KEY'),
    });
  });

  it('ends with what kept it from looking: nobody there, or a key that Flint does not know', async () => {
    const { home, project, sandbox } = await openAccount();
    const run = (env: Readonly<Record<string, string>>) =>
      runProgram(['checklist', '--cwd', project, '--json'], { home, env });
    const offline = await run({ FLINT_API_KEY: sandbox.keys.live, FLINT_BASE_URL: 'http://127.0.0.1:1' });
    expect(offline.exitCode).toBe(5);
    expect(eventsOf(offline).at(-1)).toMatchObject({ type: 'result', outcome: 'open', exitCode: 5 });
    const unknown = await run({ FLINT_API_KEY: 'flint_live_rehearsal_gone', FLINT_BASE_URL: sandbox.baseUrl });
    expect(unknown.exitCode).toBe(3);
  });

  it('does not begin with attestations that cannot be read', async () => {
    const account = await openAccount();
    await account.run('--attest', 'webhooks.live-secret', '--by', 'Ada');
    const file = attestationFile(account) ?? '';
    expect(dirname(file)).toContain('launches');
    expect(readFileSync(file, 'utf8')).toContain('"Ada"');
    writeFileSync(file, '{');
    const run = await account.run('--json');
    expect(eventsOf(run)).toMatchObject([{ type: 'result', outcome: 'failed', exitCode: 1 }]);
  });
});
