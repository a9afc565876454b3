import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { removeVariable, writeVariables } from '../../src/secrets/env-file.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { envFileStore } from '../../src/secrets/store.ts';
import { key } from './made-up-key.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('taking a variable out', () => {
  const removed = async (before: string, name: string): Promise<string> => {
    const file = join(temporaryFolder({ '.env': before }), '.env');
    expect(await envFileStore(file).remove(name)).toBe(true);
    return readFileSync(file, 'utf8');
  };

  it('takes its whole line, and keeps every other byte', async () => {
    const before = '\ufeff# shop\r\nPORT=3000 # web\r\n  export KEY = "a" # live\r\nNEXT=1';
    expect(await removed(before, 'KEY')).toBe('\ufeff# shop\r\nPORT=3000 # web\r\nNEXT=1');
    expect(await removed(before, 'NEXT')).toBe(before.slice(0, -'NEXT=1'.length));
  });

  it('takes a value that spans lines, and stops at the byte order mark', async () => {
    expect(await removed('\ufeffKEY="a\nPORT=inside\nb" # c\nPORT=1\n', 'KEY')).toBe('\ufeffPORT=1\n');
  });

  it('takes every assignment of it, since an earlier one would count again', async () => {
    expect(await removed('KEY=1\nA=2\n#KEY=3\nKEY=\nKEY=4\n', 'KEY')).toBe('A=2\n#KEY=3\n');
  });

  it('leaves a file that is then empty, with its mode', async () => {
    const file = join(temporaryFolder(), '.env');
    const store = envFileStore(file);
    await store.put('FLINT_API_KEY', new Secret(key));
    expect(await store.remove('FLINT_API_KEY')).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await store.get('FLINT_API_KEY')).toBeUndefined();
  });

  it('touches nothing when the variable or the file is not there', async () => {
    const folder = temporaryFolder({ '.env': 'A=1\n' });
    expect(await removeVariable(join(folder, '.env'), 'KEY')).toBe(false);
    expect(await removeVariable(join(folder, 'none', '.env'), 'KEY')).toBe(false);
    await expect(removeVariable(join(folder, '.env'), 'A B')).rejects.toMatchObject({ refusal: 'impossible name' });
    expect(readdirSync(folder)).toEqual(['.env']);
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('A=1\n');
  });

  it.skipIf(process.platform === 'win32')('does not write through a link', async () => {
    const folder = temporaryFolder({ real: 'KEY=1\n' });
    symlinkSync('real', join(folder, '.env'));
    await expect(removeVariable(join(folder, '.env'), 'KEY')).rejects.toMatchObject({ refusal: 'symbolic link' });
    expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('KEY=1\n');
  });

  it('undoes what writing added, whatever the file holds', async () => {
    const folder = temporaryFolder();
    const file = join(folder, '.env');
    const line = fc.constantFrom('# note', '', 'A=1', "B='x y' # c", 'export C="m\\n\nq"', 'odd line', 'KEYS=2', 'D=');
    const lineEnd = fc.constantFrom('\n', '\r\n');
    await fc.assert(
      fc.asyncProperty(fc.array(line), lineEnd, async (lines, end) => {
        const before = lines.map((text) => text.replaceAll('\n', end) + end).join('');
        writeFileSync(file, before);
        await writeVariables(file, { KEY: 'value' });
        expect(await removeVariable(file, 'KEY')).toBe(true);
        expect(readFileSync(file, 'utf8')).toBe(before);
      }),
    );
  });
});
