import { fileTrouble } from './file-trouble.ts';

/** What kind of stop a failure is. The command line turns it into an exit code (design, "Outer surface"). */
export type FailureKind =
  | 'refused'
  | 'usage'
  | 'credentials'
  | 'confirmation missing'
  | 'network'
  | 'waited too long'
  | 'bug';

/** Why a launch stopped, in sentences for a person: what happened, what it means, what to do. */
export interface Failure {
  readonly kind: FailureKind;
  readonly headline: string;
  readonly meaning: string;
  readonly remedy: string;
  readonly requestId?: string;
  /**
   * `transient`: looking again later may well succeed by itself, so a wait goes on.
   * `final`: the server answered no, or a person has to change something first.
   */
  readonly passing: 'transient' | 'final';
  /** Whether a write that failed this way may have taken effect all the same. Absent: nothing was written. */
  readonly outcome?: 'nothing happened' | 'unknown';
  /** How long the server asked to be left alone, in milliseconds; a wait looks again no sooner. */
  readonly restMilliseconds?: number;
  /** The Idempotency-Key belongs to another request that the server already took; sending this one under it can never work. */
  readonly keySpent?: boolean;
  /** Only for a bug of ours. */
  readonly stack?: string;
}

/** Thrown to stop the script with a failure that is already in words. */
export class LaunchStopped extends Error {
  override readonly name = 'LaunchStopped';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.headline);
    this.failure = failure;
  }
}

/** Turns an error of another room into a failure; undefined when it does not know the error. */
export type Explain = (error: unknown) => Failure | undefined;

/** The failure behind any thrown value. What nobody can explain is a bug of ours and says so. */
export function failureOf(error: unknown, explain: Explain): Failure {
  if (error instanceof LaunchStopped) return error.failure;
  const explained = explain(error);
  if (explained) return explained;
  const trouble = fileTrouble(error);
  if (trouble) return trouble;
  return {
    kind: 'bug',
    headline: 'flint-golive ran into a fault of its own.',
    meaning: 'What a launch did is in its journal, and starting again sends nothing twice.',
    remedy: 'Start the same command again. If it happens again, report it with the lines below.',
    passing: 'final',
    outcome: 'unknown',
    stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
