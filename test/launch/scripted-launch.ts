import type { AnswerSource } from '../../src/launch/answers.ts';
import type { Clock } from '../../src/launch/clock.ts';
import type { Header } from '../../src/launch/journal/entry.ts';
import type { Journal } from '../../src/launch/journal/journal.ts';
import { journalInMemory } from '../../src/launch/journal/journal.ts';
import type { Launch, LaunchOptions, Script } from '../../src/launch/launch.ts';
import { createLaunch } from '../../src/launch/launch.ts';
import type { LaunchState } from '../../src/launch/state.ts';

export const header: Header = {
  id: 'launch-1',
  name: 'default',
  target: 'embedded',
  folder: '/project',
  startedAt: '2026-07-02T18:00:00.000Z',
};

/** A clock that stands still until something waits, and then jumps to the end of the wait. */
export function jumpingClock(start = '2026-07-02T18:00:00.000Z'): Clock & { advance: (milliseconds: number) => void } {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    random: () => 0.5,
    pause: async (milliseconds, signal) => {
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      now += milliseconds;
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** Answers by question key; what is not in it is not answered. */
export function scripted(answers: Readonly<Record<string, string>>, by: AnswerSource['by'] = 'flag'): AnswerSource {
  return { by, answer: async (question) => answers[question.key] ?? answers[question.id] };
}

/** A launch with two steps and whatever script a test wants to run. */
export function scriptedLaunch(
  script: Script,
  options: Partial<LaunchOptions> = {},
): { launch: Launch; journal: Journal; clock: ReturnType<typeof jumpingClock> } {
  const clock = jumpingClock();
  const journal = options.journal ?? journalInMemory(header);
  const launch = createLaunch({
    journal,
    steps: [
      { id: 'one', title: 'Step one', short: 'One' },
      { id: 'two', title: 'Step two', short: 'Two' },
    ],
    script,
    explain: () => undefined,
    clock,
    sources: [],
    mustNotKeep: () => undefined,
    interactive: false,
    pace: { first: 1000, longest: 8000 },
    ...options,
  });
  return { launch, journal, clock };
}

/** Resolves with the first state that satisfies a condition. */
export function stateWhere(launch: Launch, holds: (state: LaunchState) => boolean): Promise<LaunchState> {
  return new Promise((resolve) => {
    const look = (): void => {
      const state = launch.getState();
      if (!holds(state)) return;
      stop();
      resolve(state);
    };
    const stop = launch.subscribe(look);
    look();
  });
}

/** The open question, once there is one with this id. */
export function asked(launch: Launch, id: string): Promise<LaunchState> {
  return stateWhere(
    launch,
    ({ moment }) => moment.kind === 'asking' && moment.question.id === id && !moment.question.checking,
  );
}
