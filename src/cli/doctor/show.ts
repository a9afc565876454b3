import type { Failure } from '../../launch/failure.ts';
import { failureOf, LaunchStopped } from '../../launch/failure.ts';
import { explain } from '../../steps/explain.ts';
import type { BrowsedState } from '../../ui/checks/state.ts';
import { endInWords, exitCodeOfOpen } from '../checks/ending.ts';
import { type ExitCode, exitCodeOfFailure, exitCodes } from '../exit-codes.ts';
import { onInterrupt } from '../interrupts.ts';
import { failureLines } from '../output/plain.ts';
import { writeEvent, writeResult } from '../output/stdout.ts';
import type { Audience } from '../terminal.ts';
import type { Account } from './account.ts';
import { copy } from './copy.ts';
import type { Doctor } from './doctor.ts';
import { doctorResult, lookEvents } from './events.ts';
import { doctorLines, watchLines } from './lines.ts';
import type { DoctorFlags } from './options.ts';
import { shownState } from './screen.ts';

/** A doctor at work, for whoever watches. */
export interface ShownDoctor {
  readonly audience: Audience;
  readonly doctor: Doctor;
  readonly account: Account;
  readonly flags: DoctorFlags;
  /** Ends every call that is under way. */
  readonly stop: AbortController;
}

/** Looks once, or until told to end, and shows it. The exit code is that of the last look. */
export async function showDoctor(shown: ShownDoctor): Promise<ExitCode> {
  try {
    return shown.audience === 'screens' ? await onScreens(shown) : await inLines(shown);
  } finally {
    shown.stop.abort();
    await shown.account.close();
  }
}

async function onScreens({ doctor, account, flags, stop }: ShownDoctor): Promise<ExitCode> {
  const { runBrowser } = await import('../../ui/checks/run.tsx');
  const { stdin, stdout } = process;
  const closing = new AbortController();
  let failure: Failure | undefined;
  const view = (): BrowsedState =>
    shownState(doctor.getState(), { standing: account.standing(), watching: flags.watch === true });
  let state = view();
  doctor.subscribe(() => {
    state = view();
  });
  const guard = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => {
      failure ??= failureOf(error, explain);
      closing.abort();
    });
  };
  const stopListening = onInterrupt(() => closing.abort());
  guard(flags.watch === true ? doctor.watch(flags.every, closing.signal) : doctor.look());
  await runBrowser(
    {
      getState: () => state,
      subscribe: doctor.subscribe,
      checkAgain: () => guard(doctor.look({ afresh: true })),
      applyFix: (id) => void doctor.applyFix(id),
      attest: () => undefined,
      withdraw: () => undefined,
      leave: () => undefined,
    },
    { stdin, stdout, notices: flags.quiet !== true, signal: closing.signal },
  );
  closing.abort();
  stopListening();
  // A change that was begun is finished: half of one would not be known.
  await idle(doctor);
  stop.abort();
  const columns = Math.min(stdout.columns, 80);
  const last = shownState(doctor.getState(), { standing: account.standing(), watching: false });
  const lines = failure
    ? failureLines(failure, columns)
    : doctor.getState().examination === undefined
      ? [copy.leftEarly]
      : doctorLines(last, columns);
  stdout.write(lines.map((line) => `${line}\n`).join(''));
  return failure ? exitCodeOfFailure(failure.kind) : exitCodeOf(doctor, account);
}

async function inLines({ audience, doctor, account, flags, stop }: ShownDoctor): Promise<ExitCode> {
  const ending = new AbortController();
  const { promise: interruption, resolve: interrupt } = Promise.withResolvers<'interrupted'>();
  const stopListening = onInterrupt(() => {
    ending.abort();
    interrupt('interrupted');
  });
  doctor.subscribe(narrator(audience, doctor, account));
  try {
    const working = flags.watch === true ? doctor.watch(flags.every, ending.signal) : lookOnce(doctor, flags);
    working.catch(() => undefined);
    await Promise.race([working, interruption]);
    await idle(doctor);
    const { said } = doctor.getState();
    const exitCode = said?.worked === false ? exitCodes.notComplete : exitCodeOf(doctor, account);
    if (audience === 'json') writeResult(doctorResult(doctor.getState(), exitCode, account.standing()));
    else if (said !== undefined) process.stdout.write(`\n${said.text}\n`);
    return exitCode;
  } catch (error) {
    return endInWords(error, audience);
  } finally {
    stop.abort();
    stopListening();
  }
}

/** Tells each look once: the first as a whole, later ones in a line and what turned. */
function narrator(audience: Audience, doctor: Doctor, account: Account): () => void {
  const told = new Map<string, string>();
  let last = doctor.getState().examination;
  let first = true;
  return () => {
    const state = doctor.getState();
    if (state.examination === undefined || state.examination === last) return;
    last = state.examination;
    if (audience === 'json') {
      for (const event of lookEvents(state, told)) writeEvent(event);
      return;
    }
    const whole = first;
    first = false;
    const lines = whole
      ? doctorLines(shownState(state, { standing: account.standing(), watching: false }))
      : watchLines(state);
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  };
}

async function lookOnce(doctor: Doctor, { fix }: DoctorFlags): Promise<void> {
  await doctor.look();
  if (fix === undefined || (await doctor.applyFix(fix))) return;
  throw new LaunchStopped({ ...copy.nothingToFix(fix), kind: 'usage', passing: 'final' });
}

/** Waits for a change that is under way. */
async function idle(doctor: Doctor): Promise<void> {
  await new Promise<void>((resolve) => {
    const settle = (): void => {
      if (doctor.getState().busy !== undefined) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = doctor.subscribe(settle);
    settle();
  });
}

/**
 * 0 only if the last look saw everything, and all of it well; 130 when there was none. Where there is no key, or it could not even be
 * used, and nothing wrong was found, the code says why.
 */
function exitCodeOf(doctor: Doctor, account: Account): ExitCode {
  const { examination } = doctor.getState();
  if (examination === undefined) return exitCodes.interrupted;
  if (examination.healthy) return exitCodes.done;
  const standing = account.standing();
  const wrong = examination.verdicts.some(({ verdict }) => verdict.status === 'missing');
  if (wrong || standing === undefined || standing.trouble !== undefined)
    return exitCodeOfOpen(standing?.trouble, { wrong });
  return standing.context.production === undefined ? exitCodes.credentials : exitCodes.notComplete;
}
