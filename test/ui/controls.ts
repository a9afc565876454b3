import type { LaunchControls, LaunchState } from '../../src/launch/state.ts';

/** A launch that stands still: it shows what it is given and notes what the person does. */
export interface StandingLaunch extends LaunchControls {
  readonly show: (state: LaunchState) => void;
  /** What was done to it, in order: the name of the control and what it was given. */
  readonly done: readonly (readonly string[])[];
}

export function standingLaunch(initial: LaunchState): StandingLaunch {
  let state = initial;
  const listeners = new Set<() => void>();
  const done: string[][] = [];
  const note =
    (name: string) =>
    (...given: readonly string[]): void => {
      done.push([name, ...given]);
    };
  return {
    done,
    show: (next) => {
      state = next;
      for (const listener of listeners) listener();
    },
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answer: note('answer'),
    decline: note('decline'),
    lookNow: note('lookNow'),
    take: note('take'),
    tryAgain: note('tryAgain'),
    reconsider: note('reconsider'),
    leave: note('leave'),
  };
}
