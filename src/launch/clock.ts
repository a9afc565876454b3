import { setTimeout as sleep } from 'node:timers/promises';

/** Time, as the engine sees it; tests hand in their own. */
export interface Clock {
  readonly now: () => Date;
  /** Resolves after so many milliseconds, or rejects when the signal aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}

export const systemClock: Clock = {
  now: () => new Date(),
  pause: async (milliseconds, signal) => {
    await sleep(milliseconds, undefined, { signal });
  },
  random: Math.random,
};
