import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whereIs } from '../../src/cli/standing/where.ts';
import type { Entry } from '../../src/launch/journal/entry.ts';
import { undoPrefix } from '../../src/steps/record.ts';
import { eventsOf, runProgram, words } from './program.ts';

let home: string;
let project: string;
beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'golive-back-')));
  project = join(home, 'shop');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{}');
});
afterEach(() => rm(home, { recursive: true, force: true }));

const nobody = { FLINT_BASE_URL: 'http://127.0.0.1:1' };
const verifyLater = ['--verify', 'later'];

describe('the way back to a launch', () => {
  it('names the folder where the launch was begun from another one', async () => {
    const elsewhere = await runProgram(['--cwd', 'shop', '--launch', 'eu', ...verifyLater], { home, env: nobody });
    expect(elsewhere.stdout).toContain(`flint-golive --cwd ${project} --launch eu`);
    const there = await runProgram(['--cwd', '.', ...verifyLater], { home, cwd: project, env: nobody });
    expect(words(there)).toContain('Come back flint-golive');
    expect(there.stdout).not.toContain('--cwd');
  });

  it('is said by the status with the folder as well', async () => {
    const run = await runProgram(['status', '--cwd', 'shop', '--json'], { home, env: nobody });
    expect(eventsOf(run).at(-1)).toMatchObject({ next: { command: `flint-golive --cwd ${project}` } });
  });

  it('leads first through the taking back that was interrupted, of this launch and no other', async () => {
    const named = { cwd: project, launch: 'eu' };
    const { folder, journalFile } = whereIs(named, { FLINT_GOLIVE_HOME: join(home, 'state') });
    const at = '2026-07-02T18:00:00.000Z';
    const entries: Entry[] = [
      {
        type: 'intended',
        at,
        write: `${undoPrefix}webhook-endpoint.create`,
        title: 'Delete it',
        idempotencyKey: 'key',
        uses: [],
      },
    ];
    await mkdir(folder, { recursive: true });
    const launch = { id: 'abc', name: 'eu', target: 'live', folder: project, startedAt: at };
    await writeFile(journalFile, JSON.stringify({ version: 1, launch, entries }));
    const run = await runProgram(['--cwd', 'shop', '--launch', 'eu', '--json', ...verifyLater], { home, env: nobody });
    expect(eventsOf(run).at(-1)).toMatchObject({
      failure: { remedy: `Finish it first: flint-golive undo --cwd ${project} --launch eu` },
    });
  });

  it('to a rehearsal of one’s own project names no folder, and goes on with that project', async () => {
    const begun = await runProgram(['rehearse', '--cwd', 'shop', '--verify', 'dashboard'], { home });
    expect(begun.exitCode).not.toBe(0);
    expect(words(begun)).toMatch(/Come back flint-golive rehearse\s*$/);
    const again = await runProgram(['rehearse', '--json'], { home });
    expect(eventsOf(again).at(-1)).toMatchObject({
      launch: { resumed: true, folder: join(home, 'state/rehearsals/default/project/shop') },
    });
    const other = await runProgram(['rehearse', '--json', '--cwd', home], { home });
    expect(other.exitCode).toBe(2);
    expect(eventsOf(other).at(-1)).toMatchObject({
      failure: { headline: 'An interrupted rehearsal of another project is there.' },
    });
  });
});
