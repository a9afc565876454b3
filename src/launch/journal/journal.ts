import type { Entry, Header } from './entry.ts';

/** The memory of one launch. Reading never touches the disk; appending returns only when the entry is safe there. */
export interface Journal {
  readonly header: Header;
  readonly entries: () => readonly Entry[];
  /** Adds an entry durably. Throws a `JournalProblem` when it cannot be made safe; the entry then does not count. */
  readonly append: (entry: Entry) => void;
}

/** A journal that lives as long as the process; for tests of scripts. */
export function journalInMemory(header: Header, entries: readonly Entry[] = []): Journal {
  const kept = [...entries];
  return { header, entries: () => kept, append: (added) => void kept.push(added) };
}
