import type { Launch } from '../launch/launch.ts';
import type { LaunchControls, LaunchState, TargetName } from '../launch/state.ts';
import type { StepDescription } from '../launch/verbs.ts';
import { steps as launchSteps } from '../steps/step-descriptions.ts';

/** Controls that can be drawn before the launch itself is loaded, so that the first screen does not wait for it. */
export interface Opening extends LaunchControls {
  /** From now on, everything is the launch's. */
  readonly attach: (launch: Launch) => void;
  /** Resolves with how the person left, if that was before the launch was attached. */
  readonly left: Promise<'chosen' | 'interrupted'>;
}

export function createOpening(
  launchName: string,
  target: TargetName,
  folder: string,
  now: Date,
  steps: readonly StepDescription[] = launchSteps,
): Opening {
  const at = now.toISOString();
  const state: LaunchState = {
    launch: { name: launchName, target, folder, startedAt: at, resumed: false },
    steps: steps.map((step) => ({ ...step, status: 'upcoming' })),
    current: steps[0]?.id ?? '',
    moment: { kind: 'working', title: 'Opening the launch', since: at },
    happenings: [],
    answers: [],
    proofs: [],
  };
  let launch: Launch | undefined;
  const listeners = new Set<() => void>();
  const { promise: left, resolve: leaveNow } = Promise.withResolvers<'chosen' | 'interrupted'>();
  return {
    left,
    attach: (attached) => {
      launch = attached;
      attached.subscribe(() => {
        for (const listener of [...listeners]) listener();
      });
      for (const listener of [...listeners]) listener();
    },
    getState: () => launch?.getState() ?? state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answer: (given) => launch?.answer(given),
    decline: () => launch?.decline(),
    lookNow: () => launch?.lookNow(),
    take: (way) => launch?.take(way),
    tryAgain: () => launch?.tryAgain(),
    reconsider: (key) => launch?.reconsider(key),
    leave: (how) => (launch ? launch.leave(how) : leaveNow(how)),
  };
}
