import { existsSync, linkSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import Conf from 'conf';
import type { JournalFile } from './entry.ts';
import { journalFile } from './entry.ts';
import { journalText } from './journal-text.ts';
import { migrate } from './migrations.ts';
import { damaged, fromNewerVersion, JournalDamaged, unreadable } from './problem.ts';
import { syncFolder } from './sync-folder.ts';

/** The main file of a journal as it stands, whatever its format was. */
export interface MainFile {
  readonly file: JournalFile;
  /** It is still in an older format on the disk. */
  readonly isOlder: boolean;
}

/** Reads a main file without changing it. Undefined when there is none; a `JournalProblem` when it cannot be trusted. */
export function readMainFile(path: string): MainFile | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw unreadable(path, error);
  }
  const migrated = migrate(parse(path, text));
  if ('newerVersion' in migrated) throw fromNewerVersion(path, migrated.newerVersion);
  if ('damage' in migrated) throw damaged(path, migrated.damage);
  const checked = journalFile.safeParse(migrated.file);
  if (!checked.success) throw damaged(path, checked.error.issues[0]?.message ?? 'unexpected content');
  return { file: checked.data, isOlder: migrated.isOlder };
}

/**
 * Writes the whole main file, so that it survives a power cut. Throws what the system says; the old file is then in its place, or none where there
 * was none.
 *
 * How that is known: `conf` writes through `atomically`, which writes the whole file under a temporary name, calls fsync on
 * it, and renames it over the old one, so that the file is always the old one or the new one. Three things are added
 * here. The folder is synced, since a rename is safe only when the folder's own entry is. The length on disk is compared
 * with what was written, since `atomically` writes with one `write` call and takes a short one, as on a full disk, for a
 * whole one. And the old file keeps a second name until then, so that it can be put back without needing any room.
 */
export function writeMainFile(path: string, file: JournalFile): void {
  const text = journalText(file);
  const isFirst = !existsSync(path);
  try {
    keepBefore(path);
    storeOf(path, text).store = file;
    syncFolder(dirname(path));
    if (statSync(path).size !== Buffer.byteLength(text)) throw new ShortWrite();
    rmSync(before(path), { force: true });
  } catch (error) {
    if (isFirst && error instanceof ShortWrite) rmSync(path, { force: true });
    else putBackInterrupted(path);
    throw error;
  }
}

/** A write that was cut off leaves the second name behind. Where the main file is not whole, the old one takes its place again. */
export function putBackInterrupted(path: string): void {
  if (!existsSync(before(path))) return;
  if (isWhole(path)) rmSync(before(path), { force: true });
  else renameSync(before(path), path);
}

/** One that the system does not give out, or that a newer version wrote, may well be whole: then it throws. */
function isWhole(path: string): boolean {
  try {
    return readMainFile(path) !== undefined;
  } catch (error) {
    if (error instanceof JournalDamaged) return false;
    throw error;
  }
}

/** Fewer bytes arrived than were written, without an error: the disk is full. */
class ShortWrite extends Error {
  readonly code = 'ENOSPC';
}

/** The second name of the main file while it is being replaced. */
function before(path: string): string {
  return `${path}.before`;
}

function keepBefore(path: string): void {
  rmSync(before(path), { force: true });
  if (existsSync(path)) linkSync(path, before(path));
}

/** `conf` would read the old file first, to keep bookkeeping of its own; this file has none and is only believed through zod. */
function storeOf(path: string, text: string): Conf<Partial<JournalFile>> {
  return new Conf<Partial<JournalFile>>({
    cwd: dirname(path),
    configName: basename(path, extname(path)),
    fileExtension: extname(path).slice(1),
    configFileMode: 0o600,
    clearInvalidConfig: false,
    serialize: () => text,
    deserialize: () => ({}),
  });
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(path, text.length === 0 ? 'it is empty' : 'it ends in the middle');
  }
}
