import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsOf, runProgram } from './program.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-excess-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('a word that a command has no place for', () => {
  it.each(['status', 'checklist', 'report', 'undo', 'rehearse', 'sandbox', 'questions'])(
    'ends %s before anything is looked at',
    async (command) => {
      const run = await runProgram([command, 'extra'], { home });
      expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('too many arguments') });
    },
  );

  it('is told to programs on the last line', async () => {
    const run = await runProgram(['status', 'extra', '--json'], { home });
    expect(eventsOf(run)).toEqual([
      expect.objectContaining({ type: 'result', command: 'status', exitCode: 2, outcome: 'failed' }),
    ]);
  });
});
