import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readVariable } from '../../src/secrets/env-file.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { envFileStore } from '../../src/secrets/store.ts';
import { key } from './made-up-key.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('reading a variable', () => {
  const text = [
    '# FLINT_API_KEY=flint_test_commented',
    'export PORT = 3000',
    'EMPTY=',
    "SINGLE='a b # c' # comment",
    'DOUBLE="line\\nnext \\"quoted\\""',
    "BACK=`it's`",
    'BARE=some words # comment',
    'MANY="first',
    'PORT=inside',
    'last"',
    'OPEN="never closed',
    'TWICE=first',
    'TWICE=second',
    'ÜMLAUT=x',
    'WORD=Café',
  ].join('\n');

  it.each([
    ['PORT', '3000'],
    ['EMPTY', ''],
    ['SINGLE', 'a b # c'],
    ['DOUBLE', 'line\nnext "quoted"'],
    ['BACK', "it's"],
    ['BARE', 'some words'],
    ['MANY', 'first\nPORT=inside\nlast'],
    ['OPEN', '"never closed'],
    ['TWICE', 'second'],
    ['WORD', 'Café'],
    ['MLAUT', undefined],
    ['MISSING', undefined],
  ])('understands %s', async (name, value) => {
    const file = join(temporaryFolder({ '.env': text }), '.env');
    const windows = join(temporaryFolder({ '.env': text.replaceAll('\n', '\r\n') }), '.env');
    expect(await readVariable(file, name)).toBe(value);
    expect(await readVariable(windows, name)).toBe(name === 'MANY' ? value?.replaceAll('\n', '\r\n') : value);
  });

  it('wraps what is secret by its value or by its name', async () => {
    const file = join(temporaryFolder({ '.env': `A=${key}\nB=whsec_x\nDB_PASSWORD=x\nURL=x\n` }), '.env');
    for (const name of ['A', 'B', 'DB_PASSWORD']) expect(await readVariable(file, name)).toBeInstanceOf(Secret);
    expect(await readVariable(file, 'URL')).toBe('x');
  });

  it('gives nothing for a file that is not there, and begins after a byte order mark', async () => {
    const folder = temporaryFolder({ 'mark.env': '\ufeffA=1\n' });
    expect(await readVariable(join(folder, 'missing.env'), 'A')).toBeUndefined();
    expect(await readVariable(join(folder, 'mark.env'), 'A')).toBe('1');
  });
});

describe('an env file as a secret store', () => {
  it('gives back what was put into it, and says where that is', async () => {
    const file = join(temporaryFolder(), '.env.production');
    const store = envFileStore(file, '.env.production');
    expect(store.describe()).toBe('the env file .env.production');
    expect(await store.get('FLINT_API_KEY')).toBeUndefined();
    await store.put('FLINT_API_KEY', new Secret(key));
    expect((await store.get('FLINT_API_KEY'))?.reveal()).toBe(key);
    await store.put('OTHER', new Secret('plain text'));
    expect((await store.get('OTHER'))?.reveal()).toBe('plain text');
  });

  it('takes an empty variable for none', async () => {
    const file = join(temporaryFolder(), '.env');
    writeFileSync(file, 'FLINT_API_KEY=\n');
    expect(await envFileStore(file).get('FLINT_API_KEY')).toBeUndefined();
  });
});
