import type { FailureKind } from '../launch/failure.ts';
import type { Outcome } from '../launch/launch.ts';

/** What the process says when it ends; the codes of Flint's own command line (design, "Outer surface"). */
export const exitCodes = {
  done: 0,
  notComplete: 1,
  usage: 2,
  credentials: 3,
  confirmationMissing: 4,
  network: 5,
  waitedTooLong: 6,
  bug: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const byFailure: Readonly<Record<FailureKind, ExitCode>> = {
  refused: exitCodes.notComplete,
  usage: exitCodes.usage,
  credentials: exitCodes.credentials,
  'confirmation missing': exitCodes.confirmationMissing,
  network: exitCodes.network,
  'waited too long': exitCodes.waitedTooLong,
  bug: exitCodes.bug,
};

export function exitCodeOfFailure(kind: FailureKind): ExitCode {
  return byFailure[kind];
}

/** 0 only for what was verified in this run. */
export function exitCodeOf(outcome: Outcome): ExitCode {
  switch (outcome.kind) {
    case 'finished':
      return exitCodes.done;
    case 'left':
      return outcome.interrupted ? exitCodes.interrupted : exitCodes.notComplete;
    case 'failed':
      return exitCodeOfFailure(outcome.failure.kind);
  }
}
