import type { Failure } from '../../launch/failure.ts';
import { failureOf } from '../../launch/failure.ts';
import { explain } from '../../steps/explain.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodeOfFailure, exitCodes } from '../exit-codes.ts';
import { onInterrupt } from '../interrupts.ts';
import { failureLines } from '../output/plain.ts';
import { writeEvent, writeFailure, writeResult } from '../output/stdout.ts';
import type { Audience } from '../terminal.ts';
import { copy } from './copy.ts';
import { checkedLines, closingLines } from './lines.ts';
import { checkEvent, resultEvent } from './ndjson.ts';
import { browsedState, isSettled, type Presentation } from './present.ts';
import type { Round } from './round.ts';

/** A round of checks for whoever watches. */
export interface ShownRound {
  readonly audience: Audience;
  readonly round: Round;
  /** What is said besides the items; asked for again after each change. */
  readonly presentation: () => Presentation;
  /** What the last line of NDJSON says in addition. */
  readonly result?: () => object;
  /** Done after the first round, where there is no screen; what it throws ends the run. */
  readonly afterwards?: () => Promise<void>;
  /** Ends what the checks are doing when the person leaves or interrupts. */
  readonly stop: () => void;
}

/**
 * Runs all checks once and shows them: on screens until the person leaves, else in lines or NDJSON. Exit code 0 only where
 * every item was seen to hold in this run, or is attested.
 */
export async function showRound(shown: ShownRound): Promise<ExitCode> {
  return shown.audience === 'screens' ? await onScreens(shown) : await inLines(shown);
}

async function onScreens({ round, presentation, stop }: ShownRound): Promise<ExitCode> {
  const { runBrowser } = await import('../../ui/checks/run.tsx');
  const { stdin, stdout } = process;
  const closing = new AbortController();
  let failure: Failure | undefined;
  const leaving: { how: 'chosen' | 'interrupted' } = { how: 'chosen' };
  let state = browsedState(round, presentation());
  round.subscribe(() => {
    state = browsedState(round, presentation());
  });
  const look = (): void => {
    round.checkAll().catch((error: unknown) => {
      failure ??= failureOf(error, explain);
      closing.abort();
    });
  };
  let changing: Promise<void> = Promise.resolve();
  const change = (work: () => Promise<void>): void => {
    changing = Promise.all([changing, work()]).then(() => undefined);
  };
  look();
  await runBrowser(
    {
      getState: () => state,
      subscribe: round.subscribe,
      checkAgain: look,
      applyFix: (id) => change(() => round.applyFix(id)),
      attest: (id, by) => change(() => round.attest(id, by)),
      withdraw: (id) => change(() => round.withdraw(id)),
      leave: (left) => {
        leaving.how = left;
      },
    },
    { stdin, stdout, signal: closing.signal },
  );
  // Whoever leaves while something is put right is told what came of it; an interrupt gives it up.
  const { busy } = round.doing();
  if (leaving.how === 'chosen' && busy !== undefined) {
    stdout.write(`${copy.finishing(busy)}\n`);
    await changing;
    stdout.write(`${round.doing().said?.text ?? ''}\n`);
  }
  stop();
  const lines = failure
    ? failureLines(failure, Math.min(stdout.columns, 80))
    : closingLines(state, Math.min(stdout.columns, 80));
  stdout.write(lines.map((line) => `${line}\n`).join(''));
  if (failure) return exitCodeOfFailure(failure.kind);
  return leaving.how === 'interrupted' ? exitCodes.interrupted : exitCodeOf(round);
}

async function inLines({ audience, round, presentation, result, afterwards, stop }: ShownRound): Promise<ExitCode> {
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  const json = audience === 'json';
  const { promise: interruption, resolve: interrupt } = Promise.withResolvers<'interrupted'>();
  const stopListening = onInterrupt(() => interrupt('interrupted'));
  try {
    const ended = await Promise.race([round.checkAll(), interruption]);
    if (ended !== 'interrupted') await afterwards?.();
    const items = round.items();
    if (ended === 'interrupted') {
      stop();
      if (json) writeResult(resultEvent('interrupted', exitCodes.interrupted, items, result?.()));
      return exitCodes.interrupted;
    }
    const exitCode = exitCodeOf(round);
    if (!json) {
      for (const line of checkedLines(browsedState(round, presentation()), Math.min(process.stdout.columns ?? 80, 80)))
        write(line);
      return exitCode;
    }
    for (const item of items) writeEvent(checkEvent(item));
    writeResult(resultEvent(exitCode === 0 ? 'settled' : 'open', exitCode, items, result?.()));
    return exitCode;
  } catch (error) {
    return endInWords(error, audience);
  } finally {
    stopListening();
  }
}

/** The end of a run that could not look: says why, on stderr or as the one result, and answers with the exit code. */
export function endInWords(error: unknown, audience: Audience): ExitCode {
  const failure = failureOf(error, explain);
  if (audience === 'json') return writeFailure(failure);
  process.stderr.write(`${failureLines(failure).join('\n')}\n`);
  return exitCodeOfFailure(failure.kind);
}

function exitCodeOf(round: Round): ExitCode {
  const items = round.items();
  return items.length > 0 && items.every(isSettled) ? exitCodes.done : exitCodes.notComplete;
}
