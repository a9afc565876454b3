import { renameSync, rmSync } from 'node:fs';
import { announce } from '../crossings.ts';
import type { Entry, Header, JournalFile } from './entry.ts';
import type { Journal } from './journal.ts';
import { type MainFile, putBackInterrupted, readMainFile, writeMainFile } from './main-file.ts';
import { changedByOther, damaged, JournalProblem, notWritten, unreadable } from './problem.ts';
import { joined, readTail, tailText } from './tail.ts';
import { bytesOfTail, ChangedByOther, newTailFile } from './tail-file.ts';

// A journal is two files. The main file holds what was known when the launch was opened last and is only ever replaced as a
// whole. What happens after that is added to the tail, a line each, so that the thousandth entry costs what the first did.

/** Reads a journal without changing it. Undefined when there is none; a `JournalProblem` when it cannot be trusted. */
export function readJournalFile(path: string): JournalFile | undefined {
  return read(path)?.file;
}

/**
 * Opens the journal of a launch, or begins it with `fresh` when there is none. Whoever calls it holds the launch's lock: two
 * writers would lose each other's entries. An appended entry survives a power cut: it and its line end are synced
 * before `append` returns, and a line without an end is never believed.
 */
export function openJournalFile(path: string, fresh: Header): Journal {
  safely(path, () => putBackInterrupted(path));
  const existing = read(path);
  const { launch, entries: kept } = existing?.file ?? { launch: fresh, entries: [] };
  const entries = [...kept];
  if (existing === undefined || existing.isToBeWritten) {
    safely(path, () => writeMainFile(path, { version: 2, launch, entries }));
  }
  safely(path, () => putTailAside(path, existing?.otherLaunch));
  const tail = newTailFile(tailOf(path));
  return {
    header: launch,
    entries: () => entries,
    append: (entry: Entry) => {
      const name = labelOf(entry);
      announce({ point: 'journal.append.before', name });
      safely(path, () => tail.append(tailText({ launch: launch.id, place: entries.length, entry })));
      entries.push(entry);
      announce({ point: 'journal.append.after', name });
    },
  };
}

interface Read {
  readonly file: JournalFile;
  /** The main file lacks what the tail has, or is of an older format. */
  readonly isToBeWritten: boolean;
  /** The tail belongs to this other launch. */
  readonly otherLaunch?: string;
}

/** The tail is read first: whoever writes moves entries from there into the main file, never back. */
function read(path: string): Read | undefined {
  const bytes = tailBytes(path);
  const main = readMainFile(path);
  if (main === undefined) {
    if (bytes.length > 0) throw damaged(path, 'the file is missing, and only its tail is there');
    return undefined;
  }
  return together(path, main, bytes);
}

function together(path: string, { file, isOlder }: MainFile, bytes: Buffer): Read {
  const tail = readTail(bytes, file.launch.id);
  if (tail.kind === 'damaged') throw damaged(path, tail.detail);
  if (tail.kind === 'of another launch') return { file, isToBeWritten: isOlder, otherLaunch: tail.launch };
  const all = joined(file.entries, tail.lines);
  if ('missing' in all) throw damaged(path, `entry ${all.missing + 1} is missing between it and its tail`);
  if ('unlike' in all) throw damaged(path, `entry ${all.unlike + 1} is another one in its tail`);
  const { entries } = all;
  return { file: { ...file, entries: [...entries] }, isToBeWritten: isOlder || entries.length > file.entries.length };
}

/** Everything in it is in the main file by now. What another launch left is kept, under its name. */
function putTailAside(path: string, otherLaunch: string | undefined): void {
  if (otherLaunch === undefined) rmSync(tailOf(path), { force: true });
  else renameSync(tailOf(path), `${tailOf(path)}.${otherLaunch}`);
}

/** `journal.json` has its tail in `journal.tail.ndjson`. */
function tailOf(path: string): string {
  return `${path.replace(/\.json$/, '')}.tail.ndjson`;
}

function tailBytes(path: string): Buffer {
  try {
    return bytesOfTail(tailOf(path));
  } catch (error) {
    throw unreadable(path, error);
  }
}

function safely(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (error instanceof JournalProblem) throw error;
    throw error instanceof ChangedByOther ? changedByOther(path) : notWritten(path, error);
  }
}

/** What an entry is about, for those who watch the crossings. */
function labelOf(entry: Entry): string {
  return `${entry.type} ${'write' in entry ? entry.write : 'key' in entry ? entry.key : entry.name}`;
}
