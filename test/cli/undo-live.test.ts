import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Launched, launchedFolder } from './launched.ts';
import { eventsOf, runProgram } from './program.ts';

let launched: Launched;
beforeEach(async () => {
  launched = await launchedFolder();
}, 60_000);
afterEach(() => launched.close());

const run = (...words: string[]) =>
  runProgram(words, { home: launched.home, cwd: launched.project, env: launched.env });

describe('undo in live, without a terminal', () => {
  it('needs --yes and --live: with one of them it names both, sends nothing and ends with 4', {
    timeout: 60_000,
  }, async () => {
    const before = await readFile(launched.journalFile, 'utf8');
    for (const flags of [[], ['--yes'], ['--live']]) {
      const ended = await run('undo', '--json', ...flags);
      expect({ flags, exitCode: ended.exitCode }).toEqual({ flags, exitCode: 4 });
      const result = eventsOf(ended).at(-1);
      expect(result).toMatchObject({ type: 'result', command: 'undo', failure: { kind: 'confirmation missing' } });
      expect(JSON.stringify(result)).toContain('--yes and --live');
      expect(JSON.stringify(result)).toContain('Delete the webhook endpoint');
    }
    expect(await readFile(launched.journalFile, 'utf8')).toBe(before);
    expect(launched.sandbox.ledger().live.webhookEndpoints).toHaveLength(1);
  });

  it('takes all of it back with both, shows no secret, and the status tells it', { timeout: 60_000 }, async () => {
    const settings = await readFile(`${launched.project}/.env.production`, 'utf8');
    const secrets = settings.match(/flint_live_\S{8,}|whsec_[^"\s]+/g) ?? [];
    expect(secrets.length).toBeGreaterThan(1);
    const whole = await run('status', '--json');
    expect(eventsOf(whole).at(-1)).toMatchObject({ outcome: 'complete', exitCode: 0 });

    const ended = await run('undo', '--json', '--yes', '--live');
    expect(ended.exitCode).toBe(0);
    for (const secret of secrets) expect(ended.stdout + ended.stderr).not.toContain(secret);
    const { live } = launched.sandbox.ledger();
    expect(live.webhookEndpoints).toEqual([]);
    expect(live.products.every(({ status }) => status === 'archived')).toBe(true);

    const status = await run('status', '--json');
    expect(eventsOf(status).at(-1)).toMatchObject({ outcome: 'taken back', exitCode: 1 });
    const journal = await readFile(launched.journalFile, 'utf8');
    for (const secret of secrets) expect(journal).not.toContain(secret);
  });

  it('without any key says so before anything else is taken back', { timeout: 60_000 }, async () => {
    await rm(`${launched.project}/.env.production`);
    const ended = await run('undo', '--json', '--yes', '--live');
    expect(ended.exitCode).toBe(3);
    expect(eventsOf(ended).at(-1)).toMatchObject({ failure: { kind: 'credentials' } });
    expect(launched.sandbox.ledger().live.webhookEndpoints).toHaveLength(1);
  });

  it('that was interrupted is finished first: the launch does not go on, and the status says so', {
    timeout: 60_000,
  }, async () => {
    const journal = JSON.parse(await readFile(launched.journalFile, 'utf8'));
    journal.entries.push({
      type: 'intended',
      at: new Date().toISOString(),
      write: 'undo.webhook-endpoint.create',
      title: 'Delete the webhook endpoint',
      idempotencyKey: 'a-key',
      uses: [],
      undoes: ['webhook-endpoint.create'],
    });
    await writeFile(launched.journalFile, JSON.stringify(journal));
    const status = await run('status', '--json');
    expect(eventsOf(status).at(-1)).toMatchObject({ outcome: 'taken back', next: { command: 'flint-golive undo' } });
    const ended = await run('--json', '--purposes', 'checkout');
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toContain('Taking this launch back was interrupted.');
    expect(launched.sandbox.ledger().live.webhookEndpoints).toHaveLength(1);
  });

  it('of a folder that was never launched is refused in a sentence', { timeout: 60_000 }, async () => {
    const ended = await run('undo', '--json', '--yes', '--live', '--cwd', launched.home);
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toContain('There is no launch here that could be taken back.');
  });
});
