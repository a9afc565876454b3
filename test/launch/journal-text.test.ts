import { describe, expect, it } from 'vitest';
import type { Entry, JournalFile } from '../../src/launch/journal/entry.ts';
import { journalText } from '../../src/launch/journal/journal-text.ts';
import { header } from './scripted-launch.ts';

const withdrawn = (key: string): Entry => ({ type: 'withdrawn', at: '2026-07-02T18:00:00.000Z', key });

describe('the text of a journal', () => {
  for (const entries of [[], [withdrawn('one')], [withdrawn('line\n“two”,\u2028'), withdrawn('three')]]) {
    it(`is the JSON of its ${entries.length} entries, a line each`, () => {
      const file: JournalFile = { version: 2, launch: header, entries };
      const text = journalText(file);
      expect(JSON.parse(text)).toEqual(file);
      expect(text.split('\n')).toHaveLength(entries.length + 3);
    });
  }
});
