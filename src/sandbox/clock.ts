/** The time the sandbox lives in, and a way to be woken by it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `run` once `now()` has reached `at`. The returned function takes the wish back. */
  wake(at: number, run: () => void): () => void;
}

/** Longest wait that setTimeout takes without firing at once. */
const longestTimer = 2 ** 31 - 1;

/** The machine's clock. Its timers never keep a process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  wake(at, run) {
    const timer = setTimeout(run, Math.min(Math.max(at - Date.now(), 0), longestTimer));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is moved, for tests that must not depend on a machine's speed. */
export interface ManualClock extends Clock {
  advance(milliseconds: number): void;
}

export function manualClock(start = Date.now()): ManualClock {
  let now = start;
  const wishes = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now,
    wake(at, run) {
      const wish = { at, run };
      wishes.add(wish);
      if (at <= now) {
        queueMicrotask(() => wishes.delete(wish) && run());
      }
      return () => wishes.delete(wish);
    },
    advance(milliseconds) {
      now += milliseconds;
      for (const wish of [...wishes].filter(({ at }) => at <= now)) {
        if (wishes.delete(wish)) wish.run();
      }
    },
  };
}
