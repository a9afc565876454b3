import { type Failure, failureOf } from '../../launch/failure.ts';
import { explain } from '../../steps/explain.ts';
import { type ExitCode, exitCodeOfFailure, exitCodes } from '../exit-codes.ts';
import { failureLines } from '../output/plain.ts';
import { columnsOf } from '../terminal.ts';
import { copy } from './copy.ts';
import { exitCodeOfRound } from './ending.ts';
import { closingLines } from './lines.ts';
import { browsedState } from './present.ts';
import type { ShownRound } from './show-round.ts';

/** Lets a person browse the round until they leave; what is left on the normal screen says how it stands then. */
export async function onScreens({ round, presentation, trouble, stop }: ShownRound): Promise<ExitCode> {
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
    ? failureLines(failure, columnsOf(stdout))
    : [...closingLines(state, columnsOf(stdout)), ...whyUnasked(trouble?.(), columnsOf(stdout))];
  stdout.write(lines.map((line) => `${line}\n`).join(''));
  if (failure) return exitCodeOfFailure(failure.kind);
  return leaving.how === 'interrupted' ? exitCodes.interrupted : exitCodeOfRound(round, trouble?.());
}

/** The exit code speaks of it, so the lines that are left say it too. */
function whyUnasked(trouble: Failure | undefined, columns: number): readonly string[] {
  return trouble === undefined ? [] : ['', ...failureLines(trouble, columns)];
}
