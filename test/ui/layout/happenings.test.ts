import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../src/launch/state.ts';
import { layoutHappenings } from '../../../src/ui/layout/happenings.ts';
import { plainLines } from '../../../src/ui/layout/line.ts';

function happened(kind: Happening['kind'], text: string): Happening {
  return { at: '2026-11-20T14:31:00Z', step: 'account', kind, text };
}

describe('happenings', () => {
  it('say in words what their mark says', () => {
    const lines = layoutHappenings(
      [happened('performed', 'Created it.'), happened('refused', 'Flint refused it.')],
      60,
      5,
    );
    expect(plainLines(lines)).toEqual(['✓ Created it.', '! Flint refused it.']);
  });

  it('give the newest, and how many came before', () => {
    const many = Array.from({ length: 6 }, (_, index) => happened('observed', `look ${index}`));
    expect(plainLines(layoutHappenings(many, 60, 2))).toEqual(['4 more before these.', '· look 4', '· look 5']);
  });

  it('say once what stands from an earlier run, dimmed', () => {
    const one = layoutHappenings([happened('remembered', 'Created it.')], 60, 5);
    expect(plainLines(one)).toEqual(['· Created it. (from an earlier run)']);
    expect(one[0]?.every(({ tone }) => tone === 'quiet')).toBe(true);
    const many = [happened('remembered', 'a'), happened('proved', 'now'), happened('remembered', 'b')];
    expect(plainLines(layoutHappenings(many, 60, 5))).toEqual(['2 answers and writes stand from before.', '✓ now']);
  });
});
