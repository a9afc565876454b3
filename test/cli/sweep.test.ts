import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundleProgram } from '../../build/bundle.ts';
import { loadOf } from '../../build/loads.ts';
import { fixBelow } from '../../src/cli/sweep/fix.ts';
import { judge } from '../../src/cli/sweep/judge.ts';
import { connect } from '../../src/flint/client.ts';
import { readKey } from '../../src/flint/keys.ts';
import { sendCopy } from '../../src/recreate/apply.ts';
import { readInventory } from '../../src/recreate/inventory.ts';
import { planCopies } from '../../src/recreate/plan.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { findReferences } from '../../src/sweep/find.ts';
import { git } from '../git.ts';
import { temporaryProject } from '../sweep/temporary-project.ts';
import { eventsOf, type Run, runProgram, words } from './program.ts';
import { startTwoMerchants } from './two-merchants.ts';

const testKey = `flint_test_${'0123456789abcdef'.repeat(4)}`;
const liveKey = `flint_live_${'fedcba9876543210'.repeat(4)}`;
const product = 'prod_01J9ZK3V7Q2M4N8P6R5S0T1W2X';

function sweep(
  folder: string,
  flags: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  return runProgram(['sweep', ...flags], { home: temporaryProject(), cwd: folder, env });
}

function commitAll(folder: string): void {
  git(folder, 'add', '--all', '--force');
  git(folder, 'commit', '--quiet', '--message', 'all');
}

/** Rules by place, of a run with --json. */
function rulesOf(run: Run): Record<string, unknown> {
  const findings = eventsOf(run).filter(({ type }) => type === 'finding');
  return Object.fromEntries(findings.map(({ file, line, rule, level }) => [`${file}:${line}`, `${rule} ${level}`]));
}

function resultOf(run: Run): Record<string, unknown> | undefined {
  return eventsOf(run).at(-1);
}

describe('keys and secrets, without a network', () => {
  it('are named where they must not be: tracked, published, built; and are fine where they belong', async () => {
    const folder = temporaryProject({
      '.gitignore': '.env*\ndist/\nbuild/\n',
      '.env.production': `FLINT_API_KEY=${liveKey}\n`,
      '.env.development': `FLINT_API_KEY=${testKey}\n`,
      'shop.js': `const key = '${liveKey}';\n`,
      'web/.env': `NEXT_PUBLIC_FLINT_KEY=${liveKey}\n`,
      'public/app.js': `pay('${liveKey}')\n`,
      'dist/app.js': `pay('${liveKey}', '${product}')\n`,
      'build/app.js': `pay('${liveKey}')\n`,
    });
    git(folder, 'init', '--quiet');
    git(folder, 'add', 'shop.js', '.gitignore', 'public');
    const run = await sweep(folder, ['--no-network', '--json']);
    expect(rulesOf(run)).toEqual({
      '.env.development:1': 'secret-in-place note',
      '.env.production:1': 'secret-in-place note',
      'build/app.js:1': 'secret-in-public error',
      'dist/app.js:1': 'secret-in-public error',
      'public/app.js:1': 'secret-in-public error',
      'shop.js:1': 'secret-in-source-control error',
      'web/.env:1': 'secret-in-public error',
    });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).not.toContain('fedcba98');
    expect(run.stderr).toBe('');
  });

  it('are fine in an ignored production file, which gives 0', async () => {
    const folder = temporaryProject({ '.gitignore': '.env*\n', '.env.production': `FLINT_API_KEY=${liveKey}\n` });
    git(folder, 'init', '--quiet');
    const run = await sweep(folder, ['--no-network']);
    expect(words(run)).toContain('Nothing was found that must not be there.');
    expect(run.exitCode).toBe(0);
  });

  it('are found in git history after they were removed, once, with the commit that added them', async () => {
    const folder = temporaryProject({ 'deep/with space é.js': `one\nconst key = '${liveKey}';\n` });
    git(folder, 'init', '--quiet');
    commitAll(folder);
    writeFileSync(join(folder, 'deep/with space é.js'), 'one\n');
    commitAll(folder);
    const clean = await sweep(folder, ['--no-network']);
    expect(clean.exitCode).toBe(0);
    const run = await sweep(folder, ['--no-network', '--history', '--json']);
    expect(rulesOf(run)).toEqual({ 'deep/with space é.js:2': 'secret-in-history error' });
    const first = git(folder, 'rev-list', '--max-parents=0', 'HEAD');
    expect(eventsOf(run)[0]).toMatchObject({ commit: first.trim(), column: 14 });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).not.toContain('fedcba98');
  });

  it('are not called fine where git will not say whether it tracks the file', async () => {
    const folder = temporaryProject({ '.git': 'no repository at all\n', '.env.production': `K=${liveKey}\n` });
    const run = await sweep(folder, ['--no-network', '--json']);
    expect(rulesOf(run)).toEqual({ '.env.production:1': 'secret-git-unknown error' });
    expect(run.exitCode).toBe(1);
    const withoutGit = await sweep(folder, ['--no-network', '--json'], { PATH: '/nowhere' });
    expect(rulesOf(withoutGit)).toEqual({ '.env.production:1': 'secret-git-unknown error' });
  });

  it('says that history could not be read where there is none, and is not clean then', async () => {
    const run = await sweep(temporaryProject({ 'a.js': '' }), ['--no-network', '--history']);
    expect(words(run)).toContain('Git history could not be read');
    expect(run.exitCode).toBe(1);
  });
});

describe('ids', () => {
  it('are candidates without keys, which is not clean unless the network was waived', async () => {
    const folder = temporaryProject({ 'shop.js': `buy('${product}');\n` });
    const asked = await sweep(folder, ['--json']);
    expect(eventsOf(asked)[0]).toMatchObject({ verdict: { is: 'candidate' }, level: 'undecided' });
    expect(asked.exitCode).toBe(1);
    const waived = await sweep(folder, ['--json', '--no-network']);
    expect(resultOf(waived)).toMatchObject({ outcome: 'clean', counts: { undecided: 1 }, exitCode: 0 });
  });

  it('of another vendor are said to be so, by what stands around them', async () => {
    const folder = temporaryProject({ '.env.production': 'STRIPE_PRICE_PRODUCT=prod_NWjs8kKbJWmuuc\n' });
    const run = await sweep(folder, ['--json']);
    expect(eventsOf(run)[0]).toMatchObject({ rule: 'other-vendor-id', what: expect.stringContaining('Stripe') });
    expect(run.exitCode).toBe(0);
  });

  it('are told apart by asking both modes, with the test key of the project', async () => {
    const { sandbox, env } = await startFlint();
    const twin = await copyInLive(sandbox);
    const folder = temporaryProject({
      '.env.development': `FLINT_API_KEY=${sandbox.keys.test}\nPRODUCT=${sandbox.samples.productId}\n`,
      '.env.production': `PRODUCT=${sandbox.samples.productId}\nLIVE=${twin}\nOLD=prod_01J9ZK3V7Q2M4N8P6R5S0T1W2X\n`,
    });
    const run = await sweep(folder, ['--json'], env);
    expect(rulesOf(run)).toEqual({
      '.env.development:1': 'secret-in-place note',
      '.env.development:2': 'test-mode-id-in-place note',
      '.env.production:1': 'test-mode-id error',
      '.env.production:2': 'live-id note',
      '.env.production:3': 'unknown-id undecided',
    });
    const left = eventsOf(run).find(({ rule }) => rule === 'test-mode-id');
    expect(left).toMatchObject({ verdict: { is: 'test-mode', name: expect.any(String), liveTwin: twin } });
    expect(resultOf(run)).toMatchObject({ asked: { sandbox: true, live: true, testKeyFrom: '.env.development' } });
    expect(run.exitCode).toBe(1);
  });

  it('are known as far as one key can tell: an id that its mode has not stays a candidate, and says why', async () => {
    const { sandbox, env } = await startFlint();
    const folder = temporaryProject({
      'a.js': `buy('${sandbox.samples.productId}');\n`,
      'b.js': `buy('${product}');\n`,
    });
    const { FLINT_API_KEY: _live, ...noLive } = env;
    const testOnly = await sweep(folder, ['--json'], { ...noLive, FLINT_TEST_API_KEY: sandbox.keys.test });
    expect(rulesOf(testOnly)).toEqual({ 'a.js:1': 'test-mode-id error', 'b.js:1': 'candidate-id undecided' });
    const liveOnly = await sweep(folder, ['--json'], env);
    expect(rulesOf(liveOnly)).toEqual({ 'a.js:1': 'candidate-id undecided', 'b.js:1': 'candidate-id undecided' });
    expect(eventsOf(liveOnly)[0]?.why).toContain('without a test key, test mode was not asked');
  });

  it('are asked about without a test key of the project that Flint no longer takes', async () => {
    const { sandbox, env } = await startFlint();
    const folder = temporaryProject({
      '.env.development': `FLINT_API_KEY=${sandbox.keys.test}x\n`,
      'a.js': `buy('${sandbox.samples.productId}');\n`,
    });
    const run = await sweep(folder, ['--json'], env);
    expect(resultOf(run)).toMatchObject({ asked: { sandbox: false, live: true }, exitCode: 1 });
    expect(rulesOf(run)).toMatchObject({ 'a.js:1': 'candidate-id undecided' });
  });

  it('are not judged with keys of two accounts, which say nothing about each other', async () => {
    const { one, other, url } = await startTwoMerchants();
    const folder = temporaryProject({ '.env.production': `PRODUCT=${one.samples.productId}\n` });
    const keys = { FLINT_BASE_URL: url, FLINT_TEST_API_KEY: one.keys.test };
    const run = await sweep(folder, ['--json', '--fix', '--yes'], { ...keys, FLINT_API_KEY: other.keys.live });
    expect(run.exitCode).toBe(3);
    expect(resultOf(run)).toMatchObject({
      failure: { headline: 'The test key and the live key belong to different accounts.' },
    });
    expect(readFileSync(join(folder, '.env.production'), 'utf8')).toContain(one.samples.productId);
    const same = await sweep(folder, ['--json'], { ...keys, FLINT_API_KEY: one.keys.live });
    expect(rulesOf(same)).toEqual({ '.env.production:1': 'test-mode-id error' });
  });

  it('cannot be asked about with a refused key, or where nobody answers: 3 and 5, in words', async () => {
    const { sandbox, env } = await startFlint();
    const folder = temporaryProject({ 'shop.js': `buy('${product}');\n` });
    const refused = await sweep(folder, ['--json'], { ...env, FLINT_API_KEY: `${sandbox.keys.live}x` });
    expect(resultOf(refused)).toMatchObject({ type: 'result', outcome: 'failed', exitCode: 3 });
    const noKey = await sweep(folder, [], { ...env, FLINT_API_KEY: 'whsec_abcdefghijkl' });
    expect(words(noKey)).toContain('FLINT_API_KEY: This is a webhook secret, not a key.');
    expect(noKey.exitCode).toBe(3);
    await sandbox.close();
    const nobody = await sweep(folder, [], env);
    expect(nobody.exitCode).toBe(5);
  });
});

describe('--fix', () => {
  it('writes live twins in place of test-mode ids, keeps everything else, and leaves a backup outside git', async () => {
    const { sandbox, env } = await startFlint();
    const twin = await copyInLive(sandbox);
    const test = sandbox.samples.productId;
    const before = `# shop\r\nexport PRODUCT="${test}" # ours\r\nOTHER=x`;
    const folder = temporaryProject({ '.env.production': before, 'shop.js': `buy('${test}');\n` });
    chmodSync(join(folder, '.env.production'), 0o600);
    const keys = { ...env, FLINT_TEST_API_KEY: sandbox.keys.test };

    const shown = await sweep(folder, ['--fix'], keys);
    expect(shown.exitCode).toBe(4);
    expect(shown.stdout).toContain(`+export PRODUCT="${twin}" # ours`);
    expect(readFileSync(join(folder, '.env.production'), 'utf8')).toBe(before);

    const run = await sweep(folder, ['--fix', '--yes'], keys);
    expect(readFileSync(join(folder, '.env.production'), 'utf8')).toBe(before.replace(test, twin));
    expect(readFileSync(join(folder, 'shop.js'), 'utf8')).toBe(`buy('${twin}');\n`);
    const backup = join(folder, '.env.production.flint-golive-backup');
    expect(readFileSync(backup, 'utf8')).toBe(before);
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect(run.exitCode).toBe(0);
    expect((await sweep(folder, [], keys)).exitCode).toBe(0);
  });

  it('leaves a tracked file with uncommitted changes alone, unless forced', async () => {
    const { sandbox, env } = await startFlint();
    await copyInLive(sandbox);
    const test = sandbox.samples.productId;
    const folder = temporaryProject({ 'changed.js': '', 'committed.js': `buy('${test}');\n` });
    git(folder, 'init', '--quiet');
    commitAll(folder);
    writeFileSync(join(folder, 'changed.js'), `buy('${test}');\n`);
    const keys = { ...env, FLINT_TEST_API_KEY: sandbox.keys.test };
    const run = await sweep(folder, ['--fix', '--yes'], keys);
    expect(words(run)).toContain('changed.js was not changed. git has uncommitted changes');
    expect(readFileSync(join(folder, 'changed.js'), 'utf8')).toContain(test);
    expect(readFileSync(join(folder, 'committed.js'), 'utf8')).not.toContain(test);
    expect(existsSync(join(folder, 'committed.js.flint-golive-backup'))).toBe(false);
    expect(run.exitCode).toBe(1);
    expect((await sweep(folder, ['--fix', '--yes', '--force'], keys)).exitCode).toBe(0);
  });

  it('tells of each file at once, so that what was written is known when a later one fails', async () => {
    const folder = temporaryProject({ '.env.live': `A=${product}\n`, '.env.production': `A=${product}\n` });
    const findings = (await findReferences(folder)).map((reference) =>
      judge(reference, {
        standing: { repository: 'none' },
        verdict: { is: 'test-mode', liveTwin: 'prod_01LIVE0000000000000000' },
      }),
    );
    const told: string[] = [];
    const fixing = fixBelow({ folder, label: '' }, findings, {
      yes: false,
      force: false,
      show: () => undefined,
      ask: async () => {
        if (told.length > 0) throw new Error('the disk is gone');
        return true;
      },
      onFixed: ({ file, outcome, backup }) => told.push(`${file} ${outcome} ${backup}`),
    });
    await expect(fixing).rejects.toThrow('the disk is gone');
    expect(told).toEqual(['.env.live changed .env.live.flint-golive-backup']);
  });

  it('does not go with --no-network', async () => {
    expect((await sweep(temporaryProject(), ['--fix', '--no-network'])).exitCode).toBe(2);
  });
});

describe('where it reads', () => {
  it('takes folders and single files, and names places from where it was started', async () => {
    const line = `const key = '${liveKey}';\n`;
    const folder = temporaryProject({ 'a/one.js': line, 'b/two.js': line, 'b/three.js': line });
    const run = await sweep(folder, ['--no-network', '--json', 'a', 'b/two.js']);
    expect(Object.keys(rulesOf(run))).toEqual(['a/one.js:1', 'b/two.js:1']);
    const missing = await sweep(folder, ['--json', 'c']);
    expect(resultOf(missing)).toMatchObject({ type: 'result', exitCode: 2 });
  });

  it('judges a file by its folders, whichever of them were named', async () => {
    const folder = temporaryProject({ 'test/a.js': `buy('${product}')\n`, 'public/b.js': `pay('${testKey}')\n` });
    const whole = rulesOf(await sweep(folder, ['--no-network', '--json']));
    expect(whole).toEqual({ 'public/b.js:1': 'secret-in-public error', 'test/a.js:1': 'candidate-id note' });
    expect(rulesOf(await sweep(folder, ['--no-network', '--json', 'test', 'public/b.js']))).toEqual(whole);
  });

  it('is not clean where a folder cannot be read, and names it', async () => {
    const folder = temporaryProject({ 'a.js': '' });
    // Deeper than a path may be long, which stops every user.
    const names = Array.from({ length: 12 }, () => 'd'.repeat(200));
    onTestFinished(() => void execFileSync('rm', ['-rf', join(folder, names[0] ?? '')]));
    mkdirSync(join(folder, ...names), { recursive: true });
    mkdirSync(join(folder, 'more', ...names), { recursive: true });
    renameSync(join(folder, 'more'), join(folder, ...names, 'more'));
    const run = await sweep(folder, ['--no-network']);
    expect(words(run)).toMatch(/Not read: [a-z/]+ \(not readable\)\. What was not read may hold anything/);
    expect(run.exitCode).toBe(1);
  });

  it('is not clean where an env file leads out of the folder', async () => {
    const folder = temporaryProject({ 'a.js': '' });
    symlinkSync('/dev/null', join(folder, '.env'));
    const outside = temporaryProject({ secrets: '' });
    symlinkSync(join(outside, 'secrets'), join(folder, '.env.live'));
    const run = await sweep(folder, ['--no-network', '--json']);
    expect(resultOf(run)).toMatchObject({ outcome: 'left', exitCode: 1, notRead: [{ file: '.env.live' }] });
  });

  it('loads nothing that talks before it is needed', async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const { metafile } = await bundleProgram(root, 'src/cli/main.ts', 'dist');
    const { packages } = loadOf(metafile, ['src/cli/main.ts', 'src/cli/commands/sweep.ts']);
    expect(['got', 'zod', 'conf', 'ink', 'react', 'diff', 'hono'].filter((name) => packages.has(name))).toEqual([]);
  });
});

/** A Flint of one's own, and the environment in which the program asks it with its live key. */
async function startFlint(): Promise<{ sandbox: Sandbox; env: Record<string, string> }> {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  return { sandbox, env: { FLINT_BASE_URL: sandbox.baseUrl, FLINT_API_KEY: sandbox.keys.live } };
}

/** Makes the sample product's counterpart in live, with the same SKUs, and answers with its id. */
async function copyInLive(sandbox: Sandbox): Promise<string> {
  const [test, live] = [readKey(sandbox.keys.test), readKey(sandbox.keys.live)];
  if (!('mode' in test) || test.mode !== 'test' || !('mode' in live) || live.mode !== 'live')
    throw new Error('no keys');
  const baseUrl = new URL(sandbox.baseUrl);
  const sandboxClient = connect({ mode: 'test', key: test.key, baseUrl });
  const liveClient = connect({ mode: 'live', key: live.key, baseUrl });
  const { productId } = sandbox.samples;
  const plan = planCopies([productId], await readInventory(sandboxClient), await readInventory(liveClient));
  const ids = new Map<string, string>();
  for (const copy of plan.copies) {
    const { value } = await sendCopy(liveClient, copy, ids, `copy-${copy.from}`);
    for (const [from, to] of Object.entries(value)) ids.set(from, to);
  }
  const twin = ids.get(productId);
  if (twin === undefined) throw new Error('the product was not copied');
  return twin;
}
