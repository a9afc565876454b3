import { describe, expect, it } from 'vitest';
import { LaunchStopped } from '../../src/launch/failure.ts';
import type { Notice } from '../../src/launch/state.ts';
import type { Wait } from '../../src/launch/wait.ts';
import { scriptedLaunch } from './scripted-launch.ts';

/** What was called out while a wait saw these things, one look after the other; it is over when it has seen all. */
async function calledOut(looks: readonly (string | Error)[], notice: Wait<string>['notice']): Promise<Notice[]> {
  const left = [...looks];
  const { launch } = scriptedLaunch((run) =>
    run.step('one', async (step) => {
      await step.waitFor<string>({
        id: 'ready',
        title: 'Waiting',
        look: async () => {
          const next = left.shift() ?? '';
          if (next instanceof Error) throw next;
          return next;
        },
        over: () => left.length === 0,
        show: () => ({ headline: 'Is it ready?', blocks: [] }),
        ...(notice ? { notice } : {}),
      });
    }),
  );
  const notices: Notice[] = [];
  launch.subscribe(() => {
    const { notice: newest } = launch.getState();
    if (newest && newest.at !== notices.at(-1)?.at) notices.push(newest);
  });
  expect(await launch.run()).toEqual({ kind: 'finished' });
  return notices;
}

const turned = (seen: string, before: string): string | undefined =>
  seen !== before && seen !== 'pending' ? `It is ${seen} now.` : undefined;

const texts = (notices: readonly Notice[]): string[] => notices.map(({ text }) => text);

describe('a notice', () => {
  it('is given when what is waited for turns, also with the look that ends the wait', async () => {
    const notices = await calledOut(['pending', 'pending', 'blocked', 'blocked', 'pending', 'ready'], turned);
    expect(texts(notices)).toEqual(['It is blocked now.', 'It is ready now.']);
    expect(Date.parse(notices[0]?.at ?? '')).toBeLessThan(Date.parse(notices[1]?.at ?? ''));
  });

  it('is not given for what the first look sees', async () => {
    expect(await calledOut(['blocked', 'blocked'], turned)).toEqual([]);
  });

  it('is given once, however often the same is said', async () => {
    const always = (seen: string): string => `It is ${seen}.`;
    expect(texts(await calledOut(['pending', 'ready', 'ready', 'ready'], always))).toEqual(['It is ready.']);
  });

  it('is given again when it turns again', async () => {
    const notices = await calledOut(['pending', 'blocked', 'pending', 'blocked', 'blocked'], turned);
    expect(texts(notices)).toEqual(['It is blocked now.', 'It is blocked now.']);
  });

  it('compares with the last look that succeeded', async () => {
    const broken = new LaunchStopped({
      kind: 'network',
      headline: 'No answer.',
      meaning: '',
      remedy: '',
      passing: 'transient',
    });
    expect(texts(await calledOut(['pending', broken, 'ready'], turned))).toEqual(['It is ready now.']);
    expect(await calledOut(['ready', broken, 'ready'], turned)).toEqual([]);
  });

  it('is made harmless before a renderer sees it', async () => {
    const [notice] = await calledOut(['pending', 'ready'], () => 'ready\u0007\u001b]0;title\u0007 now\u202E');
    expect(notice?.text).toBe('ready now');
  });
});
