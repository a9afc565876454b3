import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sweepFolder } from '../../src/sweep/find.ts';
import { temporaryProject } from './temporary-project.ts';

const product = 'prod_01J9ZK3V7Q2M4N8P6R5S0T1W2X';
const liveKey = `flint_live_${'fedcba9876543210'.repeat(4)}`;

const folderName = fc.constantFrom('src', 'lib', 'build', 'logs', 'données', 'a b');
const fileName = fc.constantFrom('a.js', 'b.log', '.env', '.env.production', 'c.json', 'keep.log', 'Makefile');
const path = fc
  .tuple(fc.array(folderName, { maxLength: 3 }), fileName)
  .map(([folders, file]) => [...folders, file].join('/'));
const rule = fc.constantFrom(
  '*.log',
  '!keep.log',
  'build/',
  '/src',
  '**/lib/*.js',
  '.env',
  '.env*',
  '!.env',
  'a b/',
  '# x',
);
const ignoreFile = fc
  .tuple(fc.array(folderName, { maxLength: 2 }), fc.array(rule, { maxLength: 4 }))
  .map(([folders, rules]): [string, string] => [[...folders, '.gitignore'].join('/'), `${rules.join('\n')}\n`]);

const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  latin1: (text) => Buffer.from(text, 'latin1'),
};
// Without underscores, so that nothing but what is planted has the shape of an id.
const filler = fc.string({ unit: fc.constantFrom('x', 'é', ' ', '"', '{', '=', '7'), maxLength: 40 });
const lineEnd = fc.constantFrom('\n', '\r\n');
const planted = fc.record({
  encoding: fc.constantFrom(...Object.keys(encodings)),
  value: fc.constantFrom(product, liveKey),
  before: fc.array(filler, { maxLength: 5 }),
  indent: fc.nat(12),
  after: filler,
  lineEnd,
});

describe('generated trees', () => {
  it('are read where git does not ignore them, and env files everywhere: git itself is asked what it ignores', async () => {
    const tree = fc.record({
      files: fc.uniqueArray(path, { maxLength: 12 }),
      ignores: fc.array(ignoreFile, { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(tree, async ({ files, ignores }) => {
        const fitting = files.filter((file) => !files.some((other) => other.startsWith(`${file}/`)));
        const folder = temporaryProject({
          ...Object.fromEntries(fitting.map((file) => [file, `"${product}"`])),
          ...Object.fromEntries(ignores),
        });
        execFileSync('git', ['init', '--quiet', folder]);
        const listed = execFileSync('git', ['-C', folder, 'ls-files', '-z', '--others', '--exclude-standard'], {
          encoding: 'utf8',
        });
        const wanted = fitting.filter((file) => listed.split('\0').includes(file) || /(?:^|\/)\.env[^/]*$/.test(file));
        const { references } = await sweepFolder(folder);
        expect(references.map(({ file }) => file).sort()).toEqual(wanted.sort());
      }),
      { numRuns: 60 },
    );
  });

  it('give up each reference with its place, whatever the encoding, the line ends and what stands around it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(planted, { minLength: 1, maxLength: 6 }), async (files) => {
        const expected: (readonly unknown[])[] = [];
        const folder = temporaryProject();
        for (const [index, { encoding, value, before, indent, after, lineEnd: end }] of files.entries()) {
          const text = [...before, `${' '.repeat(indent)}${value} ${after}`, ''].join(end);
          const bytes = encodings[encoding]?.(text) ?? Buffer.alloc(0);
          writeFileSync(join(folder, `${index}.txt`), bytes);
          // The mark is the first character of its file.
          const marked = before.length === 0 && encoding !== 'utf-8' && encoding !== 'latin1' ? 1 : 0;
          const shown = value === product ? product : 'flint_live_…3210';
          expected.push([`${index}.txt`, before.length + 1, indent + 1 + marked, shown]);
        }
        const { references, filesRead, notRead } = await sweepFolder(folder);
        expect(references.map(({ file, line, column, value }) => [file, line, column, value])).toEqual(expected);
        expect([filesRead, notRead]).toEqual([files.length, []]);
      }),
      { numRuns: 150 },
    );
  });
});
