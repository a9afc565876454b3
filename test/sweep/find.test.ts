import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootsOf } from '../../src/cli/sweep/reading.ts';
import { exportMark } from '../../src/sweep/exported.ts';
import { findReferences, sweepFolder } from '../../src/sweep/find.ts';
import { revealTestKey } from '../../src/sweep/reveal.ts';
import { git } from '../git.ts';
import { temporaryProject } from './temporary-project.ts';

const product = 'prod_01J9ZK3V7Q2M4N8P6R5S0T1W2X';
const testKey = `flint_test_${'0123456789abcdef'.repeat(4)}`;
const liveKey = `flint_live_${'fedcba9876543210'.repeat(4)}`;
const webhookSecret = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';

/** The super-user may read everything, so files are closed to somebody else. */
async function asSomebodyElse(look: () => Promise<void>): Promise<void> {
  const isSuperUser = process.getuid?.() === 0;
  if (isSuperUser) process.seteuid?.(65534);
  try {
    await look();
  } finally {
    if (isSuperUser) process.seteuid?.(0);
  }
}

async function valuesIn(files: Readonly<Record<string, string | Buffer>>): Promise<string[]> {
  return (await findReferences(temporaryProject(files))).map(({ value }) => value);
}

describe('what the sweep finds', () => {
  it('says of an id in an env file which kind it is, where it stands and which variable holds it', async () => {
    const folder = temporaryProject({ '.env': `# shop\nexport PRODUCT_ID="${product}"\n` });
    expect(await findReferences(folder)).toEqual([
      {
        kind: 'configuration id',
        value: product,
        prefix: 'prod_',
        file: '.env',
        inEnvFile: true,
        line: 2,
        column: 20,
        variable: 'PRODUCT_ID',
      },
    ]);
  });

  it('finds keys and secrets and shows of them only a prefix and four characters', async () => {
    const folder = temporaryProject({ '.env': `A=${testKey}\nB=${liveKey}\nC=${webhookSecret}\n` });
    const references = await findReferences(folder);
    expect(references.map(({ kind, value }) => [kind, value])).toEqual([
      ['test key', 'flint_test_…cdef'],
      ['live key', 'flint_live_…3210'],
      ['webhook secret', 'whsec_…Hh8='],
    ]);
    for (const raw of [testKey, liveKey, webhookSecret]) {
      expect(JSON.stringify(references) + inspect(references, { depth: null })).not.toContain(raw);
    }
  });

  it.each([
    ['JSON', 'catalog.json', `{\n  "product": "${product}"\n}`, 'product'],
    ['YAML', 'shop.yml', `shop:\n  productId: ${product}\n`, 'productId'],
    ['code', 'shop.ts', `const productId = '${product}';`, 'productId'],
    ['a list in code', 'shop.js', `export const shop = { products: ['${product}'] };`, 'products'],
  ])('names the variable in %s', async (_, file, content, variable) => {
    const [reference] = await findReferences(temporaryProject({ [file]: content }));
    expect(reference).toMatchObject({ value: product, variable, inEnvFile: false });
  });

  it('tells ids that can be re-created from ids made at run time', async () => {
    const folder = temporaryProject({ '.env': 'PLAN=plan_1kmn0a\nCUSTOMER=cus_1kmn0a\n' });
    expect((await findReferences(folder)).map(({ kind }) => kind)).toEqual(['configuration id', 'run-time id']);
  });

  it('finds several ids in one value', async () => {
    expect(await valuesIn({ '.env': 'VARIANTS=var_1aa,var_2bb;var_3cc\n' })).toEqual(['var_1aa', 'var_2bb', 'var_3cc']);
  });

  it('finds ids behind escapes that end in a letter or a digit', async () => {
    const content = String.raw`{"text":"line\nprod_1aa","link":"/buy%2Fprod_2bb?x=%3Dplan_3cc"}`;
    expect(await valuesIn({ 'a.json': content })).toEqual(['prod_1aa', 'prod_2bb', 'plan_3cc']);
  });

  it('takes no longer word, no name and no placeholder for an id or a key', async () => {
    const content = [
      'reprod_1aa prod_1aa_old prod_1 xplan_22',
      'var_dump($order["sub_total"]); opt_out = rule_name; plan_id',
      'FLINT_API_KEY=flint_live_... or flint_live_your_key_here or flint_test_xxxxxxxxxxxx',
      'mer_1kmn0aExample usr_1kmn0aExample pdest_1kmn0aExample',
    ].join('\n');
    const values = await valuesIn({ 'notes.md': content });
    expect(values).toEqual(['sub_total']);
  });

  it('takes an id of letters only for an id where it is the whole value', async () => {
    expect(await valuesIn({ '.env': 'A=prod_tshirt\n# the opt_out flag\n', 'a.js': "buy('plan_gold')" })).toEqual([
      'prod_tshirt',
      'plan_gold',
    ]);
  });
});

describe('which files the sweep reads', () => {
  it('reads env files of every name even when git ignores them, and nothing else that git ignores', async () => {
    const line = `A=${product}\n`;
    const folder = temporaryProject({
      '.gitignore': '.env*\n*.env\nprivate/\n*.log\n',
      '.env': line,
      '.env.production': line,
      'shop.env': line,
      'private/.env.live': line,
      'private/notes.txt': line,
      'debug.log': line,
      'src/shop.js': line,
    });
    git(folder, 'init', '--quiet');
    expect((await findReferences(folder)).map(({ file }) => file)).toEqual([
      '.env',
      '.env.production',
      'private/.env.live',
      'shop.env',
      'src/shop.js',
    ]);
  });

  it('follows the rules of nested .gitignore files and of the repository around the folder', async () => {
    const line = `A=${product}\n`;
    const repository = temporaryProject({
      '.gitignore': '*.gen.js\n',
      'shop/.gitignore': 'tmp/\n!keep.gen.js\n',
      'shop/a.gen.js': line,
      'shop/keep.gen.js': line,
      'shop/tmp/b.js': line,
      'shop/c.js': line,
    });
    git(repository, 'init', '--quiet');
    const found = await findReferences(join(repository, 'shop'));
    expect(found.map(({ file }) => file)).toEqual(['c.js', 'keep.gen.js']);
  });

  it('reads a project that lies in a folder which a repository around it ignores', async () => {
    const repository = temporaryProject({
      '.gitignore': '*\n',
      'state/shop/.gitignore': 'tmp/\n',
      'state/shop/a.js': product,
      'state/shop/tmp/b.js': product,
    });
    git(repository, 'init', '--quiet');
    const found = await findReferences(join(repository, 'state', 'shop'));
    expect(found.map(({ file }) => file)).toEqual(['a.js']);
  });

  it('leaves out dependencies, build output, the repository itself and binaries', async () => {
    const line = `A=${product}\n`;
    const folder = temporaryProject({
      'node_modules/shop/index.js': line,
      'packages/a/node_modules/b/.env': line,
      '.git/config': line,
      'dist/app.js': line,
      'logo.png': line,
      'data.bin': Buffer.concat([Buffer.from([0, 1, 2]), Buffer.from(line)]),
    });
    expect(await sweepFolder(folder)).toEqual({ references: [], filesRead: 0, notRead: [], exported: [] });
  });

  it('follows no link out of the folder and says so', async () => {
    const outside = temporaryProject({ 'secret.txt': `A=${product}\n`, 'deep/x.js': `A=${product}\n` });
    const folder = temporaryProject({ 'config/.env.shared': `A=${product}\n` });
    symlinkSync(join(outside, 'secret.txt'), join(folder, '.env'));
    symlinkSync(join(outside, 'deep'), join(folder, 'deep'));
    symlinkSync(folder, join(folder, 'loop'));
    symlinkSync('config/.env.shared', join(folder, '.env.local'));
    symlinkSync(outside, join(folder, 'node_modules'));
    symlinkSync('/nowhere/at/all', join(folder, 'nothing.js'));
    const sweep = await sweepFolder(folder);
    expect(sweep.references.map(({ file }) => file)).toEqual(['config/.env.shared']);
    const reason = 'symbolic link out of the folder';
    expect(sweep.notRead).toEqual([
      { file: '.env', reason },
      { file: 'deep', reason },
    ]);
  });

  it('reads what an env file is a link to, though git ignores that', async () => {
    const folder = temporaryProject({ '.gitignore': 'private/\n', 'private/values.txt': `PLAN=${product}\n` });
    git(folder, 'init', '--quiet');
    symlinkSync('private/values.txt', join(folder, '.env.production'));
    symlinkSync('nowhere', join(folder, '.env.old'));
    symlinkSync('.env.loop', join(folder, '.env.loop'));
    const { references, notRead } = await sweepFolder(folder);
    expect(references).toMatchObject([{ file: 'private/values.txt', value: product }]);
    expect(notRead).toEqual([{ file: '.env.loop', reason: 'not readable' }]);
  });

  it('names a file and a folder fit to be shown, whatever their names do to a terminal', async () => {
    const folder = temporaryProject({ 'a\u009b2Jb.js': product, 'x\u202ey/a.js': product, 'c.js': '' });
    symlinkSync(process.execPath, join(folder, '.env.\u0085'));
    const { notRead } = await sweepFolder(folder);
    expect(notRead.map(({ file }) => file)).toEqual(['.env.\\u{85}', 'a\\u{9b}2Jb.js', 'x\\u{202e}y/a.js']);
    const single = await sweepFolder(folder, { only: 'a\u009b2Jb.js' });
    expect(single).toMatchObject({ references: [], notRead: [{ file: 'a\\u{9b}2Jb.js' }] });
  });

  it.skipIf(process.platform !== 'linux')('names a file that it cannot open by its name', async () => {
    const folder = temporaryProject({ 'a.js': '' });
    writeFileSync(Buffer.concat([Buffer.from(join(folder, 'b')), Buffer.from([0xff]), Buffer.from('.js')]), product);
    const { notRead, filesRead } = await sweepFolder(folder);
    expect(filesRead).toBe(1);
    expect(notRead).toEqual([{ file: 'b\uFFFD.js', reason: 'name that cannot be shown' }]);
  });

  it('reads source files with stray NULs, and in wide encodings without a mark', async () => {
    const line = `\nconst id = '${product}';\n`;
    const folder = temporaryProject({
      'nul.js': `\0${line}`,
      'odd.ts': Buffer.concat([Buffer.from(`\ufeff${line}`, 'utf16le'), Buffer.from('x')]),
      'unmarked.json': Buffer.from(line, 'utf16le'),
      'wide.py': Buffer.from([...line].flatMap((character) => [0, 0, 0, character.charCodeAt(0)])),
    });
    const { references, notRead } = await sweepFolder(folder);
    expect(references.map(({ file, value, line: at }) => [file, value, at])).toEqual(
      ['nul.js', 'odd.ts', 'unmarked.json', 'wide.py'].map((file) => [file, product, 2]),
    );
    expect(notRead).toEqual([]);
    const limited = await sweepFolder(folder, { largestFileBytes: 10 });
    expect(limited.notRead.map(({ file }) => file)).toEqual(['nul.js', 'odd.ts', 'unmarked.json', 'wide.py']);
  });

  it('reads every encoding and fails on none', async () => {
    const text = `NAME=Café\nA=${product}\n`;
    const files = {
      'utf8.env': text,
      'latin1.env': Buffer.from(text, 'latin1'),
      'utf8-mark.env': `\ufeff${text}`,
      'utf16le.env': Buffer.from(`\ufeff${text}`, 'utf16le'),
      'utf16be.env': Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      'broken.env': Buffer.concat([Buffer.from([0xff, 0x80, 0x0a]), Buffer.from(text)]),
    };
    const found = await findReferences(temporaryProject(files));
    expect(found.map(({ file, value, column }) => [file, value, column])).toEqual(
      Object.keys(files)
        .sort()
        .map((file) => [file, product, 3]),
    );
  });

  it('finds what any bytes may surround, and never fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ maxLength: 60 }), async (before, after) => {
        const middle = Buffer.from(` ${product} `);
        const folder = temporaryProject({ '.env': Buffer.concat([before, middle, after]) });
        const sweep = await sweepFolder(folder);
        const isUtf16 = (before[0] === 0xff && before[1] === 0xfe) || (before[0] === 0xfe && before[1] === 0xff);
        if (isUtf16) return;
        const isBinary = before.includes(0) || after.includes(0);
        expect(sweep.references.some(({ value }) => value === product)).toBe(!isBinary);
        expect(sweep.notRead).toEqual(isBinary ? [{ file: '.env', reason: 'not text' }] : []);
      }),
      { numRuns: 60 },
    );
  });

  it('names files that are too large or cannot be shown instead of passing over them', async () => {
    const folder = temporaryProject({ 'large.js': `${product}\n`.repeat(20), 'a\u001b[2Jb.js': product });
    const { references, notRead } = await sweepFolder(folder, { largestFileBytes: 100 });
    expect(references).toEqual([]);
    expect(notRead).toEqual([
      { file: 'a\\u{1b}[2Jb.js', reason: 'name that cannot be shown' },
      { file: 'large.js', reason: 'too large' },
    ]);
  });

  it.skipIf(process.platform === 'win32')('goes on when a file or a folder cannot be read', async () => {
    const folder = temporaryProject({ '.env': `A=${product}\n`, 'closed.js': product, 'closed/a.js': product });
    for (const name of ['closed.js', 'closed']) chmodSync(join(folder, name), 0);
    chmodSync(folder, 0o755);
    await asSomebodyElse(async () => {
      const { references, notRead } = await sweepFolder(folder);
      expect(references.map(({ file }) => file)).toEqual(['.env']);
      expect(notRead).toEqual([
        { file: 'closed', reason: 'not readable' },
        { file: 'closed.js', reason: 'not readable' },
      ]);
      expect((await sweepFolder(join(folder, 'closed'))).notRead).toEqual([{ file: '.', reason: 'not readable' }]);
      expect(() => rootsOf(['closed/a.js'], folder)).toThrow('may not be looked at');
      expect(() => rootsOf(['open/a.js'], folder)).toThrow('is not there');
    });
  });

  it('gives the same answer for a tree of many files whatever is read first', async () => {
    const files: Record<string, string> = {};
    for (let index = 0; index < 300; index += 1) files[`d${index % 17}/f${index}.js`] = `x('plan_${index}abc')\n`;
    const folder = temporaryProject(files);
    const first = await findReferences(folder);
    expect(first).toHaveLength(300);
    expect(await findReferences(folder)).toEqual(first);
  });

  it('reports how far it has come, and stops when told to', async () => {
    const folder = temporaryProject({ 'a.js': product, 'b.js': product, 'c.js': product });
    const progress: number[] = [];
    await findReferences(folder, { onProgress: ({ filesRead }) => progress.push(filesRead) });
    expect(progress).toEqual([1, 2, 3]);
    const stop = new AbortController();
    const stopped = findReferences(folder, { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) });
    await expect(stopped).rejects.toThrow('enough');
  });

  it('rejects when the folder itself is not there', async () => {
    await expect(findReferences(join(temporaryProject(), 'missing'))).rejects.toThrow('ENOENT');
  });
});

describe('revealing a test key', () => {
  it('gives the raw text of a test key, also beside another one', async () => {
    const folder = temporaryProject({ '.env': `X=1\nBOTH=${testKey},${liveKey}\n` });
    const references = await findReferences(folder);
    const [reference] = references;
    if (reference === undefined) throw new Error('nothing found');
    expect(await revealTestKey(folder, reference)).toBe(testKey);
  });

  it('gives nothing else, and nothing when the file has changed', async () => {
    const folder = temporaryProject({ '.env': `A=${liveKey}\nB=${webhookSecret}\nC=${testKey}\n` });
    const references = await findReferences(folder);
    expect(references.map(({ kind }) => kind).toSorted()).toEqual(['live key', 'test key', 'webhook secret']);
    for (const reference of references.filter(({ kind }) => kind !== 'test key')) {
      await expect(revealTestKey(folder, reference)).rejects.toMatchObject({ refusal: 'nothing to reveal' });
    }
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, '.env'), `C=${testKey}\n`);
    for (const reference of references) {
      await expect(revealTestKey(folder, reference)).rejects.toMatchObject({ refusal: 'nothing to reveal' });
    }
  });
});

describe('the plans and id maps that a launch wrote', () => {
  const exported = (more: object) => JSON.stringify({ ...exportMark, ids: [{ from: product, ...more }] }, undefined, 2);

  it('name no id that the project uses, whatever they are called, and are said to be left out', async () => {
    const folder = temporaryProject({ 'config/ids.json': exported({}), 'shop.js': `'${product}'` });
    const { references, exported: files } = await sweepFolder(folder);
    expect(references.map(({ file }) => file)).toEqual(['shop.js']);
    expect(files).toEqual(['config/ids.json']);
  });

  it('hide no key and no secret', async () => {
    expect(await valuesIn({ 'ids.json': exported({ key: liveKey }) })).toEqual([expect.stringMatching(/^flint_live_/)]);
  });

  it('are known by their own content alone', async () => {
    const mine = JSON.stringify({ version: 1, ids: [{ from: product }] });
    expect(await valuesIn({ 'plan.json': mine, 'ids.json': ` ${exported({})}` })).toEqual([product, product]);
  });
});
