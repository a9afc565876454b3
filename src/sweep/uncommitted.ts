import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from '../project/git.ts';
import { byRepository } from './repositories.ts';

/**
 * Which of these files differ from the last commit; undefined when git cannot tell, as before the first commit.
 *
 * git itself would run the filters that the repository names before it compares. So the bytes are compared here, with what the
 * last commit lists. A file that a filter keeps in another form counts as changed; other line ends alone do not.
 *
 * @param files relative to the folder, with forward slashes
 */
export async function uncommittedFiles(
  folder: string,
  files: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  const changed = new Set<string>();
  for (const [below, own] of byRepository(folder, files)) {
    const committed = await git(join(folder, below), ['ls-tree', '-r', '-z', 'HEAD']);
    if (committed.code !== 0) return undefined;
    const blobs = blobsIn(committed.output);
    for (const file of own) {
      if (!(await isBlob(join(folder, file), blobs.get(file.slice(below.length))))) changed.add(file);
    }
  }
  return changed;
}

/** Object ids by path, from lines such as `100644 blob 8ab6… TAB shop.js`. */
function blobsIn(output: string): ReadonlyMap<string, string> {
  const blobs = new Map<string, string>();
  for (const line of output.split('\0')) {
    const [, id, path] = /^\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    if (id !== undefined && path !== undefined) blobs.set(path, id);
  }
  return blobs;
}

async function isBlob(path: string, id: string | undefined): Promise<boolean> {
  if (id === undefined) return false;
  try {
    const bytes = await readFile(path);
    return blobId(bytes, id.length) === id || blobId(withPlainLineEnds(bytes), id.length) === id;
  } catch {
    return false;
  }
}

/** git names a blob by a hash over its length and its bytes: SHA-1, or SHA-256 in repositories that were made so. */
function blobId(bytes: Buffer, length: number): string {
  const hash = createHash(length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function withPlainLineEnds(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
