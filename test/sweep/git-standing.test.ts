import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitStanding } from '../../src/sweep/git-standing.ts';
import { uncommittedFiles } from '../../src/sweep/uncommitted.ts';
import { git } from '../git.ts';
import { temporaryProject } from './temporary-project.ts';

function committed(files: Readonly<Record<string, string>>, ...init: readonly string[]): string {
  const folder = temporaryProject(files);
  git(folder, 'init', '--quiet', ...init);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'all');
  return folder;
}

async function changed(folder: string, files: readonly string[]): Promise<string[] | undefined> {
  const found = await uncommittedFiles(folder, files);
  return found && [...found];
}

describe('files with uncommitted changes', () => {
  it.each([[], ['--object-format=sha256']])(
    'are those whose bytes the last commit does not have %s',
    async (...how) => {
      const folder = committed({ 'same.js': 'a\n', 'é x.js': 'a\n', 'other.js': 'a\n', 'gone.js': 'a\n' }, ...how);
      writeFileSync(join(folder, 'other.js'), 'b\n');
      writeFileSync(join(folder, 'staged.js'), 'c\n');
      git(folder, 'add', 'staged.js');
      git(folder, 'rm', '--quiet', 'gone.js');
      const all = ['same.js', 'é x.js', 'other.js', 'staged.js', 'gone.js'];
      expect(await changed(folder, all)).toEqual(['other.js', 'staged.js', 'gone.js']);
    },
  );

  it('are told of a folder inside the repository by its own paths', async () => {
    const folder = committed({ 'shop/a.js': 'a\n', 'shop/b.js': 'b\n' });
    writeFileSync(join(folder, 'shop/b.js'), 'other\n');
    expect(await changed(join(folder, 'shop'), ['a.js', 'b.js'])).toEqual(['b.js']);
  });

  it('are not those whose line ends alone are another system’s', async () => {
    const folder = committed({ 'a.js': 'a\nb\n' });
    writeFileSync(join(folder, 'a.js'), 'a\r\nb\r\n');
    expect(await changed(folder, ['a.js'])).toEqual([]);
  });

  it('cannot be told before the first commit', async () => {
    const folder = temporaryProject({ 'a.js': '' });
    git(folder, 'init', '--quiet');
    expect(await changed(folder, ['a.js'])).toBeUndefined();
  });

  it('are told without running a filter, a monitor or a tool that the repository names', async () => {
    const folder = committed({ '.gitattributes': '', 'a.js': 'a\n' });
    const trap = join(folder, 'trap');
    for (const name of ['filter.mine.clean', 'filter.mine.smudge', 'filter.mine.process', 'diff.mine.textconv']) {
      git(folder, 'config', name, `touch ${trap}; cat`);
    }
    git(folder, 'config', 'diff.external', `touch ${trap}`);
    git(folder, 'config', 'core.fsmonitor', `touch ${trap}`);
    writeFileSync(join(folder, '.gitattributes'), '*.js filter=mine diff=mine\n');
    writeFileSync(join(folder, 'a.js'), 'b\n');
    expect(await gitStanding(folder, ['a.js'])).toMatchObject({ repository: 'found' });
    expect(await changed(folder, ['a.js'])).toEqual(['a.js']);
    expect(existsSync(trap)).toBe(false);
  });
});

describe('submodules and clones inside a folder', () => {
  it('are asked about their own files, and the repository around them about its', async () => {
    const part = committed({ 'b.js': 'b\n', 'c.js': 'c\n', '.gitignore': '.env\n' });
    const folder = committed({ 'a.js': 'a\n', '.gitignore': 'private.js\n' });
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', part, 'part');
    git(folder, 'clone', '--quiet', part, 'other');
    for (const file of ['private.js', 'part/.env', 'part/new.js', 'part/c.js'])
      writeFileSync(join(folder, file), 'x\n');
    const files = ['a.js', 'private.js', 'part/.env', 'part/new.js', 'part/b.js', 'part/c.js', 'other/b.js'];
    const standing = await gitStanding(folder, files);
    if (standing.repository !== 'found') throw new Error('git was not understood');
    expect(files.filter((file) => standing.tracked.has(file))).toEqual([
      'a.js',
      'part/b.js',
      'part/c.js',
      'other/b.js',
    ]);
    expect([...standing.ignored]).toEqual(['private.js', 'part/.env']);
    expect(await changed(folder, ['a.js', 'part/b.js', 'part/c.js', 'other/b.js'])).toEqual(['part/c.js']);
  });

  it('below a folder that is in no repository speak for themselves alone', async () => {
    const folder = temporaryProject({ 'a.js': '', 'shop/b.js': '' });
    git(join(folder, 'shop'), 'init', '--quiet');
    git(join(folder, 'shop'), 'add', 'b.js');
    const standing = await gitStanding(folder, ['a.js', 'shop/b.js']);
    expect(standing).toMatchObject({ tracked: new Set(['shop/b.js']), ignored: new Set(['a.js']) });
  });
});

describe('where there is no whole repository', () => {
  it('none is there only when nothing of that name is', async () => {
    expect(await gitStanding(temporaryProject({ 'a.js': '' }), ['a.js'])).toEqual({ repository: 'none' });
  });

  it('a repository whose folder is missing, or is not whole, is unknown and never none', async () => {
    const pointing = temporaryProject({ '.git': 'gitdir: /nowhere/at/all\n', 'a.js': '' });
    expect(await gitStanding(pointing, ['a.js'])).toEqual({ repository: 'unknown' });
    const hollow = temporaryProject({ 'deep/a.js': '' });
    mkdirSync(join(hollow, '.git'));
    expect(await gitStanding(join(hollow, 'deep'), ['a.js'])).toEqual({ repository: 'unknown' });
  });
});
