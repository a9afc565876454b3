import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import Conf from 'conf';
import { announce } from '../crossings.ts';
import type { Entry, Header, JournalFile } from './entry.ts';
import { journalFile } from './entry.ts';
import type { Journal } from './journal.ts';
import { type JournalText, journalText } from './journal-text.ts';
import { migrate } from './migrations.ts';
import { damaged, fromNewerVersion, notWritten } from './problem.ts';

/** Reads a journal file without changing it. Undefined when there is none; a `JournalProblem` when it cannot be trusted. */
export function readJournalFile(path: string): JournalFile | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw damaged(path, error instanceof Error ? error.message : 'unreadable');
  }
  const migrated = migrate(parse(path, text));
  if ('newerVersion' in migrated) throw fromNewerVersion(path, migrated.newerVersion);
  if ('damage' in migrated) throw damaged(path, migrated.damage);
  const checked = journalFile.safeParse(migrated.file);
  if (!checked.success) throw damaged(path, checked.error.issues[0]?.message ?? 'unexpected content');
  return checked.data;
}

/**
 * Opens the journal of a launch, or begins it with `fresh` when there is none. Whoever calls it holds the launch's
 * lock: `conf` has none of its own, and two writers would lose each other's entries.
 *
 * An appended entry survives a power cut. How that is known: `conf` writes through `atomically`, which writes the whole
 * file under a temporary name, calls fsync on it, and renames it over the old one, so that the file is always the old
 * one or the new one. Three things are added here. The folder is synced, since a rename is safe only when the folder's
 * own entry is. The length on disk is compared with what was written, since `atomically` writes with one `write` call
 * and takes a short one, as on a full disk, for a whole one. And the old file keeps a second name until then, so that
 * it can be put back without needing any room.
 */
export function openJournalFile(path: string, fresh: Header): Journal {
  putBackInterrupted(path);
  const existing = readJournalFile(path);
  let file: JournalFile = existing ?? { version: 1, launch: fresh, entries: [] };
  let text: JournalText = journalText(file);
  let wanted = text;
  const store = openStore(path, () => wanted.bytes);
  const save = (next: JournalFile, as: JournalText): void => {
    try {
      keepBefore(path);
      wanted = as;
      store.store = next;
      syncFolder(dirname(path));
      if (statSync(path).size !== as.bytes.length) throw new ShortWrite();
      rmSync(before(path), { force: true });
    } catch (error) {
      putBackInterrupted(path);
      throw notWritten(path, error);
    }
  };

  if (!existing) save(file, text);
  return {
    header: file.launch,
    entries: () => file.entries,
    append: (entry: Entry) => {
      const name = labelOf(entry);
      announce({ point: 'journal.append.before', name });
      const next: JournalFile = { ...file, entries: [...file.entries, entry] };
      const nextText = text.with(entry);
      save(next, nextText);
      file = next;
      text = nextText;
      announce({ point: 'journal.append.after', name });
    },
  };
}

/** What an entry is about, for those who watch the crossings. */
function labelOf(entry: Entry): string {
  return `${entry.type} ${'write' in entry ? entry.write : 'key' in entry ? entry.key : entry.name}`;
}

/** Fewer bytes arrived than were written, without an error: the disk is full. */
class ShortWrite extends Error {
  readonly code = 'ENOSPC';
}

/** The second name of the journal while it is being replaced. */
function before(path: string): string {
  return `${path}.before`;
}

function keepBefore(path: string): void {
  rmSync(before(path), { force: true });
  if (existsSync(path)) linkSync(path, before(path));
}

/** A write that was cut off leaves the second name behind. Where the journal is not whole, the old one takes its place again. */
function putBackInterrupted(path: string): void {
  if (!existsSync(before(path))) return;
  try {
    readJournalFile(path);
    rmSync(before(path), { force: true });
  } catch {
    renameSync(before(path), path);
  }
}

/**
 * `conf` reads and parses the file again before each write, to keep bookkeeping of its own that this file has not got: with thousands of
 * entries that is most of the time, so it is told that there is nothing. The file is only ever believed through `readJournalFile`.
 */
function openStore(path: string, bytes: () => Uint8Array): Conf<Partial<JournalFile>> {
  try {
    return new Conf<Partial<JournalFile>>({
      cwd: dirname(path),
      configName: basename(path, extname(path)),
      fileExtension: extname(path).slice(1),
      configFileMode: 0o600,
      clearInvalidConfig: false,
      serialize: bytes,
      deserialize: () => ({}),
    });
  } catch (error) {
    throw notWritten(path, error);
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(path, text.length === 0 ? 'it is empty' : 'it ends in the middle');
  }
}

/** Windows cannot open a folder; its rename is durable with the file. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
