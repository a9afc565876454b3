import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writeVariables } from '../../src/secrets/env-file.ts';
import { ignoreFile, protectionOf } from '../../src/secrets/git-protection.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { git } from '../git.ts';
import { temporaryFolder } from './temporary-folder.ts';

function repository(files: Readonly<Record<string, string>> = {}, tracked: readonly string[] = []): string {
  const folder = temporaryFolder(files);
  git(folder, 'init', '--quiet');
  if (tracked.length > 0) git(folder, 'add', '--force', '--', ...tracked);
  return folder;
}

afterEach(() => vi.unstubAllEnvs());

describe('what git does with a file', () => {
  it('knows a folder that is no repository', async () => {
    expect(await protectionOf(join(temporaryFolder(), '.env'))).toBe('not a repository');
  });

  it('tells ignored, tracked and unprotected files apart, whether they exist or not', async () => {
    const folder = repository({ '.gitignore': '.env*\n', '.env': '', '.env.old': '', 'shop.env': '' }, ['.env.old']);
    expect(await protectionOf(join(folder, '.env'))).toBe('ignored');
    expect(await protectionOf(join(folder, '.env.production'))).toBe('ignored');
    expect(await protectionOf(join(folder, '.env.old'))).toBe('tracked');
    expect(await protectionOf(join(folder, 'shop.env'))).toBe('untracked, not ignored');
    expect(await protectionOf(join(folder, 'later/deeper/shop.env'))).toBe('untracked, not ignored');
  });

  it('looks behind a linked folder', async () => {
    const folder = repository({ '.env': '' }, ['.env']);
    const link = join(temporaryFolder(), 'link');
    symlinkSync(folder, link);
    expect(await protectionOf(join(link, '.env'))).toBe('tracked');
  });

  it('takes the name as it is, and the folder as it is, whatever the environment says', async () => {
    const folder = repository({ '*.env': '', 'a.env': '', ':(top)a.env': '' }, ['a.env']);
    expect(await protectionOf(join(folder, '*.env'))).toBe('untracked, not ignored');
    expect(await protectionOf(join(folder, ':(top)a.env'))).toBe('untracked, not ignored');
    vi.stubEnv('GIT_DIR', join(repository(), '.git'));
    vi.stubEnv('GIT_WORK_TREE', folder);
    expect(await protectionOf(join(folder, 'a.env'))).toBe('tracked');
  });

  it('says that it does not know when git is missing', async () => {
    const folder = repository({ '.env': '' });
    vi.stubEnv('PATH', join(folder, 'no-programs-here'));
    expect(await protectionOf(join(folder, '.env'))).toBe('unknown');
  });

  it('says that it does not know when git will not say', async () => {
    const folder = repository();
    writeFileSync(join(folder, '.git', 'config'), 'not a configuration [');
    expect(await protectionOf(join(folder, '.env'))).toBe('unknown');
  });

  it('runs nothing that the repository names', async () => {
    const folder = repository({ '.env': '' });
    const trace = join(folder, 'ran');
    git(folder, 'config', 'core.fsmonitor', `touch ${trace}; false`);
    await protectionOf(join(folder, '.env'));
    expect(() => statSync(trace)).toThrow('ENOENT');
  });
});

describe('storing a secret in a repository', () => {
  it('refuses a file that git tracks, and leaves it as it is', async () => {
    const folder = repository({ '.env': 'A=1\n', '.gitignore': '.env\n' }, ['.env']);
    const attempt = writeVariables(join(folder, '.env'), { FLINT_API_KEY: new Secret('flint_live_0123456789abcdef') });
    await expect(attempt).rejects.toMatchObject({ refusal: 'tracked by git' });
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('A=1\n');
  });

  it('leaves nothing that git would take along, also where it is killed in the middle', async () => {
    const folder = repository({ '.env': 'A=1\n', '.gitignore': '/.env\n' });
    const killed = `
      import fs from 'node:fs/promises';
      import { syncBuiltinESMExports } from 'node:module';
      fs.rename = () => process.kill(process.pid, 'SIGKILL');
      syncBuiltinESMExports();
      const { writeVariables } = await import(process.argv[1]);
      await writeVariables(process.argv[2], { FLINT_API_KEY: 'flint_live_0123456789abcdef' });
    `;
    const room = new URL('../../src/secrets/env-file.ts', import.meta.url).href;
    const file = join(folder, '.env');
    const run = spawnSync(process.execPath, ['--input-type=module', '--eval', killed, room, file]);
    expect(run.signal).toBe('SIGKILL');
    const left = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const holding = left.filter((entry) =>
      readFileSync(join(entry.parentPath, entry.name), 'utf8').includes('flint_live_'),
    );
    expect(holding).toHaveLength(1);
    const untracked = git(folder, 'status', '--porcelain', '--untracked-files=all');
    expect(untracked).toBe('?? .gitignore\n');
    await writeVariables(file, { A: '2' });
    expect(readdirSync(folder).toSorted()).toEqual(['.env', '.git', '.gitignore']);
  });

  it('writes what is no secret into a tracked file all the same', async () => {
    const folder = repository({ '.env': 'A=1\n' }, ['.env']);
    await writeVariables(join(folder, '.env'), { A: '2' });
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('A=2\n');
  });
});

describe('ignoring a file', () => {
  it('adds one line for this one file, keeps the rest, and does nothing the second time', async () => {
    const folder = repository({ '.gitignore': 'node_modules/\r\n*.log', 'apps/shop/x': '' });
    const file = join(folder, 'apps/shop/.env.production');
    const gitignore = join(folder, '.gitignore');
    expect(await ignoreFile(file)).toEqual({ gitignore, line: '/apps/shop/.env.production' });
    expect(readFileSync(gitignore, 'utf8')).toBe('node_modules/\r\n*.log\r\n/apps/shop/.env.production\r\n');
    expect(await protectionOf(file)).toBe('ignored');
    expect(await protectionOf(join(folder, '.env.production'))).toBe('untracked, not ignored');
    expect(await ignoreFile(file)).toBeUndefined();
  });

  it('makes a .gitignore that others can read where there is none', async () => {
    const folder = repository();
    await ignoreFile(join(folder, '.env'));
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('/.env\n');
    expect(statSync(join(folder, '.gitignore')).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o644);
  });

  it.each(['[a]*?.env', 'back\\slash.env', 'blank .env  ', '#hash.env', '!bang.env', ':(top)a.env', 'Café.env'])(
    'means %s and nothing else',
    async (name) => {
      const folder = repository();
      await ignoreFile(join(folder, name));
      expect(await protectionOf(join(folder, name))).toBe('ignored');
      expect(await protectionOf(join(folder, 'axx.env'))).toBe('untracked, not ignored');
    },
  );

  it('says so when it cannot help', async () => {
    const tracked = repository({ '.env': '' }, ['.env']);
    await expect(ignoreFile(join(tracked, '.env'))).rejects.toMatchObject({ refusal: 'tracked by git' });
    const undone = repository({ 'shop/.gitignore': '!.env\n' });
    await expect(ignoreFile(join(undone, 'shop/.env'))).rejects.toMatchObject({ refusal: 'still not ignored' });
    const linked = repository({ shared: '' });
    symlinkSync('shared', join(linked, '.gitignore'));
    await expect(ignoreFile(join(linked, '.env'))).rejects.toMatchObject({ refusal: 'symbolic link' });
    mkdirSync(join(linked, 'x'));
    expect(await ignoreFile(join(temporaryFolder(), '.env'))).toBeUndefined();
  });
});
