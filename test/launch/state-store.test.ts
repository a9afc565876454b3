import { expect, it } from 'vitest';
import type { Happening, LaunchState } from '../../src/launch/state.ts';
import { createStateStore } from '../../src/launch/state-store.ts';

const empty: LaunchState = {
  launch: { name: 'default', target: 'embedded', folder: '/', startedAt: '2026-07-02T18:00:00.000Z', resumed: false },
  steps: [],
  current: '',
  moment: { kind: 'finished' },
  happenings: [],
  answers: [],
  proofs: [],
};

const happening = (text: string): Happening => ({ at: '2026-07-02T18:00:00.000Z', step: '', kind: 'observed', text });

it('a happening is made harmless on its way in, and those before it are not touched again', () => {
  const store = createStateStore(empty);
  store.add(happening('one \u001b[2Jtwo'));
  const [first] = store.get().happenings;
  store.add(happening('three\u202e'));
  expect(store.get().happenings.map(({ text }) => text)).toEqual(['one two', 'three']);
  expect(store.get().happenings[0]).toBe(first);
});
