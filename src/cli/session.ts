import type { Failure } from '../launch/failure.ts';
import { failureOf } from '../launch/failure.ts';
import type { Launch, Outcome } from '../launch/launch.ts';
import type { LaunchState, TargetName } from '../launch/state.ts';
import type { StepDescription } from '../launch/verbs.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodeOf } from './exit-codes.ts';
import { onInterrupt } from './interrupts.ts';
import { createOpening } from './opening.ts';
import { ndjsonNarrator, resultOf } from './output/ndjson.ts';
import { closingLines, failureLines, plainNarrator } from './output/plain.ts';
import { type ResultToWrite, writeEvent, writeResult } from './output/stdout.ts';
import { type Audience, columnsOf } from './terminal.ts';

/** A launch that is ready to run, and how to put away what was opened for it. */
export interface Prepared {
  readonly launch: Launch;
  readonly close: (outcome: Outcome) => Promise<void>;
}

/** One run of one launch. `prepare` does what takes long or can fail; the first screen does not wait for it. */
export interface Session {
  readonly audience: Audience;
  readonly name: string;
  readonly target: TargetName;
  readonly folder: string;
  /** The command that goes on where this run stopped. */
  readonly comeBack: string;
  /** Whether a bell may say that a wait has turned. */
  readonly notices: boolean;
  readonly prepare: (signal: AbortSignal) => Promise<Prepared>;
  /** Its steps; those of a launch when absent. */
  readonly steps?: readonly StepDescription[];
  /** The result for programs with what the command adds to it. */
  readonly result?: (result: ResultToWrite) => ResultToWrite;
}

/** Runs a launch for whoever watches, and answers with the exit code. Nothing it throws is left unexplained. */
export async function runSession(session: Session): Promise<ExitCode> {
  return session.audience === 'screens' ? await runWithScreens(session) : await runWithLines(session);
}

async function runWithScreens(session: Session): Promise<ExitCode> {
  const opening = createOpening(session.name, session.target, session.folder, new Date(), session.steps);
  const closing = new AbortController();
  const [{ runScreens }, { openLink }] = await Promise.all([import('../ui/run.tsx'), import('./open-link.ts')]);
  const { stdin, stdout } = process;
  const screens = runScreens(opening, {
    stdin,
    stdout,
    openLink,
    notices: session.notices,
    signal: closing.signal,
  });

  const running = prepareAndRun(session, (launch) => opening.attach(launch), opening.left);
  const { outcome, state } = await Promise.race([running, failed(screens)]);
  closing.abort();
  await screens.catch(() => undefined);
  const exitCode = exitCodeOf(outcome);
  const lines = state
    ? closingLines(state, session.comeBack, columnsOf(stdout))
    : outcome.kind === 'failed'
      ? failureLines(outcome.failure, columnsOf(stdout))
      : [];
  stdout.write(lines.map((line) => `${line}\n`).join(''));
  return exitCode;
}

async function runWithLines(session: Session): Promise<ExitCode> {
  const json = session.audience === 'json';
  const toStdout = (line: string): void => void process.stdout.write(`${line}\n`);
  const narrate = json ? ndjsonNarrator(writeEvent) : plainNarrator(toStdout);
  let interrupt: (() => void) | undefined;
  const left = new Promise<'interrupted'>((resolve) => {
    interrupt = () => resolve('interrupted');
  });
  const stopListening = onInterrupt(() => interrupt?.());

  const { outcome, state } = await prepareAndRun(
    session,
    (launch) => {
      interrupt = () => launch.leave('interrupted');
      launch.subscribe(() => narrate(launch.getState()));
    },
    left,
  );
  stopListening();
  const exitCode = exitCodeOf(outcome);
  if (json) {
    const result = resultOf(state, outcome, exitCode);
    writeResult(session.result?.(result) ?? result);
  } else {
    const lines = state
      ? ['', ...closingLines(state, session.comeBack, columnsOf(process.stdout))]
      : outcome.kind === 'failed'
        ? failureLines(outcome.failure, columnsOf(process.stdout))
        : [];
    for (const line of lines) toStdout(line);
  }
  return exitCode;
}

interface Ended {
  readonly outcome: Outcome;
  /** The last state of the launch; absent when it could not even be opened. */
  readonly state?: LaunchState;
}

async function prepareAndRun(
  session: Session,
  attach: (launch: Launch) => void,
  left: Promise<'chosen' | 'interrupted'>,
): Promise<Ended> {
  const preparing = new AbortController();
  const leaving = left.then((how): Outcome => {
    preparing.abort();
    return { kind: 'left', interrupted: how === 'interrupted' };
  });
  const prepared = session.prepare(preparing.signal);
  const first = await Promise.race([prepared.catch(failure), leaving]);
  if ('kind' in first) {
    const opened = await prepared.catch(() => undefined);
    await opened?.close(first);
    return { outcome: first };
  }
  attach(first.launch);
  const outcome = await first.launch.run().catch(failure);
  const state = first.launch.getState();
  await first.close(outcome);
  return { outcome, state };
}

function failure(error: unknown): Outcome & { readonly failure: Failure } {
  return { kind: 'failed', failure: failureOf(error, () => undefined) };
}

/** Drawing ends early only by a fault of ours; an ordinary end waits for the launch. */
function failed(screens: Promise<void>): Promise<Ended> {
  return new Promise((resolve) => {
    screens.catch((error: unknown) => resolve({ outcome: failure(error) }));
  });
}
