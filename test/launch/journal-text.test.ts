import { describe, expect, it } from 'vitest';
import type { Entry, JournalFile } from '../../src/launch/journal/entry.ts';
import { type JournalText, journalText } from '../../src/launch/journal/journal-text.ts';
import { header } from './scripted-launch.ts';

const at = '2026-07-02T18:00:00.000Z';
const readBack = ({ bytes }: JournalText): JournalFile => JSON.parse(Buffer.from(bytes).toString('utf8'));
const withdrawn = (key: string): Entry => ({ type: 'withdrawn', at, key });

describe('the text of a journal', () => {
  it('is the JSON of all its entries, however they came in', () => {
    const entries = [withdrawn('one'), withdrawn('line\n“two”,\u2028'), withdrawn('three')];
    for (let begun = 0; begun <= entries.length; begun += 1) {
      const first = journalText({ version: 1, launch: header, entries: entries.slice(0, begun) });
      const all = entries.slice(begun).reduce((sofar, entry) => sofar.with(entry), first);
      expect(readBack(all)).toEqual({ version: 1, launch: header, entries });
    }
  });

  it('turns an entry into text once, however many follow it', () => {
    let times = 0;
    const counted = {
      ...withdrawn('counted'),
      toJSON: () => {
        times += 1;
        return withdrawn('counted');
      },
    };
    let text = journalText({ version: 1, launch: header, entries: [] }).with(counted);
    for (let place = 0; place < 100; place += 1) text = text.with(withdrawn(String(place)));
    expect(readBack(text).entries).toHaveLength(101);
    expect(times).toBe(1);
  });

  it('leaves the text that it grew from as it was, for an entry that never reached the disk', () => {
    const before = journalText({ version: 1, launch: header, entries: [withdrawn('kept')] });
    before.with(withdrawn('lost'));
    expect(readBack(before.with(withdrawn('next'))).entries).toEqual([withdrawn('kept'), withdrawn('next')]);
  });
});
