import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { layOutSampleProject } from '../../../src/cli/rehearse/sample-project.ts';
import { readVariable } from '../../../src/secrets/env-file.ts';
import { findReferences } from '../../../src/sweep/find.ts';
import { planRewrite } from '../../../src/sweep/rewrite.ts';
import { sampleValues } from './sample-values.ts';

function temporaryPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flint-golive-sample-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'project');
}

describe('laying out the sample project', () => {
  it('writes the whole shop, and its env files for the owner only', async () => {
    const folder = temporaryPath();
    await layOutSampleProject(folder, sampleValues);
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(
      [
        '.env',
        '.env.example',
        '.env.production',
        '.gitignore',
        'README.md',
        'config',
        'config/catalog.json',
        'flint.js',
        'fulfilment.js',
        'package.json',
        'public',
        'public/index.html',
        'server.js',
        'webhooks.js',
      ].sort(),
    );
    if (process.platform === 'win32') return;
    for (const file of ['.env', '.env.production']) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  });

  it('leaves in it what a launch has to find: a test key, a sandbox secret, and test-mode ids', async () => {
    const folder = temporaryPath();
    await layOutSampleProject(folder, sampleValues);
    const found = (await findReferences(folder)).map(({ file, kind, variable }) => `${file} ${kind} ${variable}`);
    const inEnvFile = (file: string) => [
      `${file} test key FLINT_API_KEY`,
      `${file} webhook secret FLINT_WEBHOOK_SECRET`,
      `${file} configuration id FLINT_PRODUCT_ID`,
      `${file} configuration id FLINT_PLAN_ID`,
      `${file} configuration id FLINT_PROMOTION_ID`,
    ];
    expect(found).toEqual([
      ...inEnvFile('.env'),
      ...inEnvFile('.env.production'),
      'config/catalog.json configuration id productId',
      'config/catalog.json configuration id variantId',
      'config/catalog.json configuration id variantId',
    ]);
    const live = new Map([[sampleValues.productId, 'prod_1live2Example']]);
    expect(await planRewrite(folder, live, ['.env.production'])).toHaveLength(1);
    expect(await readVariable(join(folder, '.env.production'), 'FLINT_WEBHOOK_URL')).toBe(sampleValues.webhookUrl);
  });

  it('takes variants as a plain list as well, and does without a promotion', async () => {
    const folder = temporaryPath();
    const { promotionId: _, ...values } = sampleValues;
    await layOutSampleProject(folder, { ...values, variantIds: ['var_1aExample', 'var_2bExample'] });
    expect(JSON.parse(readFileSync(join(folder, 'config/catalog.json'), 'utf8'))).toMatchObject({
      variants: [
        { name: 'Size 1', variantId: 'var_1aExample' },
        { name: 'Size 2', variantId: 'var_2bExample' },
      ],
    });
    expect(await readVariable(join(folder, '.env'), 'FLINT_PROMOTION_ID')).toBe('');
  });

  it('leaves a project that is there already as it is', async () => {
    const folder = temporaryPath();
    await layOutSampleProject(folder, sampleValues);
    writeFileSync(join(folder, '.env.production'), 'FLINT_PRODUCT_ID=prod_1live2Example\n');
    rmSync(join(folder, 'README.md'));
    await layOutSampleProject(folder, sampleValues);
    expect(readFileSync(join(folder, '.env.production'), 'utf8')).toBe('FLINT_PRODUCT_ID=prod_1live2Example\n');
    expect(readdirSync(folder)).not.toContain('README.md');
  });

  it('begins anew where an earlier, killed run did not come to its end', async () => {
    const folder = temporaryPath();
    mkdirSync(folder);
    mkdirSync(`${folder}.unfinished`);
    writeFileSync(join(`${folder}.unfinished`, 'stale.txt'), '');
    await layOutSampleProject(folder, sampleValues);
    expect(readdirSync(folder)).toContain('server.js');
    expect(readdirSync(folder)).not.toContain('stale.txt');
    expect(readdirSync(join(folder, '..'))).toEqual(['project']);
  });

  it('writes over nothing that is not its own', async () => {
    const folder = temporaryPath();
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.txt'), 'years of work');
    await expect(layOutSampleProject(folder, sampleValues)).rejects.toThrow('Move it away');
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });
});
