import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/launch/journal/entry.ts';
import { joined, readTail, type TailLine, tailText } from '../../src/launch/journal/tail.ts';

const entryOf = (key: string): Entry => ({ type: 'withdrawn', at: '2026-07-02T18:00:00.000Z', key });
const line = (place: number, launch = 'one'): TailLine => ({ launch, place, entry: entryOf(`entry ${place}`) });
const bytesOf = (...lines: readonly TailLine[]) => Buffer.from(lines.map(tailText).join(''));

describe('the tail of a journal', () => {
  it('gives back what was written, whatever is in it', () => {
    const lines = [line(0), { ...line(1), entry: entryOf('line\n“two”,\u2028\0') }, line(2)];
    expect(readTail(bytesOf(...lines), 'one')).toEqual({ kind: 'read', lines });
  });

  it('believes exactly the lines that have their end, wherever it was cut off', () => {
    const lines = [line(0), { ...line(1), entry: entryOf('ein Häkchen ✓') }, line(2)];
    const bytes = bytesOf(...lines);
    for (let length = 0; length <= bytes.length; length += 1) {
      const cut = bytes.subarray(0, length);
      const whole = [...cut].filter((byte) => byte === 0x0a).length;
      expect(readTail(cut, 'one'), `${length} bytes`).toEqual({ kind: 'read', lines: lines.slice(0, whole) });
    }
  });

  it('does not believe a last line that a power cut left as zeros', () => {
    const zeros = Buffer.concat([Buffer.alloc(40), Buffer.from('"}}\n')]);
    expect(readTail(Buffer.concat([bytesOf(line(0)), zeros]), 'one')).toEqual({ kind: 'read', lines: [line(0)] });
  });

  it('is damaged where a whole line is not what was written', () => {
    const bytes = Buffer.from(bytesOf(line(0), line(1)).toString().replace('withdrawn', 'invented'));
    expect(readTail(bytes, 'one')).toEqual({ kind: 'damaged', detail: 'line 1 of its tail is unreadable' });
    const zeros = Buffer.concat([Buffer.alloc(40), Buffer.from('\n'), bytesOf(line(1))]);
    expect(readTail(zeros, 'one')).toMatchObject({ kind: 'damaged' });
  });

  it('is never taken for that of another launch', () => {
    expect(readTail(bytesOf(line(0, 'two')), 'one')).toEqual({ kind: 'of another launch', launch: 'two' });
  });

  it('is damaged where it is of two launches, since no part of this one may be put aside', () => {
    const bytes = bytesOf(line(0), line(0, 'two'));
    expect(readTail(bytes, 'one')).toMatchObject({ kind: 'damaged' });
    expect(readTail(bytes, 'two')).toMatchObject({ kind: 'damaged' });
  });

  it('names no file: a launch that is none is damage', () => {
    expect(readTail(bytesOf(line(0, '../../other')), 'one')).toMatchObject({ kind: 'damaged' });
  });
});

describe('a main file and its tail', () => {
  const main = [entryOf('entry 0'), entryOf('entry 1')];

  it('are one journal', () => {
    expect(joined(main, [line(2), line(3)])).toEqual({ entries: [...main, line(2).entry, line(3).entry] });
    expect(joined([], [])).toEqual({ entries: [] });
  });

  it('count an entry once that a crash left in both', () => {
    expect(joined(main, [line(0), line(1), line(2)])).toEqual({ entries: [...main, line(2).entry] });
  });

  it('say where they do not tell the same, as when a backup of one of them was put back after the launch had gone on', () => {
    expect(joined(main, [line(0), { ...line(1), entry: entryOf('something else') }])).toEqual({ unlike: 1 });
    expect(joined([], [line(0), { ...line(0), entry: entryOf('something else') }])).toEqual({ unlike: 0 });
  });

  it('say where entries are missing, as when an old backup of one of them was put back', () => {
    expect(joined(main, [line(3)])).toEqual({ missing: 2 });
    expect(joined(main, [line(2), line(4)])).toEqual({ missing: 3 });
  });
});
