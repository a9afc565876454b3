import { describe, expect, it } from 'vitest';
import { LaunchStopped } from '../../src/launch/failure.ts';
import { nextPause } from '../../src/launch/wait.ts';
import { scriptedLaunch, stateWhere } from './scripted-launch.ts';

const sheet = { headline: 'Is it ready?', blocks: [] };

describe('waiting', () => {
  it('looks until the condition holds', async () => {
    const answers = ['pending', 'pending', 'ready'];
    const { launch } = scriptedLaunch((run) =>
      run.step('one', async (step) => {
        await step.waitFor({
          id: 'ready',
          title: 'Waiting',
          look: async () => answers.shift(),
          over: (seen) => seen === 'ready',
          show: () => sheet,
        });
      }),
    );
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(answers).toEqual([]);
  });

  it('goes on after a look that failed in passing, and says so', async () => {
    let looks = 0;
    const { launch } = scriptedLaunch((run) =>
      run.step('one', async (step) => {
        await step.waitFor({
          id: 'ready',
          title: 'Waiting',
          look: async () => {
            looks += 1;
            if (looks === 1)
              throw new LaunchStopped({
                kind: 'network',
                headline: 'No answer.',
                meaning: '',
                remedy: '',
                passing: 'transient',
              });
            return looks;
          },
          over: (seen) => seen === 2,
          show: () => sheet,
        });
      }),
    );
    const troubles: (string | undefined)[] = [];
    launch.subscribe(() => {
      const { moment } = launch.getState();
      if (moment.kind === 'waiting') troubles.push(moment.trouble);
    });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(troubles).toEqual(['No answer.']);
  });

  for (const [what, looks, kind] of [
    ['is a matter of the network where no look got through', ['network'], 'network'],
    ['is a wait that took too long where the server answered that it cannot', ['refused'], 'waited too long'],
    ['is a wait that took too long where a look got through before', ['seen', 'network'], 'waited too long'],
  ] as const) {
    it(`that nobody waits out ${what}`, async () => {
      const left: string[] = [...looks];
      const { launch } = scriptedLaunch(
        (run) =>
          run.step('one', async (step) => {
            await step.waitFor({
              id: 'ready',
              title: 'Waiting',
              look: async () => {
                const look = (left.length > 1 ? left.shift() : left[0]) as (typeof looks)[number];
                if (look === 'seen') return look;
                throw new LaunchStopped({ kind: look, headline: 'No.', meaning: '', remedy: '', passing: 'transient' });
              },
              over: () => false,
              show: () => sheet,
            });
          }),
        { patience: 10_000 },
      );
      expect(await launch.run()).toMatchObject({
        kind: 'failed',
        failure: { kind, headline: expect.stringContaining('ran out'), meaning: expect.stringContaining('No.') },
      });
    });
  }

  it('looks no sooner than a server asked that could not be looked at', async () => {
    let looks = 0;
    const { launch } = scriptedLaunch((run) =>
      run.step('one', async (step) => {
        await step.waitFor({
          id: 'ready',
          title: 'Waiting',
          look: async () => {
            looks += 1;
            if (looks > 1) return looks;
            throw new LaunchStopped({
              kind: 'refused',
              headline: 'Too many requests.',
              meaning: '',
              remedy: '',
              passing: 'transient',
              restMilliseconds: 3_600_000,
            });
          },
          over: () => true,
          show: () => sheet,
        });
      }),
    );
    const pauses: number[] = [];
    launch.subscribe(() => {
      const { moment } = launch.getState();
      if (moment.kind !== 'waiting') return;
      pauses.push(Date.parse(moment.nextLookAt) - Date.parse(moment.lastLookAt ?? ''));
      launch.lookNow();
    });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(pauses).toEqual([3_600_000]);
  });

  it('stops at once when a look is refused', async () => {
    const { launch } = scriptedLaunch((run) =>
      run.step('one', async (step) => {
        await step.waitFor({
          id: 'ready',
          title: 'Waiting',
          look: async () => {
            throw new LaunchStopped({
              kind: 'credentials',
              headline: 'Revoked.',
              meaning: '',
              remedy: '',
              passing: 'final',
            });
          },
          over: () => true,
          show: () => sheet,
        });
      }),
    );
    expect(await launch.run()).toMatchObject({ kind: 'failed', failure: { kind: 'credentials' } });
  });

  it('runs out of patience when nobody watches', async () => {
    const { launch } = scriptedLaunch(
      (run) =>
        run.step('one', async (step) => {
          await step.waitFor({
            id: 'ready',
            title: 'Waiting for review.',
            look: async () => 'pending',
            over: () => false,
            show: () => sheet,
          });
        }),
      { patience: 60_000 },
    );
    expect(await launch.run()).toMatchObject({ kind: 'failed', failure: { kind: 'waited too long' } });
  });

  it('takes the way meant for it when nobody watches and the time runs out', async () => {
    const { launch } = scriptedLaunch(
      (run) =>
        run.step('one', async (step) => {
          const waited = await step.waitFor({
            id: 'ready',
            title: 'Waiting for review.',
            look: async () => 'pending',
            over: () => false,
            show: () => sheet,
            otherwise: () => 'later',
          });
          step.tell(waited.kind);
        }),
      { patience: 0 },
    );
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(launch.getState().happenings.at(-1)?.text).toBe('way');
  });

  it('can be left by a way out', async () => {
    const { launch } = scriptedLaunch(
      (run) =>
        run.step('one', async (step) => {
          const waited = await step.waitFor({
            id: 'ready',
            title: 'Waiting',
            look: async () => 'pending',
            over: () => false,
            show: () => sheet,
            ways: () => [{ id: 'later', key: 'l', label: 'Leave it for later' }],
          });
          step.tell(waited.kind === 'way' ? waited.way : 'seen');
        }),
      {
        interactive: true,
        clock: {
          now: () => new Date(0),
          random: () => 0,
          pause: (_milliseconds, signal) =>
            new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
        },
      },
    );
    const running = launch.run();
    await stateWhere(launch, ({ moment }) => moment.kind === 'waiting');
    launch.take('later');
    const state = await stateWhere(launch, ({ moment }) => moment.kind === 'finished');
    expect(state.happenings.at(-1)?.text).toBe('later');
    launch.leave('chosen');
    await running;
  });

  it('leaves at once while it waits', async () => {
    const { launch } = scriptedLaunch(
      (run) =>
        run.step('one', async (step) => {
          await step.waitFor({
            id: 'ready',
            title: 'Waiting',
            look: async () => 'pending',
            over: () => false,
            show: () => sheet,
          });
        }),
      { interactive: true },
    );
    const running = launch.run();
    await stateWhere(launch, ({ moment }) => moment.kind === 'waiting');
    launch.leave('interrupted');
    expect(await running).toEqual({ kind: 'left', interrupted: true });
  });
});

describe('the pause between two looks', () => {
  it('grows from the first to the longest and stays within a tenth of it', () => {
    const pace = { first: 2000, longest: 30_000 };
    expect(nextPause(pace, 0, 0.5)).toBe(2000);
    expect(nextPause(pace, 1, 0.5)).toBe(3000);
    expect(nextPause(pace, 50, 0.5)).toBe(30_000);
    expect(nextPause(pace, 50, 0)).toBe(27_000);
    expect(nextPause(pace, 50, 0.999)).toBeLessThanOrEqual(33_000);
  });
});
