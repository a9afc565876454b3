import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';

/**
 * Which of these files lie in which repository below a folder: submodules and clones are repositories of their own, and the one around
 * them knows nothing of their files.
 *
 * @param files relative to the folder, with forward slashes
 * @returns the files by the path of their repository, which is empty for the folder's own and ends in a slash otherwise
 */
export function byRepository(folder: string, files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, string>([['.', '']]);
  const repositoryOf = (path: string): string => {
    const found = known.get(path);
    if (found !== undefined) return found;
    const above = existsSync(join(folder, path, '.git')) ? `${path}/` : repositoryOf(posix.dirname(path));
    known.set(path, above);
    return above;
  };
  return Map.groupBy(files, (file) => repositoryOf(posix.dirname(file)));
}
