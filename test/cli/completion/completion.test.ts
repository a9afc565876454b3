import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundleProgram } from '../../../build/bundle.ts';
import { loadOf } from '../../../build/loads.ts';
import { bashCompletion } from '../../../src/cli/completion/bash.ts';
import { describeProgram } from '../../../src/cli/completion/describe.ts';
import { fishCompletion } from '../../../src/cli/completion/fish.ts';
import { zshCompletion } from '../../../src/cli/completion/zsh.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { temporaryProject } from '../../sweep/temporary-project.ts';
import { runProgram } from '../program.ts';

const { program } = createProgram('0.0.0');
const described = describeProgram(program);
const isInstalled = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** What bash offers for the last of these words, in a folder with files. */
function offeredByBash(...words: readonly string[]): string[] {
  const folder = temporaryProject({ 'a b.json': '', 'deep/c.json': '' });
  writeFileSync(join(folder, 'completion.bash'), bashCompletion(described));
  const script = [
    'set -u',
    'source ./completion.bash',
    'COMP_WORDS=("$@")',
    'COMP_CWORD=$(($# - 1))',
    '_flint_golive',
    'for word in "$' + '{COMPREPLY[@]}"; do echo "$word"; done',
  ].join('\n');
  const output = execFileSync('bash', ['-c', script, 'bash', 'flint-golive', ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  return output.split('\n').filter((line) => line !== '');
}

describe.runIf(isInstalled('bash'))('in bash', () => {
  it('every command is offered, and those that begin like the word', () => {
    expect(offeredByBash('')).toEqual(program.commands.map((command) => command.name()));
    expect(offeredByBash('sw')).toEqual(['sweep']);
  });

  it('every option of every command is offered behind it', () => {
    for (const command of [program, ...program.commands]) {
      const words = command === program ? [] : [command.name()];
      const offered = offeredByBash(...words, '--');
      for (const { long } of command.options) expect(offered).toContain(long);
      expect(offered).toContain('--help');
    }
  });

  it('values are offered where only some are possible, files and folders where those are meant', () => {
    expect(offeredByBash('sandbox', '--api', '')).toEqual(['guide', '2026-09-07']);
    expect(offeredByBash('completion', '')).toEqual(['bash', 'zsh', 'fish']);
    expect(offeredByBash('rehearse', '--verify', '')).toContain('later');
    expect(offeredByBash('sweep', '--sarif', 'a')).toEqual(['a b.json']);
    expect(offeredByBash('sweep', '--cwd', '')).toEqual(['deep']);
    expect(offeredByBash('sweep', '--history', 'de')).toEqual(['deep']);
    expect(offeredByBash('rehearse', '--launch', '')).toEqual([]);
  });
});

describe.each([
  ['bash', ['-n'], bashCompletion],
  ['zsh', ['-n'], zshCompletion],
  ['fish', ['--no-execute'], fishCompletion],
] as const)('for %s', (shell, check, script) => {
  it('names every command, every option and every value, and nothing that the command line has not', () => {
    const text = script(described);
    for (const { name, options } of [described, ...described.commands]) {
      expect(text).toContain(name);
      for (const { flag, value } of options) {
        expect(text).toContain(shell === 'fish' ? `-l ${flag.slice(2)} ` : flag);
        if (value?.with === 'values') expect(text).toContain(value.values.join(' '));
      }
    }
  });

  it.runIf(isInstalled(shell))('is a script that the shell can read', () => {
    const { status, stderr } = spawnSync(shell, check, { input: script(described), encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('is printed by the program', async () => {
    const run = await runProgram(['completion', shell], { home: temporaryProject() });
    expect(run).toMatchObject({ exitCode: 0, stdout: script(described), stderr: '' });
  });
});

it('another shell is refused, with those there are', async () => {
  const run = await runProgram(['completion', 'tcsh'], { home: temporaryProject() });
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('bash, zsh, fish');
});

it('completion is answered without loading screens, or what talks', async () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const { metafile } = await bundleProgram(root, 'src/cli/main.ts', 'dist');
  const { packages } = loadOf(metafile, ['src/cli/main.ts', 'src/cli/commands/completion.ts']);
  expect(['ink', 'react', 'got', 'zod', 'conf', 'hono'].filter((name) => packages.has(name))).toEqual([]);
});
