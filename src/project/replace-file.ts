import { constants } from 'node:fs';
import { access, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A file as it is to be after it was replaced. The owner is named only for a file that stood there before. */
export interface NewContent {
  readonly bytes: Buffer;
  readonly mode: number;
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
}

/**
 * Puts new bytes in a file's place at one instant: whoever looks sees the old file or the new one, also after a power cut
 * (write beside it, sync, rename, sync the folder). Until it is complete only this user can read it.
 */
export async function replaceFile(file: string, content: NewContent): Promise<void> {
  // Renaming needs no right to write the old file. A file that was made read-only is meant to stay as it is.
  if (content.owner !== undefined) await access(file, constants.W_OK);
  // Always the same name, so that what a killed run leaves behind is removed by the next. A folder of its own, in which git
  // ignores everything: a line of .gitignore that is about the file alone does not cover a second name beside it.
  const beside = join(dirname(file), `${basename(file)}.flint-golive`);
  await rm(beside, { recursive: true, force: true });
  try {
    await mkdir(beside, { mode: 0o700 });
    await writeFile(join(beside, '.gitignore'), '*\n');
    const fresh = join(beside, 'fresh');
    await writeFresh(fresh, content);
    await rename(fresh, file);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  await syncFolder(dirname(file));
}

async function writeFresh(fresh: string, { bytes, mode, owner }: NewContent): Promise<void> {
  await using handle = await open(fresh, 'wx', 0o600);
  await handle.writeFile(bytes);
  const { uid, gid } = await handle.stat();
  if (owner !== undefined && (owner.uid !== uid || owner.gid !== gid)) await handle.chown(owner.uid, owner.gid);
  await handle.chmod(mode);
  await handle.sync();
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no way to sync a folder.
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}
