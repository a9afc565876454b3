import { LaunchStopped } from '../../../launch/failure.ts';

/** The person stops at this point of step 4; nothing of it is undone. */
export function stoppedHere(headline: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline,
    meaning: 'What was made stays, and is not made again.',
    remedy: 'Put it right, then try again or run the same command.',
    passing: 'final',
  });
}
