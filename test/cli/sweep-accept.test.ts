import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryProject } from '../sweep/temporary-project.ts';
import { type Run, runProgram, words } from './program.ts';
import { promisedEvents } from './programs/events.ts';

const liveKey = `flint_live_${'fedcba9876543210'.repeat(4)}`;
const otherKey = `flint_live_${'0011223344556677'.repeat(4)}`;
const list = '.flint-golive-accept.json';
const who = ['--by', 'Mona Lee'];

function sweep(folder: string, ...flags: readonly string[]): Promise<Run> {
  return runProgram(['sweep', '--no-network', ...flags], { home: temporaryProject(), cwd: folder });
}

function entries(folder: string): Record<string, unknown>[] {
  return JSON.parse(readFileSync(join(folder, list), 'utf8')).accepted;
}

function rewrite(folder: string, change: (entry: Record<string, unknown>) => object): void {
  writeFileSync(join(folder, list), JSON.stringify({ version: 1, accepted: entries(folder).map(change) }));
}

describe('accepting what is left', () => {
  it('makes the next sweep clean, says by whom and why, and holds no secret', async () => {
    const folder = temporaryProject({ 'public/a.js': `'${liveKey}'`, 'public/b.js': `'${liveKey}'` });
    const accepted = await sweep(folder, '--accept', 'made up for tests', ...who);
    expect(accepted.exitCode).toBe(0);
    expect(words(accepted)).toContain(`2 findings accepted in ${list}.`);
    expect(readFileSync(join(folder, list), 'utf8')).not.toContain('fedcba98');
    expect(entries(folder)).toMatchObject([{ in: ['public/a.js', 'public/b.js'], what: 'live key flint_live_…3210' }]);
    const run = await sweep(folder, '--json');
    expect(run.exitCode).toBe(0);
    const [finding] = promisedEvents('sweep', run);
    const by = { reason: 'made up for tests', by: 'Mona Lee', instead: 'error' };
    expect(finding).toMatchObject({ level: 'note', accepted: by });
    expect(run.stdout).not.toContain('fedcba98');
  });

  it('of ids names them by fingerprint alone, so that the list itself is no finding', async () => {
    const folder = temporaryProject({ 'shop.js': `buy('prod_01J9ZK3V7Q2M4N8P6R5S0T1W2X')` });
    await sweep(folder, '--accept', 'of another shop', ...who);
    const run = await sweep(folder, '--json');
    expect(promisedEvents('sweep', run).map((event) => event.type === 'finding' && event.file)).toEqual([
      'shop.js',
      false,
    ]);
    expect(promisedEvents('sweep', run).at(-1)).toMatchObject({ counts: { undecided: 0, warning: 0 }, accepted: 1 });
  });

  it('holds for that value in that place, and for nothing else', async () => {
    const folder = temporaryProject({ 'public/a.js': `'${liveKey}'` });
    await sweep(folder, '--accept', 'made up', ...who);
    writeFileSync(join(folder, 'public/b.js'), `'${liveKey}'`);
    writeFileSync(join(folder, 'public/a.js'), `'${liveKey}' '${otherKey}'`);
    const run = await sweep(folder, '--json');
    const open = promisedEvents('sweep', run).filter((event) => event.type === 'finding' && event.level !== 'note');
    expect(open).toMatchObject([
      { file: 'public/a.js', value: 'flint_live_…6677' },
      { file: 'public/b.js', value: 'flint_live_…3210' },
    ]);
  });

  it('of a key that was revoked covers the history, in a folder or everywhere', async () => {
    const folder = temporaryProject({ 'src/a.js': `'${liveKey}'` });
    const git = (...line: readonly string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=A', '-c', 'user.email=a@example.com', ...line]);
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'oops');
    git('rm', '--quiet', 'src/a.js');
    git('commit', '--quiet', '--message', 'gone');
    expect((await sweep(folder, '--history')).exitCode).toBe(1);
    await sweep(folder, '--history', '--accept', 'revoked on 3 March', ...who);
    expect((await sweep(folder, '--history')).exitCode).toBe(0);
    rewrite(folder, (entry) => ({ ...entry, in: ['src/'] }));
    expect((await sweep(folder, '--history')).exitCode).toBe(0);
    rewrite(folder, (entry) => ({ ...entry, in: ['sr'] }));
    expect((await sweep(folder, '--history')).exitCode).toBe(1);
    rewrite(folder, ({ in: _, ...entry }) => entry);
    expect((await sweep(folder, '--history')).exitCode).toBe(0);
  });

  it('ends with its last day, which is said', async () => {
    const folder = temporaryProject({ 'public/a.js': `'${liveKey}'` });
    await sweep(folder, '--accept', 'until the trial ends', ...who);
    rewrite(folder, (entry) => ({ ...entry, until: '2999-12-31' }));
    expect((await sweep(folder)).exitCode).toBe(0);
    rewrite(folder, (entry) => ({ ...entry, until: '2020-01-31' }));
    const run = await sweep(folder);
    expect(run.exitCode).toBe(1);
    expect(words(run)).toContain('Accepted only until 2020-01-31, which has passed: until the trial ends');
  });

  it('stands in SARIF as suppressed, with its reason', async () => {
    const folder = temporaryProject({ 'public/a.js': `'${liveKey}'` });
    await sweep(folder, '--accept', 'made up', ...who);
    await sweep(folder, '--sarif', 'out.sarif');
    const [result] = JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')).runs[0].results;
    const suppressions = [{ kind: 'external', justification: 'made up (Mona Lee)' }];
    expect(result).toMatchObject({ level: 'error', suppressions });
  });

  it('needs a reason and a name, and writes nothing without', async () => {
    const folder = temporaryProject({ 'public/a.js': `'${liveKey}'` });
    for (const flags of [
      ['--accept', 'made up'],
      ['--accept', ' ', ...who],
      ['--accept', 'made up', '--by', ''],
    ]) {
      expect((await sweep(folder, ...flags)).exitCode).toBe(2);
    }
    expect(existsSync(join(folder, list))).toBe(false);
  });
});

describe('a list of accepted findings', () => {
  it.each([
    ['is no JSON', '{'],
    [
      'misspells a field, which would accept for ever',
      { accepted: [{ fingerprint: 'f'.repeat(32), reason: 'x', by: 'y', untill: '2020-01-01' }] },
    ],
    ['gives no reason', { accepted: [{ fingerprint: 'f'.repeat(32), reason: '', by: 'y' }] }],
    ['is of a later version', { version: 2 }],
  ])('that %s is refused with 2', async (_, content) => {
    const text = typeof content === 'string' ? content : JSON.stringify({ version: 1, ...content });
    const run = await sweep(temporaryProject({ [list]: text }), '--json');
    expect(run.exitCode).toBe(2);
    expect(promisedEvents('sweep', run)).toMatchObject([{ failure: { kind: 'usage' } }]);
  });

  it('can let a file stay unread, by name', async () => {
    const folder = temporaryProject({ '.env': Buffer.from([1, 0, 2]) });
    expect((await sweep(folder)).exitCode).toBe(1);
    const unread = [{ file: '.env', reason: 'a disk image', by: 'Mona Lee' }];
    writeFileSync(join(folder, list), JSON.stringify({ version: 1, unread }));
    const run = await sweep(folder);
    expect(words(run)).toContain('Not read, which was accepted: .env (not text).');
    expect(run.exitCode).toBe(0);
    rmSync(join(folder, list));
    writeFileSync(join(folder, 'other.json'), JSON.stringify({ version: 1, unread }));
    expect((await sweep(folder, '--accept-list', 'other.json')).exitCode).toBe(0);
  });
});
