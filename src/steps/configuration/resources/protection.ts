import { backUp, nextBackupOf } from '../../../sweep/backup.ts';
import type { FileChange } from '../../../sweep/file-change.ts';
import { gitStanding } from '../../../sweep/git-standing.ts';
import { applyChange } from '../../../sweep/rewrite.ts';
import { uncommittedFiles } from '../../../sweep/uncommitted.ts';

/**
 * How a file can be had back after it was rewritten. `git`: its last commit has it. `uncommitted`: git has an older state only, or cannot
 * tell. `backup`: a copy beside it. `none`: git, which ignores the file, would not ignore a copy, and it might be committed.
 */
export type Protection = 'git' | 'uncommitted' | 'backup' | 'none';

/** How each of these files is protected. @param files relative to the folder, with forward slashes */
export async function protectionOf(folder: string, files: readonly string[]): Promise<ReadonlyMap<string, Protection>> {
  const backups = new Map(files.map((file) => [file, nextBackupOf(folder, file)]));
  const standing = await gitStanding(folder, [...files, ...backups.values()]);
  if (standing.repository !== 'found') {
    const everywhere = standing.repository === 'none' ? 'backup' : 'uncommitted';
    return new Map(files.map((file) => [file, everywhere]));
  }
  const tracked = files.filter((file) => standing.tracked.has(file));
  const uncommitted = tracked.length === 0 ? undefined : await uncommittedFiles(folder, tracked);
  const judge = (file: string): Protection => {
    if (standing.tracked.has(file)) return uncommitted === undefined || uncommitted.has(file) ? 'uncommitted' : 'git';
    return standing.ignored.has(file) && !standing.ignored.has(backups.get(file) ?? '') ? 'none' : 'backup';
  };
  return new Map(files.map((file) => [file, judge(file)]));
}

/** Makes a change that was agreed to, after a backup where git does not have the file. Gives the backup's path, if there is one. */
export async function rewriteFile(
  folder: string,
  change: FileChange,
  protection: Protection | undefined,
): Promise<string | undefined> {
  const backup = protection === 'backup' ? nextBackupOf(folder, change.file) : undefined;
  if (backup !== undefined) await backUp(folder, change.file, backup);
  await applyChange(folder, change);
  return backup;
}
