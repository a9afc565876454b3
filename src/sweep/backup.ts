import { constants, existsSync } from 'node:fs';
import { chmod, copyFile, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RewriteProblem, rewriteProblemOf } from './rewrite-problem.ts';

const ending = '.flint-golive-backup';

/** True for files that {@link backUp} made; a sweep passes over them. */
export function isBackup(name: string): boolean {
  return name.endsWith(ending);
}

/**
 * A name for the next backup of a file, as a path beside it. A backup that is there already holds an older state and stays, so
 * the next one is numbered: `.env.flint-golive-backup`, `.env.2.flint-golive-backup`.
 */
export function nextBackupOf(folder: string, file: string): string {
  for (let number = 1; ; number += 1) {
    const backup = number === 1 ? `${file}${ending}` : `${file}.${number}${ending}`;
    if (!existsSync(join(folder, backup))) return backup;
  }
}

/**
 * Copies a file beside itself before it is rewritten, readable by no more people than the file, and safe from a power cut.
 *
 * @param backup a name from {@link nextBackupOf}
 * @throws {RewriteProblem} when it cannot be written, or something took that name meanwhile
 */
export async function backUp(folder: string, file: string, backup: string): Promise<void> {
  try {
    const { mode } = await stat(join(folder, file));
    await copyFile(join(folder, file), join(folder, backup), constants.COPYFILE_EXCL);
    await chmod(join(folder, backup), mode & 0o777);
    // A file that may only be read can be synced all the same, but not on Windows.
    await using handle = await open(join(folder, backup), process.platform === 'win32' ? 'r+' : 'r');
    await handle.sync();
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw taken ? new RewriteProblem('backup there already', backup) : rewriteProblemOf(error, backup);
  }
}
