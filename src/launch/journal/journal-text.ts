import type { JournalFile } from './entry.ts';

/** A journal as the text of its main file, one line an entry, so that people can read it and `diff` can compare it. */
export function journalText({ version, launch, entries }: JournalFile): string {
  const lines = entries.map((entry) => `\n${JSON.stringify(entry)}`).join(',');
  return `{"version":${version},"launch":${JSON.stringify(launch)},"entries":[${lines}\n]}\n`;
}
