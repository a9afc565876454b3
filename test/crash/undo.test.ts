import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventsOf, runProgram } from '../cli/program.ts';
import { recordedEnvironment } from '../contract/suite/children.ts';
import { journalOf, ledgerOf, rehearsalIn, rehearse, stateIn } from './rehearsal.ts';

// One rehearsal is run to its end; each test takes a copy of it back, and is killed on the way.

let whole: string;
let home: string;
beforeAll(async () => {
  whole = await mkdtemp(join(tmpdir(), 'golive-undo-'));
  const ended = await rehearse({ home: whole, clockAhead: 0, unharmed: true, environment: recordedEnvironment });
  expect(ended.exitCode).toBe(0);
}, 60_000);
afterAll(() => rm(whole, { recursive: true, force: true }));
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-undo-'));
  await cp(whole, home, { recursive: true });
  const journal = join(rehearsalIn(home), 'journal.json');
  await writeFile(journal, (await readFile(journal, 'utf8')).replaceAll(whole, home));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** Runs `flint-golive undo --rehearsal --yes --json`, killed once at each boundary that begins like this. */
async function undo(boundaries: string) {
  const crashFolder = join(home, 'crash');
  await mkdir(crashFolder, { recursive: true });
  return await runProgram(['undo', '--rehearsal', '--yes', '--json'], {
    home,
    env: {
      FLINT_GOLIVE_HOME: stateIn(home),
      ...recordedEnvironment(`--import ${new URL('./boundaries.ts', import.meta.url).href}`),
      CRASH_FOLDER: crashFolder,
      CRASH_FATE: 'SIGKILL',
      CRASH_ONLY: boundaries,
    },
  });
}

async function killedUntilDone(boundaries: string): Promise<number> {
  for (let kills = 0; ; kills += 1) {
    const ended = await undo(boundaries);
    if (ended.exitCode !== null) {
      expect({ exitCode: ended.exitCode, stderr: ended.stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(eventsOf(ended).at(-1)).toMatchObject({ type: 'result', exitCode: 0 });
      return kills;
    }
    expect(kills).toBeLessThan(60);
  }
}

async function expectAllUndoneOnce(): Promise<void> {
  const { live } = await ledgerOf(home);
  expect(live.webhookEndpoints).toEqual([]);
  for (const objects of [live.products, live.plans, live.promotions]) {
    expect(objects.length).toBeGreaterThan(0);
    expect(objects.every(({ status }) => status === 'archived')).toBe(true);
  }
  expect(live.charges).toHaveLength(1);
  expect(live.refunds).toHaveLength(1);
  const { entries } = journalOf(home);
  const finished = entries.flatMap((entry) => (entry.type === 'finished' ? [entry.write] : []));
  expect(finished).toEqual([...new Set(finished)]);
  expect(finished.filter((write) => write.startsWith('undo.')).length).toBeGreaterThan(6);
  const production = await readFile(join(rehearsalIn(home), 'project/shop/.env.production'), 'utf8');
  expect(production).not.toMatch(/^FLINT_(?:API_KEY|WEBHOOK_SECRET)=/m);
  const status = await runProgram(['status', '--rehearsal', '--json'], {
    home,
    env: { FLINT_GOLIVE_HOME: stateIn(home) },
  });
  expect(JSON.parse(status.stdout)).toMatchObject({ outcome: 'taken back', exitCode: 1 });
}

describe('taking a launch back, killed with SIGKILL and started again', () => {
  it('after each journal entry in turn: everything is undone exactly once', { timeout: 180_000 }, async () => {
    const before = journalOf(home).entries.length;
    const kills = await killedUntilDone('journal.append.after');
    expect(kills).toBe(journalOf(home).entries.length - before);
    expect(kills).toBeGreaterThan(12);
    await expectAllUndoneOnce();
  });

  for (const point of ['write.send.before', 'write.send.after']) {
    it(`once for each undo at ${point}: everything is undone exactly once`, { timeout: 180_000 }, async () => {
      const kills = await killedUntilDone(point);
      expect(kills).toBeGreaterThan(6);
      await expectAllUndoneOnce();
    });
  }
});
