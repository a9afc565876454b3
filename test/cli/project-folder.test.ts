import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProgram, words } from './program.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-folder-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('a project folder that is not there', () => {
  it.each([
    [[]],
    [['--verify', 'later']],
    [['status']],
    [['checklist']],
    [['doctor']],
    [['report']],
    [['undo']],
    [['rehearse', '--auto']],
  ])('is a mistake on the command line, and nothing is begun for it: %j', async (line) => {
    const run = await runProgram([...line, '--cwd', 'nowhere'], { home });
    expect(run.exitCode).toBe(2);
    expect(words(run)).toContain(`${join(home, 'nowhere')} is no folder on this machine.`);
    expect(existsSync(join(home, 'state/launches'))).toBe(false);
  });
});

describe('a mistake on the command line', () => {
  it('is told in lines that break between words', async () => {
    const { exitCode, stderr } = await runProgram(['doctor', '--every', 'nonsense'], { home });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('It has to be a\ntime such as 90s, 20m, 2h or 7d.');
    expect(Math.max(...stderr.split('\n').map((text) => text.length))).toBeLessThanOrEqual(80);
  });
});
