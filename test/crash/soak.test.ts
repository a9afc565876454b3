import { expect, it } from 'vitest';
import { planOf } from './soak/plan.ts';
import { trial } from './soak/trial.ts';

it.each([1, 3])(
  'launch %i of the soak comes to its end with everything done once',
  { timeout: 300_000 },
  async (seed) => {
    const { runs, complaints } = await trial(seed);
    expect(complaints).toEqual([]);
    expect(runs.length).toBeGreaterThan(1);
  },
);

it('a seed decides the same faults and ends each time, and another one others', () => {
  expect(planOf(7)).toEqual(planOf(7));
  expect(planOf(7)).not.toEqual(planOf(8));
});
