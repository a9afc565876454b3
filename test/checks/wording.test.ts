import { expect, it } from 'vitest';
import { moment } from '../../src/checks/wording.ts';

it('a moment is told in UTC, in whichever time zone Flint gave it', () => {
  expect(moment('2026-07-02T18:04:11Z')).toBe('2 July, 18:04 UTC');
  expect(moment('2026-07-02T01:04:11+02:00')).toBe('1 July, 23:04 UTC');
});
