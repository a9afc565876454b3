import type { Entry, JournalFile } from './entry.ts';

/** A journal as the bytes of its file, one line an entry. Every entry becomes text once, however often the file is written. */
export interface JournalText {
  /** UTF-8. */
  readonly bytes: Uint8Array;
  /** The text of the same journal with one more entry. */
  readonly with: (entry: Entry) => JournalText;
}

const end = '\n]}\n';

export function journalText({ version, launch, entries }: JournalFile): JournalText {
  const lines = entries.map((entry) => `\n${JSON.stringify(entry)}`).join(',');
  const beginning = `{"version":${JSON.stringify(version)},"launch":${JSON.stringify(launch)},"entries":[`;
  return grown(Buffer.from(`${beginning}${lines}${end}`), entries.length === 0);
}

function grown(bytes: Buffer, isEmpty: boolean): JournalText {
  return {
    bytes,
    with: (entry) => {
      const line = Buffer.from(`${isEmpty ? '' : ','}\n${JSON.stringify(entry)}${end}`);
      return grown(Buffer.concat([bytes.subarray(0, bytes.length - end.length), line]), false);
    },
  };
}
