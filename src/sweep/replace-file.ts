import { constants } from 'node:fs';
import { access, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ProjectFile } from './project-file.ts';

/**
 * Puts new bytes in a file's place at one instant: whoever looks sees the old file or the new one, also after a power cut
 * (write beside it, sync, rename, sync the folder). Mode and owner stay.
 */
export async function replaceFile(file: ProjectFile, bytes: Buffer): Promise<void> {
  // Renaming needs no right to write the old file. A file that was made read-only is meant to stay as it is.
  await access(file.path, constants.W_OK);
  // Always the same name, so that what a killed run leaves behind is removed by the next; and one that `.env*` in a
  // .gitignore covers.
  const beside = join(dirname(file.path), `${basename(file.path)}.flint-golive`);
  await rm(beside, { force: true });
  try {
    await writeBeside(beside, file, bytes);
    await rename(beside, file.path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await syncFolder(dirname(file.path));
}

async function writeBeside(beside: string, { mode, uid, gid }: ProjectFile, bytes: Buffer): Promise<void> {
  await using handle = await open(beside, 'wx', 0o600);
  await handle.writeFile(bytes);
  const { uid: ownUid, gid: ownGid } = await handle.stat();
  if (uid !== ownUid || gid !== ownGid) await handle.chown(uid, gid);
  await handle.chmod(mode);
  await handle.sync();
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no way to sync a folder.
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}
