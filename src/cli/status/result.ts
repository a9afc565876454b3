import type { ExitCode } from '../exit-codes.ts';
import { exitCodeOfFailure, exitCodes } from '../exit-codes.ts';
import { type ResultToWrite, withoutStack } from '../output/stdout.ts';
import type { Where } from '../standing/where.ts';
import type { Derived } from './derive.ts';
import { nextOf } from './next.ts';

/** 0 only for a launch that is complete and whose every proof was seen to hold in this run. */
export function exitCodeOfStatus({ stands, outcome, trouble }: Derived): ExitCode {
  if (stands === 'complete') return exitCodes.done;
  if (trouble !== undefined) return exitCodeOfFailure(trouble.kind);
  if (outcome.kind === 'failed' && outcome.failure.kind === 'network') return exitCodes.network;
  // Nothing kept it from asking but that it has no key.
  if (stands === 'not known') return exitCodes.credentials;
  if (outcome.kind === 'failed') return exitCodeOfFailure(outcome.failure.kind);
  return exitCodes.notComplete;
}

/** The status for programs: one object. */
export function statusResult(derived: Derived, where: Where): ResultToWrite {
  const { stands, state, checked, undoings, outcome } = derived;
  return {
    outcome: stands,
    exitCode: exitCodeOfStatus(derived),
    next: nextOf(derived, where),
    launch: state.launch,
    ...(state.account === undefined ? {} : { account: state.account }),
    steps: state.steps.map(({ id, status, note }) => ({ id, status, ...(note === undefined ? {} : { note }) })),
    checks: checked.map(({ id, title, verdict: { fix: _fix, ...verdict } }) => ({ id, title, ...verdict })),
    takenBack: undoings.done,
    ...(outcome.kind === 'failed' ? { failure: withoutStack(outcome.failure) } : {}),
  };
}
