import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { sweepHistory } from '../../src/sweep/history.ts';
import { type AddedText, readHistory } from '../../src/sweep/history-lines.ts';
import { git as runGit } from '../git.ts';
import { temporaryProject } from './temporary-project.ts';

const liveKey = `flint_live_${'fedcba9876543210'.repeat(4)}`;
const otherKey = `flint_live_${'0011223344556677'.repeat(4)}`;

function repository(files: Readonly<Record<string, string | Buffer>>): { folder: string; git: Git } {
  const folder = temporaryProject(files);
  const git: Git = (...words) => runGit(folder, ...words);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'first');
  return { folder, git };
}

type Git = (...words: readonly string[]) => string;

async function found(folder: string): Promise<string[]> {
  const sweep = await sweepHistory(folder);
  if (!sweep.read) throw new Error('the history was not read');
  expect(inspect(sweep, { depth: null })).not.toContain('fedcba98');
  return sweep.references.map(({ file, line, column, value }) => `${file}:${line}:${column} ${value}`);
}

describe('git history', () => {
  it('gives up a key that was removed later, also on a branch that nobody has checked out', async () => {
    const { folder, git } = repository({ 'a.js': 'one\n' });
    git('checkout', '--quiet', '-b', 'side');
    writeFileSync(join(folder, 'a.js'), `one\ntwo('${liveKey}')\n`);
    git('commit', '--quiet', '--all', '--message', 'oops');
    git('checkout', '--quiet', 'main');
    expect(await found(folder)).toEqual(['a.js:2:6 flint_live_…3210']);
  });

  it('names a secret once a file, with its first commit, however often it came back', async () => {
    const { folder, git } = repository({ 'a.js': `${liveKey}\n`, 'b.js': `${liveKey}\n${otherKey}\n` });
    for (const text of ['', `${liveKey}\n`, '', `x\n${liveKey}\n`]) {
      writeFileSync(join(folder, 'a.js'), text);
      git('commit', '--quiet', '--all', '--message', 'again');
    }
    expect(await found(folder)).toEqual([
      'a.js:1:1 flint_live_…3210',
      'b.js:1:1 flint_live_…3210',
      'b.js:2:1 flint_live_…6677',
    ]);
    const sweep = await sweepHistory(folder);
    const [root] = git('rev-list', '--max-parents=0', 'HEAD').split('\n');
    expect(sweep.read && sweep.references.map(({ commit }) => commit)).toEqual([root, root, root]);
  });

  it('takes no line of a file for a header of the patch', async () => {
    const tricky = ['++ b/other.js', '@@ -1,9 +1,9 @@', '-- a/x', '\u0001abc', `${liveKey}`, ''].join('\n');
    const { folder } = repository({ 'notes.txt': tricky });
    expect(await found(folder)).toEqual(['notes.txt:5:1 flint_live_…3210']);
  });

  it('finds what was written only while merging', async () => {
    const { folder, git } = repository({ 'a.js': 'base\n' });
    git('checkout', '--quiet', '-b', 'side');
    writeFileSync(join(folder, 'b.js'), 'side\n');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'side');
    git('checkout', '--quiet', 'main');
    git('commit', '--quiet', '--allow-empty', '--message', 'main');
    git('merge', '--quiet', '--no-commit', '--no-ff', 'side');
    writeFileSync(join(folder, 'a.js'), `base\n${liveKey}\n`);
    git('commit', '--quiet', '--all', '--message', 'merge');
    expect(await found(folder)).toEqual(['a.js:2:1 flint_live_…3210']);
  });

  it('runs nothing that the repository names', async () => {
    const { folder, git } = repository({ '.gitattributes': '*.js diff=mine\n', 'a.js': `${liveKey}\n` });
    const trap = join(folder, 'trap');
    git('config', 'diff.mine.textconv', `touch ${trap}; cat`);
    git('config', 'diff.external', `touch ${trap}`);
    git('config', 'core.fsmonitor', `touch ${trap}`);
    git('config', 'color.ui', 'always');
    git('config', 'diff.noprefix', 'true');
    expect(await found(folder)).toEqual(['a.js:1:1 flint_live_…3210']);
    expect(() => execFileSync('ls', [trap], { stdio: 'ignore' })).toThrow();
  });

  it('fetches nothing that a clone left behind, by whatever command the repository names for it', async () => {
    const { folder, git } = repository({ 'a.js': `${liveKey}\n` });
    const trap = join(folder, 'trap');
    const blob = git('rev-parse', 'HEAD:a.js').trim();
    rmSync(join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    git('config', 'core.repositoryformatversion', '1');
    git('config', 'extensions.partialClone', 'origin');
    git('config', 'remote.origin.promisor', 'true');
    git('config', 'remote.origin.url', `ext::touch ${trap}`);
    git('config', 'protocol.ext.allow', 'always');
    expect(await sweepHistory(folder)).toEqual({ read: false, repository: 'unknown' });
    expect(existsSync(trap)).toBe(false);
  });

  it('hides no commit by what the repository configures, replaces or calls binary', async () => {
    const { folder, git } = repository({ '.gitattributes': '*.js binary\n', 'a.js': `one\ntwo\n${liveKey}\nfour\n` });
    git('config', 'log.showRoot', 'false');
    git('config', 'log.diffMerges', 'off');
    git('config', 'diff.interHunkContext', '10');
    writeFileSync(join(folder, 'a.js'), `${otherKey}\ntwo\nthree\n4\n`);
    git('commit', '--quiet', '--all', '--message', 'second');
    writeFileSync(join(folder, 'a.js'), 'nothing\n');
    git('commit', '--quiet', '--all', '--message', 'third');
    const tree = git('rev-parse', 'HEAD^{tree}').trim();
    git('replace', 'HEAD~1', git('commit-tree', tree, '-m', 'innocent').trim());
    expect(await found(folder)).toEqual(['a.js:3:1 flint_live_…3210', 'a.js:1:1 flint_live_…6677']);
  });

  it('gives up what a merged branch added and took back, though its name is gone', async () => {
    const { folder, git } = repository({ 'shop/a.js': 'one\n' });
    git('checkout', '--quiet', '-b', 'side');
    for (const text of [`one\n${liveKey}\n`, 'one\n']) {
      writeFileSync(join(folder, 'shop/a.js'), text);
      git('commit', '--quiet', '--all', '--message', 'side');
    }
    git('checkout', '--quiet', 'main');
    git('merge', '--quiet', '--no-ff', '--message', 'merge', 'side');
    git('branch', '--delete', 'side');
    expect(await found(join(folder, 'shop'))).toEqual(['a.js:2:1 flint_live_…3210']);
    expect(await found(folder)).toEqual(['shop/a.js:2:1 flint_live_…3210']);
  });

  it('gives up a key in a UTF-16 file', async () => {
    const { folder } = repository({ '.env': Buffer.from(`\ufeffA=1\r\nKEY=${liveKey}\r\n`, 'utf16le') });
    expect(await found(folder)).toEqual(['.env:2:5 flint_live_…3210']);
  });

  it('of a folder inside the repository is that folder’s alone', async () => {
    const { folder } = repository({ 'a.js': `${otherKey}\n`, 'shop/b.js': `${liveKey}\n` });
    expect(await found(join(folder, 'shop'))).toEqual(['b.js:1:1 flint_live_…3210']);
  });

  it('includes that of submodules that are checked out', async () => {
    const part = repository({ 'b.js': `${liveKey}\n`, 'deep/c.js': '' });
    writeFileSync(join(part.folder, 'b.js'), '');
    part.git('commit', '--quiet', '--all', '--message', 'removed');
    const whole = repository({ 'a.js': `${otherKey}\n` });
    whole.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', part.folder, 'part');
    whole.git('commit', '--quiet', '--message', 'part');
    expect(await found(whole.folder)).toEqual(['a.js:1:1 flint_live_…6677', 'part/b.js:1:1 flint_live_…3210']);
    const clone = join(temporaryProject(), 'clone');
    runGit(whole.folder, 'clone', '--quiet', whole.folder, clone);
    expect(await found(clone)).toEqual(['a.js:1:1 flint_live_…6677']);
  });

  it('is not read where there is no repository, which is said', async () => {
    expect(await sweepHistory(temporaryProject())).toEqual({ read: false, repository: 'none' });
  });

  it('of a shallow clone is said to be cut', async () => {
    const { folder, git } = repository({ 'a.js': `${liveKey}\n` });
    git('commit', '--quiet', '--allow-empty', '--message', 'second');
    const clone = join(temporaryProject(), 'clone');
    runGit(folder, 'clone', '--quiet', '--depth', '1', `file://${folder}`, clone);
    expect(await sweepHistory(clone)).toMatchObject({ read: true, cut: true });
  });
});

describe('reading a patch as it comes', () => {
  const patch = (line: string): string =>
    [
      '\u0001c0ffee',
      '',
      'diff --git a/a b/a',
      '--- /dev/null',
      '+++ b/a',
      '@@ -0,0 +1,2 @@',
      `+${line}`,
      '+end',
      '',
    ].join('\n');

  async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
    for (let start = 0; start < text.length; start += size) yield Buffer.from(text.slice(start, start + size));
  }

  it.each([1, 7, 4096])('gives the same lines however it is cut (%d bytes)', async (size) => {
    const lines: AddedText[] = [];
    for await (const line of readHistory(inPieces(patch('x y'), size))) lines.push(line);
    expect(lines.map(({ file, line, column, text }) => [file, line, column, text])).toEqual([
      ['a', 1, 1, 'x y'],
      ['a', 2, 1, 'end'],
    ]);
  });

  it('hands a very long line on in pieces that keep their column, and goes on after it', async () => {
    const far = 300_000;
    const long = `${'x'.repeat(far)} ${liveKey} ${'y'.repeat(far)}`;
    let longest = 0;
    const columns = new Set<number>();
    const last: unknown[] = [];
    for await (const { text, line, column } of readHistory(inPieces(patch(long), 1000))) {
      longest = Math.max(longest, text.length);
      const at = text.indexOf(liveKey);
      if (at !== -1) columns.add(column + at);
      if (text === 'end') last.push(line);
    }
    expect(longest).toBeLessThan(80_000);
    expect([...columns]).toEqual([far + 2]);
    expect(last).toEqual([2]);
  });
});
