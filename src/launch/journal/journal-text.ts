import type { Entry, JournalFile } from './entry.ts';

/** A journal as the text of its file, one line an entry. Every entry becomes text once, however often the file is written. */
export interface JournalText {
  readonly text: string;
  /** The text of the same journal with one more entry. */
  readonly with: (entry: Entry) => JournalText;
}

export function journalText({ version, launch, entries }: JournalFile): JournalText {
  const beginning = `{"version":${JSON.stringify(version)},"launch":${JSON.stringify(launch)},"entries":[`;
  const withLines = (lines: string): JournalText => ({
    text: `${beginning}${lines}\n]}\n`,
    with: (entry) => withLines(`${lines}${lines === '' ? '' : ','}\n${JSON.stringify(entry)}`),
  });
  return withLines(entries.map((entry) => `\n${JSON.stringify(entry)}`).join(','));
}
