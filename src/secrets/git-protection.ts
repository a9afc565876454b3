import { lstat, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { git } from '../project/git.ts';
import { replaceFile } from '../project/replace-file.ts';
import { errorCode, SecretProblem, secretProblemOf } from './secret-problem.ts';

/** Whether git would carry a file into a commit. `unknown`: git is missing, or would not say. */
export type GitProtection = 'not a repository' | 'ignored' | 'tracked' | 'untracked, not ignored' | 'unknown';

/** What git does with a file. The file need not exist yet. */
export async function protectionOf(file: string): Promise<GitProtection> {
  const { folder, name } = await nearestFolder(resolve(file));
  // `check-ignore` knows no literal mode; the dot before the name keeps it from reading magic into one.
  const path = `./${name}`;
  const tracked = await git(folder, ['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', path]);
  if (tracked.code === 0) return 'tracked';
  if (tracked.complaint.includes('not a git repository')) return 'not a repository';
  if (tracked.code !== 1) return 'unknown';
  const ignored = await git(folder, ['check-ignore', '--quiet', '--', path]);
  if (ignored.code === 0) return 'ignored';
  return ignored.code === 1 ? 'untracked, not ignored' : 'unknown';
}

/** What was added to which .gitignore. */
export interface IgnoreLine {
  readonly gitignore: string;
  readonly line: string;
}

/**
 * Adds a file to the .gitignore at the top of its repository. Only for when the person asked for it. Undefined when there was
 * nothing to do: git ignores it already, or there is no repository.
 *
 * @throws {SecretProblem} when git tracks the file, when .gitignore cannot be written, or when it did not help
 */
export async function ignoreFile(file: string): Promise<IgnoreLine | undefined> {
  const protection = await protectionOf(file);
  if (protection === 'tracked') throw new SecretProblem('tracked by git', file);
  if (protection !== 'untracked, not ignored') return undefined;

  const { folder, name } = await nearestFolder(resolve(file));
  const top = await git(folder, ['rev-parse', '--show-toplevel']);
  const repository = await realpath(top.output.replace(/\r?\n$/, ''));
  const line = patternFor(relative(repository, join(folder, name)).split(sep).join('/'));
  const gitignore = join(repository, '.gitignore');
  await appendLine(gitignore, line);
  if ((await protectionOf(file)) !== 'ignored') throw new SecretProblem('still not ignored', file);
  return { gitignore, line };
}

/** A pattern that means this one file and no other. */
function patternFor(path: string): string {
  return `/${path.replace(/[\\*?[\]]/g, '\\$&').replace(/ +$/, (spaces) => '\\ '.repeat(spaces.length))}`;
}

async function appendLine(gitignore: string, line: string): Promise<void> {
  try {
    const standing = await lstat(gitignore).catch(undefinedIfMissing);
    if (standing?.isSymbolicLink()) throw new SecretProblem('symbolic link', gitignore);
    const before = standing === undefined ? '' : await readFile(gitignore, 'latin1');
    const lineEnd = before.includes('\r\n') ? '\r\n' : '\n';
    const separator = before === '' || before.endsWith('\n') ? '' : lineEnd;
    const after = before + separator + Buffer.from(line).toString('latin1') + lineEnd;
    const mode = standing === undefined ? 0o644 : standing.mode & 0o7777;
    await replaceFile(gitignore, { bytes: Buffer.from(after, 'latin1'), mode, owner: standing });
  } catch (error) {
    throw secretProblemOf(error, gitignore, 'writing');
  }
}

function undefinedIfMissing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error;
  return undefined;
}

/** The nearest folder above a file that exists, its links resolved, and the file's path from there. */
async function nearestFolder(file: string): Promise<{ folder: string; name: string }> {
  let name = basename(file);
  for (let above = dirname(file); ; above = dirname(above)) {
    try {
      return { folder: await realpath(above), name };
    } catch {
      if (dirname(above) === above) return { folder: above, name };
      name = join(basename(above), name);
    }
  }
}
