import { setTimeout as pause } from 'node:timers/promises';

/** Counts what is being answered, so that a server can be closed between its calls and not in the middle of one. */
export interface UnderWay {
  /** Wraps whatever answers a call. */
  readonly counting: <Given extends unknown[], Answer>(
    answering: (...given: Given) => Answer | Promise<Answer>,
  ) => (...given: Given) => Promise<Answer>;
  /** Resolves when nothing is being answered, or after so many milliseconds. */
  readonly atRest: (longest: number) => Promise<void>;
}

export function countUnderWay(): UnderWay {
  const running = new Set<Promise<unknown>>();
  return {
    counting:
      (answering) =>
      async (...given) => {
        const answer = Promise.resolve(answering(...given));
        running.add(answer);
        try {
          return await answer;
        } finally {
          running.delete(answer);
        }
      },
    atRest: async (longest) => {
      const giveUp = new AbortController();
      const tooLong = pause(longest, undefined, { signal: giveUp.signal }).catch(() => undefined);
      await Promise.race([Promise.allSettled(running), tooLong]);
      giveUp.abort();
    },
  };
}
