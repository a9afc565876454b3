import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { commandStore } from '../../src/secrets/command-store.ts';
import { presetsFor } from '../../src/secrets/presets.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { temporaryFolder } from './temporary-folder.ts';

const text = `flint_live_${'0123456789abcdef'.repeat(4)}`;
const all = presetsFor('linux');

/** What each tool has to find on its standard input. */
const expectedInput: Readonly<Record<string, string>> = {
  '1password': JSON.stringify({
    title: 'FLINT_API_KEY',
    category: 'API_CREDENTIAL',
    fields: [{ id: 'credential', type: 'CONCEALED', label: 'credential', value: text }],
  }),
  fly: `FLINT_API_KEY=${text}`,
};

/** Every tool's program, replaced by one that notes its arguments and what it reads, and prints the key when it reads nothing. */
function toolsIn(folder: string): void {
  mkdirSync(join(folder, 'bin'));
  for (const tool of ['op', 'doppler', 'aws', 'vault', 'gh', 'vercel', 'fly']) {
    const program = join(folder, 'bin', tool);
    const note = `printf '%s\\n' ${tool} "$@" >> '${folder}/arguments'`;
    const work = `case "$*" in *get*|read*) echo ${text};; *) cat > '${folder}/input';; esac`;
    writeFileSync(program, `#!/bin/sh\n${note}\n${work}\n`);
    chmodSync(program, 0o755);
  }
}

afterEach(() => vi.unstubAllEnvs());

describe('the presets', () => {
  it('are there for every secret manager that is promised', () => {
    expect(all.map(({ id }) => id)).toEqual([
      '1password',
      'doppler',
      'aws',
      'vault',
      'github-actions',
      'vercel',
      'fly',
    ]);
  });

  it('name the secret in every command, say what they need, and where their makers document them', () => {
    for (const { write, read, needs, documentedAt } of all) {
      expect(write).toContain('{name}');
      expect(read ?? '{name}').toContain('{name}');
      expect(needs).toMatch(/[.}]$/);
      expect(documentedAt).toMatch(/^https:\/\//);
    }
  });

  it('leave out on Windows what only a POSIX shell understands', () => {
    const onWindows = presetsFor('win32');
    expect(onWindows.map(({ id }) => id)).toEqual(['doppler', 'vault', 'github-actions', 'vercel']);
    for (const { write } of onWindows) expect(write).not.toMatch(/['|;]|\/dev\//);
  });

  describe.runIf(process.platform !== 'win32').each(all)('for $title', (preset) => {
    it.runIf(hasJq() || !preset.write.startsWith('jq'))('hand it the secret on stdin, and only there', async () => {
      const folder = temporaryFolder();
      toolsIn(folder);
      vi.stubEnv('PATH', `${join(folder, 'bin')}${delimiter}${process.env.PATH}`);
      const { write, read } = preset;
      await commandStore({ write, read, folder }).put('FLINT_API_KEY', new Secret(text));

      const input = readFileSync(join(folder, 'input'), 'utf8');
      const expected = expectedInput[preset.id] ?? text;
      expect(preset.id === '1password' ? JSON.stringify(JSON.parse(input)) : input).toBe(expected);
      const given = readFileSync(join(folder, 'arguments'), 'utf8');
      expect(given).not.toContain(text);
      expect(given).not.toContain('{name}');
      if (read !== undefined) expect(given).toMatch(/^(?:.*\/)?FLINT_API_KEY(?:\/credential)?$/m);
    });
  });
});

function hasJq(): boolean {
  try {
    execFileSync('jq', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
