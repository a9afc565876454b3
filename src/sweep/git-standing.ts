import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type GitAnswer, git } from '../project/git.ts';
import { byRepository } from './repositories.ts';

/** How git stands to the files of a folder. `unknown`: git is missing, or would not say. */
export type GitStanding =
  | { readonly repository: 'none' | 'unknown' }
  | {
      readonly repository: 'found';
      readonly tracked: ReadonlySet<string>;
      /** Also what lies in no repository, where others beside it do. */
      readonly ignored: ReadonlySet<string>;
    };

/** Asks git about these files, each in the repository it lies in. @param files relative to the folder, with forward slashes */
export async function gitStanding(folder: string, files: readonly string[]): Promise<GitStanding> {
  const own = byRepository(folder, files);
  const nested = [...own.keys()].filter((below) => below !== '');
  const standings = await Promise.all(
    ['', ...nested].map(async (below) => {
      const names = (own.get(below) ?? []).map((file) => file.slice(below.length));
      return { below, standing: await standingIn(join(folder, below), names) };
    }),
  );
  const all = { repository: 'found' as const, tracked: new Set<string>(), ignored: new Set<string>() };
  for (const { below, standing } of standings) {
    if (standing.repository === 'none' && nested.length > 0) {
      for (const file of own.get('') ?? []) all.ignored.add(file);
      continue;
    }
    if (standing.repository !== 'found') return standing;
    for (const file of standing.tracked) all.tracked.add(below + file);
    for (const file of standing.ignored) all.ignored.add(below + file);
  }
  return all;
}

async function standingIn(folder: string, files: readonly string[]): Promise<GitStanding> {
  const inside = await git(folder, ['rev-parse', '--is-inside-work-tree']);
  if (isInNoRepository(folder, inside)) return { repository: 'none' };
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

/** Whether a folder certainly is in no repository. @param answer what git said when it was asked about the folder */
export function isInNoRepository(folder: string, { complaint }: GitAnswer): boolean {
  return saysThereIsNone(complaint) && !liesBelowRepository(folder);
}

/** git says less plainly that there is one whose folder is missing: `not a git repository: PATH`. */
function saysThereIsNone(complaint: string): boolean {
  return complaint.includes('not a git repository (or any');
}

/** True when something named `.git` stands in the folder or above, be it whole or not. */
function liesBelowRepository(folder: string): boolean {
  for (let current = resolve(folder); ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) return true;
    if (dirname(current) === current) return false;
  }
}

function namesIn(output: string): ReadonlySet<string> {
  const names = output.split('\0').filter((name) => name !== '');
  return new Set(names.map((name) => name.replace(/^\.\//, '')));
}
