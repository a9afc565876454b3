import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect, parseEnv as parseEnvLikeNode } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readVariable, removeVariable, writeVariables } from '../../src/secrets/env-file.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { SecretProblem, secretProblemOf } from '../../src/secrets/secret-problem.ts';
import { envFileStore } from '../../src/secrets/store.ts';
import { temporaryFolder } from './temporary-folder.ts';

const key = `flint_live_${'0123456789abcdef'.repeat(4)}`;

async function written(before: string, variables: Readonly<Record<string, Secret | string>>): Promise<string> {
  const file = join(temporaryFolder({ '.env': before }), '.env');
  await writeVariables(file, variables);
  return readFileSync(file, 'utf8');
}

async function revealed(file: string, name: string): Promise<string | undefined> {
  const value = await readVariable(file, name);
  return value instanceof Secret ? value.reveal() : value;
}

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

describe('refusing to write', () => {
  const secret = new Secret(key);

  it('refuses through a symbolic link and leaves what is behind it', async () => {
    const folder = temporaryFolder({ elsewhere: 'A=1\n' });
    symlinkSync('elsewhere', join(folder, '.env'));
    symlinkSync('nowhere', join(folder, 'dangling.env'));
    for (const name of ['.env', 'dangling.env']) {
      await expect(writeVariables(join(folder, name), { A: secret })).rejects.toMatchObject({
        refusal: 'symbolic link',
      });
    }
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('A=1\n');
    expect(readdirSync(folder)).toEqual(['.env', 'dangling.env', 'elsewhere']);
  });

  it('refuses what is no folder, no file and no env file', async () => {
    const folder = temporaryFolder({ 'utf16.env': Buffer.from('\ufeffA=1\n', 'utf16le'), plain: '' });
    mkdirSync(join(folder, 'dir.env'));
    const refusals = {
      'missing/.env': 'folder missing',
      'plain/.env': 'folder missing',
      'dir.env': 'not a file',
      'utf16.env': 'not an env file',
    };
    for (const [name, refusal] of Object.entries(refusals)) {
      await expect(writeVariables(join(folder, name), { A: secret }), name).rejects.toMatchObject({ refusal });
    }
  });

  it('puts nothing into a file of another kind, which it would break', async () => {
    const folder = temporaryFolder();
    const others = {
      'package.json': '{\n  "name": "shop"\n}\n',
      'server.js': "const a = 1;\nprocess.env.KEY = 'x';\n",
      config: '[core]\n\tbare = false\n',
      'shop.yml': 'a: 1\n',
    };
    for (const [name, text] of Object.entries(others)) {
      writeFileSync(join(folder, name), text);
      const refusal = 'another kind of file';
      await expect(writeVariables(join(folder, name), { A: secret }), name).rejects.toMatchObject({ refusal });
      expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
    }
  });

  it.each([
    ['settings', '# shop\n\nexport A="two\nlines" # x\r\nB=1'],
    ['.envrc', 'use node\n'],
    ['shop.env', 'a line that every loader passes over\n'],
    ['new', ''],
  ])('takes %s for an env file', async (name, text) => {
    const file = join(temporaryFolder(), name);
    writeFileSync(file, text);
    expect(await writeVariables(file, { NEW: secret })).toMatchObject({ added: ['NEW'] });
  });

  it('refuses names and values that no environment can carry', async () => {
    const file = join(temporaryFolder(), '.env');
    for (const name of ['', '1A', 'A B', 'A=B', 'A\nB', 'A-B']) {
      await expect(writeVariables(file, { [name]: 'x' })).rejects.toMatchObject({ refusal: 'impossible name' });
    }
    for (const value of ['a\0b', 'a\ud800']) {
      await expect(writeVariables(file, { A: value })).rejects.toMatchObject({ refusal: 'impossible value' });
    }
  });

  it.skipIf(process.platform === 'win32')('refuses where this user may not write', async () => {
    const folder = temporaryFolder({ '.env': 'A=1\n', 'closed/x': '' });
    chmodSync(folder, 0o777);
    chmodSync(join(folder, '.env'), 0o444);
    chmodSync(join(folder, 'closed'), 0o555);
    const asOther = process.getuid?.() === 0;
    if (asOther) process.seteuid?.(65534);
    try {
      for (const name of ['.env', 'closed/.env']) {
        await expect(writeVariables(join(folder, name), { A: '2' })).rejects.toMatchObject({ refusal: 'not writable' });
      }
    } finally {
      if (asOther) process.seteuid?.(0);
      chmodSync(join(folder, 'closed'), 0o755);
    }
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('A=1\n');
  });

  it.skipIf(process.platform === 'win32')('keeps the old file when there is no room for the new one', async () => {
    const folder = temporaryFolder({ '.env': 'A=1\n' });
    const module = new URL('../../src/secrets/env-file.ts', import.meta.url).href;
    const program = `
      process.on('SIGXFSZ', () => {});
      const { writeVariables } = await import(${JSON.stringify(module)});
      const large = 'x'.repeat(64 * 1024);
      await writeVariables(${JSON.stringify(join(folder, '.env'))}, { B: large }).then(
        () => console.log('stored'),
        (problem) => console.log(problem.refusal),
      );`;
    // A limit on the size of files stands in for a full disk: both end a write in the middle.
    const script = 'ulimit -f 8; exec "$0" --input-type=module -e "$1"';
    const output = await new Promise<string>((resolve, reject) => {
      execFile('bash', ['-c', script, process.execPath, program], (error, text, complaint) =>
        error ? reject(new Error(complaint)) : resolve(text),
      );
    });
    expect(output).toBe('disk full\n');
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('A=1\n');
    expect(readdirSync(folder)).toEqual(['.env']);
  });

  it('does not count as stored what the file does not hold afterwards', async () => {
    vi.resetModules();
    vi.doMock('../../src/project/replace-file.ts', () => ({ replaceFile: () => Promise.resolve() }));
    onTestFinished(() => {
      vi.doUnmock('../../src/project/replace-file.ts');
      vi.resetModules();
    });
    const forgetful = await import('../../src/secrets/env-file.ts');
    const file = join(temporaryFolder({ '.env': 'A=1\n' }), '.env');
    await expect(forgetful.writeVariables(file, { A: '2' })).rejects.toMatchObject({ refusal: 'not kept' });
    await expect(forgetful.writeVariables(file, { A: '1' })).resolves.toMatchObject({ replaced: [] });
  });

  it('turns errors of the file system into words, and only those it knows', () => {
    const withCode = (code: string) => Object.assign(new Error(code), { code });
    expect(secretProblemOf(withCode('ENOSPC'), 'x', 'writing')).toMatchObject({ refusal: 'disk full' });
    expect(secretProblemOf(withCode('EDQUOT'), 'x', 'writing')).toMatchObject({ refusal: 'disk full' });
    expect(secretProblemOf(withCode('EROFS'), 'x', 'writing')).toMatchObject({ refusal: 'not writable' });
    expect(secretProblemOf(withCode('EACCES'), 'x', 'reading')).toMatchObject({ refusal: 'not readable' });
    const other = withCode('EWHATEVER');
    expect(secretProblemOf(other, 'x', 'writing')).toBe(other);
  });

  it('holds no secret in any refusal', async () => {
    const folder = temporaryFolder({ '.env': `A=${key}\0` });
    mkdirSync(join(folder, 'dir.env'));
    symlinkSync('.env', join(folder, 'link.env'));
    const attempts = [
      writeVariables(join(folder, '.env'), { A: secret }),
      writeVariables(join(folder, 'dir.env'), { A: secret }),
      writeVariables(join(folder, 'link.env'), { A: secret }),
      writeVariables(join(folder, 'none/.env'), { A: secret }),
      writeVariables(join(folder, 'new.env'), { A: new Secret(`${key}\0`) }),
      writeVariables(join(folder, 'new.env'), { 'A B': secret }),
      readVariable(join(folder, '.env'), 'A'),
    ];
    for (const settled of await Promise.allSettled(attempts)) {
      const refusal = settled.status === 'rejected' ? settled.reason : 'not refused';
      expect(refusal).toBeInstanceOf(SecretProblem);
      expect(inspect(refusal, { depth: null, showHidden: true }) + JSON.stringify(refusal)).not.toContain(
        '0123456789abcdef',
      );
    }
  });

  it('says what happened, what it means and what to do', async () => {
    const refusal = await writeVariables(join(temporaryFolder(), 'none', '.env'), { A: '1' }).catch((e: unknown) => e);
    expect(refusal).toMatchObject({
      headline: expect.stringMatching(/^The folder of .*none\/\.env does not exist\.$/),
      meaning: 'Nothing was stored.',
      remedy: 'Make the folder, or choose another file.',
    });
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

/** What a shell makes of an env file, as JSON. */
function readByShell(file: string): Promise<string> {
  const script = `set -a; . ${file}; exec "${process.execPath}" -p 'JSON.stringify(process.env)'`;
  return new Promise((resolve, reject) => {
    execFile('sh', ['-c', script], { env: {} }, (error, output) => (error ? reject(error) : resolve(output)));
  });
}
