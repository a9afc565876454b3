import { type Failure, failureOf } from '../../launch/failure.ts';
import { explain } from '../../steps/explain.ts';
import { type ExitCode, exitCodeOfFailure, exitCodes } from '../exit-codes.ts';
import { failureLines } from '../output/plain.ts';
import { writeFailure } from '../output/stdout.ts';
import { type Audience, columnsOf } from '../terminal.ts';
import { isSettled } from './present.ts';
import { type Round, standingOf } from './round.ts';

/** The end of a run that could not look: says why, on stderr or as the one result, and answers with the exit code. */
export function endInWords(error: unknown, audience: Audience): ExitCode {
  const failure = failureOf(error, explain);
  if (audience === 'json') return writeFailure(failure);
  process.stderr.write(`${failureLines(failure, columnsOf(process.stderr)).join('\n')}\n`);
  return exitCodeOfFailure(failure.kind);
}

/**
 * 0 only where every item was seen to hold in this run, or is attested.
 *
 * @param trouble why Flint could not be asked although there is a key
 */
export function exitCodeOfRound(round: Round, trouble?: Failure): ExitCode {
  const items = round.items();
  if (items.length > 0 && items.every(isSettled)) return exitCodes.done;
  return exitCodeOfOpen(trouble, { wrong: items.some((item) => standingOf(item) === 'missing') });
}

/**
 * Where not everything holds: a Flint that nobody reached comes first, since the same look may end otherwise in a minute; then what
 * was found to be wrong; then why nothing was seen.
 */
export function exitCodeOfOpen(trouble: Failure | undefined, { wrong }: { readonly wrong: boolean }): ExitCode {
  if (trouble?.kind === 'network') return exitCodes.network;
  return wrong || trouble === undefined ? exitCodes.notComplete : exitCodeOfFailure(trouble.kind);
}
