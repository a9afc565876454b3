import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportFiles } from '../../src/cli/export-files.ts';
import { exportMark } from '../../src/sweep/exported.ts';
import { temporaryProject } from '../sweep/temporary-project.ts';
import { eventsOf, runProgram } from './program.ts';

describe.each(['--plan', '--id-map'])('%s', (flag) => {
  it('writes over nothing but what an earlier run wrote, and says so before anything is sent', async () => {
    const home = temporaryProject({ 'package.json': '{ "name": "shop" }\n' });
    const file = join(home, 'package.json');
    const run = await runProgram(['rehearse', '--auto', '--json', flag, file], { home });
    expect(run.exitCode).toBe(2);
    expect(eventsOf(run).at(-1)).toMatchObject({
      outcome: 'failed',
      failure: {
        headline: 'package.json stands there already, and no launch wrote it.',
        remedy: `Name another file with ${flag}.`,
      },
    });
    expect(eventsOf(run)).toHaveLength(1);
    expect(readFileSync(file, 'utf8')).toBe('{ "name": "shop" }\n');
  });
});

describe('the files that a launch exports to', () => {
  it('may be new, empty, or written by a launch', async () => {
    const folder = temporaryProject({ 'empty.json': '', 'mine.json': JSON.stringify({ version: 1, copies: [] }) });
    const [fresh, empty, earlier] = ['new.json', 'empty.json', 'earlier.json'].map((name) => join(folder, name));
    writeFileSync(earlier ?? '', `${JSON.stringify({ ...exportMark, copies: [] }, undefined, 2)}\n`);
    for (const file of [fresh, empty, earlier]) {
      expect(await exportFiles({ plan: file ?? '', idMap: file ?? '' })).toEqual({ planFile: file, idMapFile: file });
    }
    await expect(exportFiles({ idMap: join(folder, 'mine.json') })).rejects.toThrow('no launch wrote it');
  });
});
