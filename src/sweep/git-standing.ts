import { git } from './git.ts';

/** How git stands to the files of a folder. `unknown`: git is missing, or would not say. */
export type GitStanding =
  | { readonly repository: 'none' | 'unknown' }
  | {
      readonly repository: 'found';
      readonly tracked: ReadonlySet<string>;
      readonly ignored: ReadonlySet<string>;
    };

/** Asks git about these files. @param files relative to the folder, with forward slashes */
export async function gitStanding(folder: string, files: readonly string[]): Promise<GitStanding> {
  const inside = await git(folder, ['rev-parse', '--is-inside-work-tree']);
  if (inside.complaint.includes('not a git repository')) return { repository: 'none' };
  // Such as a repository of another owner, which git refuses to read: it may well track the files.
  if (inside.code !== 0 || inside.output.trim() !== 'true') return { repository: 'unknown' };
  const given = files.map((file) => `./${file}\0`).join('');
  const [tracked, ignored] = await Promise.all([
    git(folder, ['ls-files', '-z', '--cached']),
    git(folder, ['check-ignore', '-z', '--stdin'], given),
  ]);
  if (tracked.code !== 0 || (ignored.code !== 0 && ignored.code !== 1)) return { repository: 'unknown' };
  return { repository: 'found', tracked: namesIn(tracked.output), ignored: namesIn(ignored.output) };
}

/** Tracked files of a folder that differ from the last commit; undefined when git cannot tell, as before the first commit. */
export async function uncommittedFiles(folder: string): Promise<ReadonlySet<string> | undefined> {
  const words = ['diff', '-z', '--name-only', '--relative', '--no-ext-diff', '--no-textconv', 'HEAD'];
  const changed = await git(folder, words);
  return changed.code === 0 ? namesIn(changed.output) : undefined;
}

function namesIn(output: string): ReadonlySet<string> {
  const names = output.split('\0').filter((name) => name !== '');
  return new Set(names.map((name) => name.replace(/^\.\//, '')));
}
