import { execFile } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv as parseEnvLikeNode } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVariable, writeVariables } from '../../src/secrets/env-file.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { key } from './made-up-key.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function written(before: string, variables: Readonly<Record<string, Secret | string>>): Promise<string> {
  const file = join(temporaryFolder({ '.env': before }), '.env');
  await writeVariables(file, variables);
  return readFileSync(file, 'utf8');
}

async function revealed(file: string, name: string): Promise<string | undefined> {
  const value = await readVariable(file, name);
  return value instanceof Secret ? value.reveal() : value;
}

/** What a shell makes of an env file, as JSON. */
function readByShell(file: string): Promise<string> {
  const script = `set -a; . ${file}; exec "${process.execPath}" -p 'JSON.stringify(process.env)'`;
  return new Promise((resolve, reject) => {
    execFile('sh', ['-c', script], { env: {} }, (error, output) => (error ? reject(error) : resolve(output)));
  });
}

describe('writing variables', () => {
  it('replaces a variable where it stands and keeps quotes, comments, order and line ends', async () => {
    const before = '\ufeff# shop\r\nexport FLINT_API_KEY = "flint_test_old" # key\r\n\r\nPORT=3000\r\nEMPTY= # soon';
    expect(await written(before, { FLINT_API_KEY: new Secret(key), EMPTY: 'x', NEW: 'y' })).toBe(
      `\ufeff# shop\r\nexport FLINT_API_KEY = "${key}" # key\r\n\r\nPORT=3000\r\nEMPTY=x # soon\r\nNEW=y\r\n`,
    );
  });

  it('does not touch a commented variable, nor one inside a quoted value', async () => {
    const before = '#KEY=a\nTEXT="\nKEY=b\n"\n';
    expect(await written(before, { KEY: 'c' })).toBe(`${before}KEY=c\n`);
  });

  it('replaces the last of several, which is the one that counts, and says so', async () => {
    const file = join(temporaryFolder({ '.env': 'A=1\nA=2\nB=3\n' }), '.env');
    expect(await writeVariables(file, { A: '4' })).toMatchObject({ duplicates: ['A'], replaced: ['A'], added: [] });
    expect(readFileSync(file, 'utf8')).toBe('A=1\nA=4\nB=3\n');
  });

  it.skipIf(process.platform === 'win32')('makes a new file that only its owner can read', async () => {
    const file = join(temporaryFolder(), '.env.production');
    const change = await writeVariables(file, { FLINT_API_KEY: new Secret(key) });
    expect(change).toEqual({ created: true, tightened: false, added: ['FLINT_API_KEY'], replaced: [], duplicates: [] });
    expect(readFileSync(file, 'utf8')).toBe(`FLINT_API_KEY=${key}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.platform === 'win32')(
    'takes the right to read from others once a file holds a secret',
    async () => {
      const folder = temporaryFolder({ 'shop.env': 'PORT=3000\n', 'key.env': `FLINT_API_KEY=${key}\n` });
      for (const name of ['shop.env', 'key.env']) chmodSync(join(folder, name), 0o644);
      expect((await writeVariables(join(folder, 'shop.env'), { PORT: '1' })).tightened).toBe(false);
      expect(statSync(join(folder, 'shop.env')).mode & 0o777).toBe(0o644);
      expect((await writeVariables(join(folder, 'key.env'), { PORT: '1' })).tightened).toBe(true);
      expect(statSync(join(folder, 'key.env')).mode & 0o777).toBe(0o600);
      expect((await writeVariables(join(folder, 'shop.env'), { FLINT_API_KEY: new Secret(key) })).tightened).toBe(true);
      expect(statSync(join(folder, 'shop.env')).mode & 0o777).toBe(0o600);
    },
  );

  it('writes nothing when everything is there already', async () => {
    const file = join(temporaryFolder(), '.env');
    await writeVariables(file, { A: 'a b' });
    const { ino, mtimeMs } = statSync(file);
    expect(await writeVariables(file, { A: 'a b' })).toMatchObject({ added: [], replaced: [] });
    expect(statSync(file)).toMatchObject({ ino, mtimeMs });
  });

  it('loses nothing when several write to one file at once', async () => {
    const file = join(temporaryFolder(), '.env');
    const names = Array.from({ length: 12 }, (_, index) => `V${index}`);
    await Promise.all(names.map((name) => writeVariables(file, { [name]: name })));
    for (const name of names) expect(await readVariable(file, name)).toBe(name);
  });

  it('removes what an earlier, killed run left beside the file', async () => {
    const folder = temporaryFolder({ '.env.flint-golive': 'FLINT_API' });
    await writeVariables(join(folder, '.env'), { A: '1' });
    expect(readdirSync(folder)).toEqual(['.env']);
  });

  const value = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('"', "'", '`', '\\', '\n', '\r', '#', '$', ' ', '=', 'n', 'a') }),
    fc.string({ unit: 'binary' }),
  );
  const possible = value.filter((text) => !/[\0\p{Surrogate}]/u.test(text));
  const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,5}$/);

  it('reads back every value it wrote', async () => {
    const variables = fc.dictionary(name, possible, { minKeys: 1, maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(variables, async (given) => {
        const file = join(temporaryFolder({ '.env': '# shop\nFIRST="1"' }), '.env');
        await writeVariables(file, given);
        for (const [each, text] of Object.entries(given)) expect(await revealed(file, each)).toBe(text);
        expect(readFileSync(file, 'utf8').startsWith('# shop\nFIRST=')).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves every byte of the other variables as it is, whatever the file holds', async () => {
    const bytes = fc.uint8Array({ maxLength: 50 }).map((all) => Buffer.from(all.filter((byte) => byte !== 0)));
    await fc.assert(
      fc.asyncProperty(bytes, possible, async (before, text) => {
        const file = join(temporaryFolder({ '.env': before }), '.env');
        await writeVariables(file, { FLINT_NEW_NAME: text });
        const content = readFileSync(file);
        expect(content.subarray(0, before.length)).toEqual(before);
        await writeVariables(file, { FLINT_NEW_NAME: 'other' });
        expect(readFileSync(file).subarray(0, before.length)).toEqual(before);
        expect(await readVariable(file, 'FLINT_NEW_NAME')).toBe('other');
      }),
      { numRuns: 150 },
    );
  });

  const posix = process.platform !== 'win32';
  const readers = posix ? 'Node and a shell read' : 'Node reads';
  it(`writes keys, secrets, ids and addresses so that ${readers} the same`, async () => {
    const values = {
      FLINT_API_KEY: key,
      FLINT_WEBHOOK_SECRET: 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
      PRODUCT: 'prod_1kmn0aExample',
      URL: 'https://shop.example.com/webhooks/flint?a=b&c=d',
      NAME: 'Canvas & Co. #1 $HOME `x` "y"',
    };
    const file = join(temporaryFolder(), '.env');
    await writeVariables(file, values);
    expect(parseEnvLikeNode(readFileSync(file, 'utf8'))).toEqual(values);
    if (posix) expect(JSON.parse(await readByShell(file))).toMatchObject(values);
  });
});
