import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it, onTestFinished } from 'vitest';
import { rules } from '../../src/cli/sweep/rules.ts';
import { temporaryProject } from '../sweep/temporary-project.ts';
import { runProgram } from './program.ts';

const liveKey = `flint_live_${'fedcba9876543210'.repeat(4)}`;

const text = { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 1 } } };
const closed = { additionalProperties: false };

/** What SARIF 2.1.0 demands of the properties that are used here, and that there are no others. */
const shape = {
  type: 'object',
  required: ['version', 'runs'],
  ...closed,
  properties: {
    $schema: { type: 'string' },
    version: { const: '2.1.0' },
    runs: { type: 'array', minItems: 1, maxItems: 1, items: { $ref: '#/$defs/run' } },
  },
  $defs: {
    run: {
      type: 'object',
      required: ['tool', 'results'],
      ...closed,
      properties: {
        columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
        tool: { type: 'object', required: ['driver'], ...closed, properties: { driver: { $ref: '#/$defs/driver' } } },
        results: { type: 'array', minItems: 1, items: { $ref: '#/$defs/result' } },
      },
    },
    driver: {
      type: 'object',
      required: ['name'],
      ...closed,
      properties: {
        name: { type: 'string' },
        version: { type: 'string', pattern: '^\\d' },
        rules: {
          type: 'array',
          uniqueItems: true,
          items: {
            type: 'object',
            required: ['id'],
            ...closed,
            properties: { id: { type: 'string' }, shortDescription: text, fullDescription: text, help: text },
          },
        },
      },
    },
    result: {
      type: 'object',
      required: ['message', 'ruleId', 'locations'],
      ...closed,
      properties: {
        ruleId: { enum: Object.keys(rules) },
        ruleIndex: { type: 'integer', minimum: 0 },
        level: { enum: ['none', 'note', 'warning', 'error'] },
        message: text,
        partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
        properties: { type: 'object' },
        locations: { type: 'array', items: { $ref: '#/$defs/location' } },
      },
    },
    location: {
      type: 'object',
      required: ['physicalLocation'],
      ...closed,
      properties: {
        physicalLocation: {
          type: 'object',
          required: ['artifactLocation', 'region'],
          ...closed,
          properties: {
            artifactLocation: {
              type: 'object',
              ...closed,
              properties: { uri: { type: 'string', pattern: '^[A-Za-z0-9%._~!*()/-]+$' } },
            },
            region: {
              type: 'object',
              ...closed,
              properties: { startLine: { type: 'integer', minimum: 1 }, startColumn: { type: 'integer', minimum: 1 } },
            },
          },
        },
      },
    },
  },
};

it('what was found is written as SARIF 2.1.0, with masks only, and each result points at its rule', async () => {
  const folder = temporaryProject({
    'public/with space é.js': `pay('${liveKey}')\n`,
    'shop.js': "buy('prod_01J9ZK3V7Q2M4N8P6R5S0T1W2X')\n",
    '.env.development': 'PLAN=plan_01J9ZK3V7Q2M4N8P6R5S0T1W2X\n',
  });
  const home = mkdtempSync(join(tmpdir(), 'golive-sarif-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const file = join(home, 'sweep.sarif');
  const run = await runProgram(['sweep', '--no-network', '--sarif', file], { home, cwd: folder });
  expect(run.exitCode).toBe(1);
  const written = readFileSync(file, 'utf8');
  expect(written).not.toContain('fedcba98');
  const sarif = JSON.parse(written);
  const validate = new Ajv2020({ strict: false }).compile(shape);
  validate(sarif);
  expect(validate.errors).toBeNull();
  const [{ tool, results }] = sarif.runs;
  expect(results.map(({ ruleId, level }: Record<string, string>) => [ruleId, level])).toEqual([
    ['secret-in-public', 'error'],
    ['candidate-id', 'warning'],
  ]);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
  expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('public/with%20space%20%C3%A9.js');
});

it('a SARIF file that cannot be written is said, with 2', async () => {
  const folder = temporaryProject({ 'a.js': '' });
  const run = await runProgram(['sweep', '--no-network', '--sarif', 'missing/x.sarif'], { home: folder });
  expect(run.stderr).toContain('The SARIF file cannot be written.');
  expect(run.exitCode).toBe(2);
});

it('is no finding of the next sweep, and is written over nothing but an earlier one', async () => {
  const home = temporaryProject();
  const folder = temporaryProject({ 'shop.js': "const product = 'prod_01J9ZK3V7Q2M4N8P6R5S0T1W2X';\n" });
  const sweep = (file: string) =>
    runProgram(['sweep', '--no-network', '--json', '--sarif', file], { home, cwd: folder });
  const undecided = (stdout: string): number => JSON.parse(stdout.trim().split('\n').at(-1) ?? '').counts.undecided;
  for (let time = 0; time < 2; time += 1) expect(undecided((await sweep('found.sarif')).stdout)).toBe(1);

  const refused = await sweep('shop.js');
  expect(refused.exitCode).toBe(2);
  expect(refused.stdout).toContain('shop.js stands there already and is no SARIF file.');
  expect(readFileSync(join(folder, 'shop.js'), 'utf8')).toContain('const product');
});

it('goes to stdout where the file is named -, and alone: what is said to people goes to stderr', async () => {
  const home = temporaryProject();
  const folder = temporaryProject({ 'shop.js': "const product = 'prod_01J9ZK3V7Q2M4N8P6R5S0T1W2X';\n" });
  const run = await runProgram(['sweep', '--no-network', '--sarif', '-'], { home, cwd: folder });
  expect(JSON.parse(run.stdout).runs[0].results).toHaveLength(1);
  expect(run.stderr).toContain('1 file read');
  expect(readdirSync(folder)).toEqual(['shop.js']);
});

it.each([['--json'], ['--accept', 'known', '--by', 'Mona']])(
  'on stdout does not go together with %s',
  async (...words) => {
    const run = await runProgram(['sweep', '--no-network', '--sarif', '-', ...words], { home: temporaryProject() });
    expect(run.exitCode).toBe(2);
    expect(`${run.stdout}${run.stderr}`).toContain(`--sarif - and ${words[0]} do not go together.`);
  },
);
