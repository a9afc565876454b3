import type { LaunchControls, LaunchState } from '../../src/launch/state.ts';
import { type Standing, standing } from './standing.ts';

/** A launch that stands still: it shows what it is given and notes what the person does. */
export type StandingLaunch = LaunchControls & Standing<LaunchState>;

export function standingLaunch(initial: LaunchState): StandingLaunch {
  const still = standing(initial);
  const { note } = still;
  return {
    ...still,
    answer: note('answer'),
    decline: note('decline'),
    lookNow: note('lookNow'),
    take: note('take'),
    tryAgain: note('tryAgain'),
    reconsider: note('reconsider'),
    leave: note('leave'),
  };
}
