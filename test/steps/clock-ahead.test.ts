import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/launch/clock.ts';
import { scripted } from '../launch/scripted-launch.ts';
import { rehearsalOfTest } from './rehearsal-world.ts';

const hour = 60 * 60_000;

const hourAhead = { ...systemClock, now: () => new Date(Date.now() + hour) };

describe('where the clock of this machine is an hour ahead of Flint’s', () => {
  it('the order of the deployed service is seen all the same', async () => {
    const world = await rehearsalOfTest();
    const launch = world.open({ clock: hourAhead, sources: [scripted({ 'cut-over.smoke-test': 'order' })] });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(launch.getState().proofs.find(({ name }) => name === 'cut-over.deployed')?.text).toContain('it made order');
  });

  it('the order from the person’s own checkout is seen all the same', async () => {
    const world = await rehearsalOfTest();
    const launch = world.open({ clock: hourAhead, sources: [scripted({ 'cut-over.charge-way': 'own' })] });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(world.sandbox.ledger().live.charges).toMatchObject([{ amount: 120 }]);
  });
});
