import { failureOf } from '../../launch/failure.ts';
import { explain } from '../../steps/explain.ts';
import { type ExitCode, exitCodeOfFailure, exitCodes } from '../exit-codes.ts';
import { failureLines } from '../output/plain.ts';
import { writeFailure } from '../output/stdout.ts';
import type { Audience } from '../terminal.ts';
import { isSettled } from './present.ts';
import type { Round } from './round.ts';

/** The end of a run that could not look: says why, on stderr or as the one result, and answers with the exit code. */
export function endInWords(error: unknown, audience: Audience): ExitCode {
  const failure = failureOf(error, explain);
  if (audience === 'json') return writeFailure(failure);
  process.stderr.write(`${failureLines(failure).join('\n')}\n`);
  return exitCodeOfFailure(failure.kind);
}

/** 0 only where every item was seen to hold in this run, or is attested. */
export function exitCodeOfRound(round: Round): ExitCode {
  const items = round.items();
  return items.length > 0 && items.every(isSettled) ? exitCodes.done : exitCodes.notComplete;
}
