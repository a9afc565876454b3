import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/launch/journal/entry.ts';
import { askedTwice, takenBack } from './asked.ts';

const at = '2026-07-02T18:00:00.000Z';
const answered: Entry = {
  type: 'answered',
  at,
  key: 'one.way',
  question: 'one.way',
  step: 'one',
  title: 'Which way?',
  value: 'api',
  shown: 'Over the API',
  by: 'person',
};
const amount = { amount: 100, currency: 'usd' };
const confirmed: Entry = {
  type: 'confirmed',
  at,
  key: 'one.pay',
  step: 'one',
  title: 'Pay?',
  amount,
  phrase: 'pay 1.00',
  by: 'person',
};
const withdrawn = (key: string): Entry => ({ type: 'withdrawn', at, key });
const refused = (because: string): Entry => ({ type: 'refused', at, write: 'thing.create', because });

describe('what is held against a launch that was struck', () => {
  it('an answer or a consent that was given while one stood, also where a day passed', () => {
    expect(askedTwice([answered, confirmed, withdrawn('one.pay'), confirmed])).toEqual([]);
    expect(askedTwice([answered, confirmed, answered, confirmed])).toEqual(['one.way', 'one.pay']);
  });

  it('whatever was taken back, but for a consent and the attempt that a day made worthless', () => {
    const ranOut = refused('Its Idempotency-Key ran out.');
    const usual = [answered, confirmed, withdrawn('one.pay'), ranOut];
    expect(takenBack(usual, true)).toEqual([]);
    expect(takenBack(usual, false)).toEqual([withdrawn('one.pay'), ranOut]);
    const others = [withdrawn('one.way'), refused('Flint said no.')];
    expect(takenBack([...usual, ...others], true)).toEqual(others);
  });
});
