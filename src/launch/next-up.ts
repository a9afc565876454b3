import { LaunchStopped } from './failure.ts';

/** Where a run that only looks stops: at the first thing that would be asked, waited for, written or changed. */
export function nextUp(what: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: /[.?!]$/.test(what) ? what : `${what}.`,
    meaning: 'This comes next. This run only looked: nothing was asked, sent or changed.',
    remedy: 'Run flint-golive in a terminal to go on.',
    passing: 'final',
  });
}
