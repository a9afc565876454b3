import { constants } from 'node:fs';
import { chmod, copyFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { rewriteProblemOf } from './rewrite-problem.ts';

const ending = '.flint-golive-backup';

/** True for files that {@link backUp} made; a sweep passes over them. */
export function isBackup(name: string): boolean {
  return name.endsWith(ending);
}

/** The backup of a file, as a path beside it. */
export function backupOf(file: string): string {
  return `${file}${ending}`;
}

/**
 * Copies a file beside itself before it is rewritten, readable by no more people than the file. An earlier backup stays: it is the
 * older state.
 *
 * @returns the backup's path relative to the folder
 * @throws {RewriteProblem} when it cannot be written
 */
export async function backUp(folder: string, file: string): Promise<string> {
  const backup = backupOf(file);
  try {
    const { mode } = await stat(join(folder, file));
    await copyFile(join(folder, file), join(folder, backup), constants.COPYFILE_EXCL);
    await chmod(join(folder, backup), mode & 0o777);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw rewriteProblemOf(error, backup);
  }
  return backup;
}
