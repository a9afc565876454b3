import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sweepFolder } from '../../src/sweep/find.ts';
import { idsIn } from '../../src/sweep/id-pattern.ts';
import { idPrefixes } from '../../src/sweep/id-prefixes.ts';
import { git } from '../git.ts';
import { temporaryProject } from './temporary-project.ts';

const product = 'prod_01J9ZK3V7Q2M4N8P6R5S0T1W2X';
const liveKey = `flint_live_${'fedcba9876543210'.repeat(4)}`;

const kinds: Readonly<Record<string, (id: string) => string>> = {
  'a.js': (id) => `buy('${id}');`,
  'a.ts': (id) => `const product: string = "${id}";`,
  'a.py': (id) => `PRODUCT = '${id}'`,
  'a.rb': (id) => `product = "${id}"`,
  'a.go': (id) => `const product = "${id}"`,
  'a.php': (id) => `<?php $product = '${id}';`,
  'A.java': (id) => `String product = "${id}";`,
  'a.json': (id) => `{"product":"${id}"}`,
  'a.yaml': (id) => `product: ${id}`,
  'a.toml': (id) => `product = "${id}"`,
  'a.html': (id) => `<a href="/buy?product=${id}&x=1">buy</a>`,
  'a.tf': (id) => `product = "${id}"`,
  'a.sql': (id) => `insert into shop values ('${id}');`,
  Dockerfile: (id) => `ENV PRODUCT=${id}`,
  'a.unheard-of': (id) => id,
};

describe('generated trees', () => {
  it('of every kind of file give up every id, each with its place', async () => {
    const files = Object.fromEntries(Object.entries(kinds).map(([name, write]) => [name, `\n\n${write(product)}\n`]));
    const { references } = await sweepFolder(temporaryProject(files));
    expect(references.map(({ file, line, value }) => [file, line, value])).toEqual(
      Object.keys(kinds)
        .sort()
        .map((file) => [file, 3, product]),
    );
  });

  it('that are very deep are read to the ground', async () => {
    const folder = temporaryProject();
    const deep = join(folder, ...Array.from({ length: 900 }, () => 'd'));
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'a.js'), product);
    expect((await sweepFolder(folder)).references).toHaveLength(1);
  });

  it('with a huge file give up the id at its end, and its line', async () => {
    const huge = `${'const some_name = 1;\n'.repeat(400_000)}'${product}'`;
    const folder = temporaryProject({ 'huge.js': huge, 'huge.bin': Buffer.alloc(9_000_000) });
    const { references } = await sweepFolder(folder, { largestFileBytes: 64 * 1024 * 1024 });
    expect(references).toMatchObject([{ file: 'huge.js', line: 400_001, column: 2 }]);
    const limited = await sweepFolder(folder, { largestFileBytes: 1024 * 1024 });
    expect(limited.notRead).toEqual([{ file: 'huge.js', reason: 'too large' }]);
  });

  it('with very many ids in one huge line give up each: the line is not gone through again for every id', async () => {
    const ids = Array.from({ length: 20_000 }, () => `"${product}"`).join(' ');
    const folder = temporaryProject({ 'a.js': `${ids}${' '.repeat(40_000_000)}\n"${product}"` });
    const { references } = await sweepFolder(folder, { largestFileBytes: 64 * 1024 * 1024 });
    expect(references).toHaveLength(20_001);
    expect(references.at(-1)).toMatchObject({ line: 2, column: 2 });
  });

  it('with links lead nowhere else', async () => {
    const outside = temporaryProject({ 'x.js': product, 'deep/y.js': product });
    const folder = temporaryProject({ 'a.js': '' });
    symlinkSync(join(outside, 'x.js'), join(folder, 'x.js'));
    symlinkSync(join(outside, 'deep'), join(folder, 'dist'));
    symlinkSync(folder, join(folder, 'again'));
    expect((await sweepFolder(folder, { built: true })).references).toEqual([]);
  });

  it('with build output show its keys when asked, never its ids, and never those of dependencies', async () => {
    const both = `${product} ${liveKey}`;
    const folder = temporaryProject({
      '.gitignore': 'build/\n',
      'dist/a.js': both,
      'build/b.js': both,
      'packages/x/.next/c.js': both,
      'dist/node_modules/d.js': both,
      'node_modules/e/dist/f.js': both,
      'out/source.js': product,
    });
    git(folder, 'init', '--quiet');
    const { references } = await sweepFolder(folder, { built: true });
    expect(references.map(({ file, kind }) => `${file} ${kind}`)).toEqual([
      'build/b.js live key',
      'dist/a.js live key',
      'out/source.js configuration id',
      'packages/x/.next/c.js live key',
    ]);
    expect((await sweepFolder(folder)).references.map(({ file }) => file)).toEqual(['out/source.js']);
  });
});

describe('ids, found from underscore to underscore', () => {
  it('are those that the pattern over all prefixes finds', () => {
    const stems = idPrefixes.map(({ prefix }) => prefix.slice(0, -1));
    const pattern = new RegExp(`(?<![A-Za-z0-9_])(?:${stems.join('|')})_[A-Za-z0-9]{3,}(?![A-Za-z0-9_])`, 'g');
    const piece = fc.oneof(
      fc.constantFrom(...stems),
      fc.constantFrom('_', '__', ' ', '-', 'é', '"', '/', 'x', '12', 'abc', '01J9ZK', 'ſ', '😀'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        expect([...idsIn(text)]).toEqual(Array.from(text.matchAll(pattern), ({ 0: id, index }) => ({ id, index })));
      }),
      { numRuns: 2000 },
    );
  });
});
