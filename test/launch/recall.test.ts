import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/launch/journal/entry.ts';
import {
  standingAnswer,
  standingAnswers,
  standingConfirmation,
  standingOf,
  standingWrites,
  writesThatUsed,
} from '../../src/launch/journal/recall.ts';

const at = '2026-07-02T18:00:00.000Z';
const names = ['one', 'two', 'three'];
const name = fc.constantFrom(...names);
const some = fc.array(name, { maxLength: 2 });

const journals = fc.array(
  fc.oneof(
    name.map((key): Entry => {
      const asked = { at, key, question: key, step: 'step', title: key };
      return { type: 'answered', ...asked, value: key, shown: key, by: 'person' };
    }),
    name.map((key): Entry => ({ type: 'withdrawn', at, key })),
    name.map((key): Entry => {
      const amount = { amount: 100, currency: 'USD' };
      return { type: 'confirmed', at, key, step: 'step', title: key, amount, phrase: key, by: 'person' };
    }),
    fc.tuple(name, some).map(([write, uses]): Entry => {
      return { type: 'intended', at, write, title: write, idempotencyKey: write, uses };
    }),
    fc.tuple(name, some).map(([write, undoes]): Entry => {
      const undo = { possible: true, how: 'Archive it.' } as const;
      return { type: 'finished', at, write, title: write, result: null, how: 'sent', undoes, undo, evidence: { at } };
    }),
    name.map((write): Entry => ({ type: 'refused', at, write, because: 'no' })),
  ),
  { maxLength: 14 },
);

describe('what stands in a journal', () => {
  it('is the same whether one thing is looked up or all of them', () => {
    fc.assert(
      fc.property(journals, (entries) => {
        expect(new Set(standingAnswers(entries))).toEqual(
          new Set(
            names.flatMap((key) =>
              [standingAnswer(entries, key), standingConfirmation(entries, key)].filter((found) => found !== undefined),
            ),
          ),
        );
        const finished = names.flatMap((write) => {
          const standing = standingOf(entries, write);
          return standing.kind === 'finished' ? [standing.finished] : [];
        });
        expect(new Set(standingWrites(entries))).toEqual(new Set(finished));
      }),
    );
  });

  it('is told by the last that happened to it', () => {
    fc.assert(
      fc.property(journals, name, (entries, key) => {
        const past = entries.filter(
          (entry) => (entry.type === 'answered' || entry.type === 'withdrawn') && entry.key === key,
        );
        const last = past.at(-1);
        expect(standingAnswer(entries, key)).toBe(last?.type === 'answered' ? last : undefined);
        const undone = entries.findLastIndex((entry) => entry.type === 'finished' && entry.undoes?.includes(key));
        const done = entries.findLastIndex((entry) => 'write' in entry && entry.write === key);
        const begun = ['intended', 'finished'].includes(entries[done]?.type ?? '') && done > undone;
        expect(standingOf(entries, key).kind !== 'not begun').toBe(begun);
      }),
    );
  });

  it('locks an answer exactly while a write stands that used it', () => {
    fc.assert(
      fc.property(journals, name, (entries, key) => {
        const users = entries.filter(
          (entry) =>
            entry.type === 'intended' &&
            entry.uses.includes(key) &&
            standingOf(entries, entry.write).kind !== 'not begun',
        );
        expect(writesThatUsed(entries)({ key, question: key }) !== undefined).toBe(users.length > 0);
      }),
    );
  });
});
