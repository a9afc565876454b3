import type { Failure } from './failure.ts';
import { LaunchStopped } from './failure.ts';

const meaning = 'This comes next. This run only looked: nothing was asked, sent or changed.';

/** Where a run that only looks stops: at the first thing that would be asked, waited for, written or changed. */
export function nextUp(what: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: /[.?!]$/.test(what) ? what : `${what}.`,
    meaning,
    remedy: 'Run flint-golive in a terminal to go on.',
    passing: 'final',
  });
}

/** Whether a run that only looked stopped because something comes next, and not because something failed. */
export function isNextUp(failure: Failure): boolean {
  return failure.meaning === meaning;
}
