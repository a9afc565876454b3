import { afterEach, describe, expect, it } from 'vitest';
import type { FlintBetween } from './flint-between.ts';
import { flintBetween } from './flint-between.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

let rehearsal: RehearsalWorld | undefined;
let flint: FlintBetween | undefined;
afterEach(async () => {
  await flint?.close();
  await rehearsal?.close();
  rehearsal = undefined;
});

describe('verification that does not move on', () => {
  it('is recognised as stalled after one submission, and handed over to the dashboard', async () => {
    rehearsal = await openRehearsalWorld();
    // It takes every submission to the onboarding state machine and stays where it was.
    let submissions = 0;
    const between = await flintBetween(rehearsal.sandbox.baseUrl, {
      redirect: ({ method, path }) => {
        if (method !== 'POST' || path !== '/v1/onboarding/advance') return undefined;
        submissions += 1;
        return { method: 'GET', path: '/v1/onboarding/state' };
      },
    });
    flint = between;
    const launch = rehearsal.open({
      standIn: false,
      patience: 0,
      world: (world) => ({ ...world, target: { ...world.target, baseUrl: between.url } }),
    });
    const told = new Set<string>();
    launch.subscribe(() => {
      for (const { text } of launch.getState().happenings) told.add(text);
    });
    const outcome = await launch.run();
    expect([...told].join('\n')).toContain('Flint asks for the same fields again');
    expect(submissions).toBe(1);
    // Nobody has to wait here; without verification, readiness is where it ends.
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'waited too long' } });
  });
});
