import { expect, it } from 'vitest';
import type { Examination } from '../../../src/checks/symptoms/examination.ts';
import { itemsOf } from '../../../src/cli/doctor/items.ts';
import { shownState } from '../../../src/cli/doctor/screen.ts';

const looked = (generations: Examination['generations']): Examination => ({
  at: '2026-07-02T18:04:11Z',
  healthy: false,
  verdicts: [],
  notServed: [],
  vitalSigns: undefined,
  generations,
  restSeconds: 0,
});

const serverIn = (generations: Examination['generations']) =>
  itemsOf(looked(generations)).find(({ id }) => id === 'server');

it('a server of which nothing was seen is unknown, not well', () => {
  expect(serverIn(new Map())).toMatchObject({ verdict: { status: "can't tell" } });
  expect(serverIn(new Map([['order', 'guide']]))).toMatchObject({ verdict: { status: 'done' } });
});

it('an unknown server is not counted among what could not be seen of the account', () => {
  const examination = looked(new Map());
  const state = { examination, items: itemsOf(examination), looking: false, turns: [] };
  const shown = shownState(state, { standing: undefined, watching: false });
  expect(shown.items.map(({ id, uncounted }) => [id, uncounted])).toEqual([['server', true]]);
});
