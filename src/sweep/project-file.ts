import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { RewriteProblem, rewriteProblemOf } from './rewrite-problem.ts';

/** A file of the project, reached without following a link. */
export interface ProjectFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Reads a file that is to be rewritten. Refuses with {@link RewriteProblem} what lies outside the folder, what is missing and
 * what is reached through a symbolic link, be it the file or a folder on the way.
 *
 * @param file relative to the folder, with forward slashes
 */
export async function readProjectFile(folder: string, file: string): Promise<ProjectFile> {
  const root = await realpath(folder).catch((error: unknown) => {
    throw rewriteProblemOf(error, folder);
  });
  const path = resolve(root, file);
  const inside = relative(root, path);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside) {
    throw new RewriteProblem('outside the folder', file);
  }
  try {
    const parent = await realpath(dirname(path));
    const entry = await lstat(path);
    if (parent !== dirname(path) || entry.isSymbolicLink()) throw new RewriteProblem('symbolic link', file);
    if (!entry.isFile()) throw new RewriteProblem('not text', file);
    await using handle = await open(join(parent, basename(path)), constants.O_RDONLY | constants.O_NOFOLLOW);
    const { mode, uid, gid } = await handle.stat();
    return { path, bytes: await handle.readFile(), mode: mode & 0o7777, uid, gid };
  } catch (error) {
    throw rewriteProblemOf(error, file);
  }
}
