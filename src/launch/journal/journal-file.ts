import { closeSync, fsyncSync, openSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import Conf from 'conf';
import { announce } from '../crossings.ts';
import type { Entry, Header, JournalFile } from './entry.ts';
import { journalFile } from './entry.ts';
import type { Journal } from './journal.ts';
import { migrate } from './migrations.ts';
import { damaged, fromNewerVersion, JournalProblem, notWritten } from './problem.ts';

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
 * one or the new one, never a part. Two things are added here: the folder is synced, since a rename is safe only when
 * the folder's own entry is; and the length on disk is compared with what was written, since `atomically` writes with
 * one `write` call and takes a short one for a whole one.
 */
export function openJournalFile(path: string, fresh: Header): Journal {
  const existing = readJournalFile(path);
  let written = '';
  const store = openStore(path, (text) => {
    written = text;
  });
  const save = (file: JournalFile): void => {
    try {
      store.store = file;
      syncFolder(dirname(path));
      if (statSync(path).size !== Buffer.byteLength(written)) throw damaged(path, 'it was not written whole');
    } catch (error) {
      throw error instanceof JournalProblem ? error : notWritten(path, error);
    }
  };

  let file: JournalFile = existing ?? { version: 1, launch: fresh, entries: [] };
  if (!existing) save(file);
  return {
    header: file.launch,
    entries: () => file.entries,
    append: (entry: Entry) => {
      announce({ point: 'journal.append.before', name: entry.type });
      const next: JournalFile = { ...file, entries: [...file.entries, entry] };
      save(next);
      file = next;
      announce({ point: 'journal.append.after', name: entry.type });
    },
  };
}

function openStore(path: string, onWrite: (text: string) => void): Conf<JournalFile> {
  try {
    return new Conf<JournalFile>({
      cwd: dirname(path),
      configName: basename(path, extname(path)),
      fileExtension: extname(path).slice(1),
      configFileMode: 0o600,
      clearInvalidConfig: false,
      serialize: (value) => {
        const text = JSON.stringify(value, undefined, 1);
        onWrite(text);
        return text;
      },
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
