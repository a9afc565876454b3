import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findViolations } from '../../build/import-rule.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'import-rule-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const found = (): string[] => findViolations(root).map(({ file, line, message }) => `${file}:${line} ${message}`);

it('the program itself keeps the rule', () => {
  expect(findViolations(fileURLToPath(new URL('../..', import.meta.url)))).toEqual([]);
});

it('allowed imports, and texts that only look like paths, pass', () => {
  plant('src/cli/main.ts', `import { start } from '../ui/start.ts';\nconst ui = await import('../ui/app.tsx');`);
  plant(
    'src/steps/3-readiness/script.ts',
    `import type { Ask } from '../../launch/ask.ts';\nimport '../questions.ts';`,
  );
  plant('src/flint/client.ts', `import got from 'got';\nimport { read } from './resources/orders.ts';`);
  plant('src/sweep/find.ts', `const files = ['./.env', '../shop/.env.production'];`);
  expect(found()).toEqual([]);
});

it.each([
  ['a plain import', `import { ask } from '../launch/ask.ts';`],
  ['a type-only import', `import type { Ask } from '../launch/ask.ts';`],
  ['an inline type import', `import { type Ask } from "../launch/ask.ts";`],
  ['an import for its effect', `import '../launch/ask.ts';`],
  ['an export of another room', `export * from '../launch/ask.ts';`],
  ['an import over several lines', `import {\n  ask,\n} from '../launch/ask.ts';`],
  ['a dynamic import', `await import(\n  '../launch/ask.ts'\n);`],
  ['a dynamic import of a template', 'await import(`../launch/ask.ts`);'],
  ['a type taken by import()', `let ask: import('../launch/ask.ts').Ask;`],
])('%s of a room that may not be known is found', (_, text) => {
  plant('src/flint/client.ts', text);
  const line = text.split('\n').findIndex((part) => part.includes('../launch')) + 1;
  expect(found()).toEqual([`src/flint/client.ts:${line} flint may not know launch (../launch/ask.ts)`]);
});

it('a dynamic import of a path made at run time is found', () => {
  const path = '$' + '{room}';
  plant('src/sandbox/index.ts', `await import(room);\nawait import(\`../${path}/client.ts\`);`);
  expect(found().map((violation) => violation.slice(0, 22))).toEqual([
    'src/sandbox/index.ts:1',
    'src/sandbox/index.ts:2',
    'src/sandbox/index.ts:2',
  ]);
});

it('code outside the rooms, and a room nobody gave a place, are found', () => {
  plant('src/launch/engine.ts', `import { loadContract } from '../../test/contract/validator.ts';`);
  plant('src/helpers/text.ts', '');
  plant('src/main.ts', '');
  expect(found()).toEqual([
    'src/helpers/text.ts:1 stands in none of the rooms that the rule knows',
    'src/launch/engine.ts:1 launch imports code outside the rooms (../../test/contract/validator.ts)',
    'src/main.ts:1 stands in none of the rooms that the rule knows',
  ]);
});
