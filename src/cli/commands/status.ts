import { nothingDue } from '../../checks/still-true/requirements.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import { explain } from '../../steps/explain.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes } from '../exit-codes.ts';
import { untilInterrupted } from '../interrupts.ts';
import { writeResult } from '../output/stdout.ts';
import { openStanding } from '../standing/open-standing.ts';
import type { StandingFlags } from '../standing/where.ts';
import { words } from '../status/copy.ts';
import type { Derived } from '../status/derive.ts';
import { derive } from '../status/derive.ts';
import { statusLines } from '../status/lines.ts';
import { exitCodeOfStatus, statusResult } from '../status/result.ts';

/** `flint-golive status`: where the launch stands, derived anew, and what comes next. It only reads. */
export async function status(flags: StandingFlags, programVersion: string): Promise<ExitCode> {
  return (await tellStatus(flags, programVersion, () => true)) ?? exitCodes.notComplete;
}

/**
 * Tells the status of a launch that came to its end, and answers with the exit code; undefined, and not a word, where the launch
 * itself has to go on, as its first step does when Flint asks for something new.
 */
export async function statusWhenLaunched(flags: StandingFlags, programVersion: string): Promise<ExitCode | undefined> {
  return await tellStatus(flags, programVersion, ({ stands, checked }) => {
    const asked = checked.some(({ id, verdict }) => id === nothingDue.id && verdict.status === 'missing');
    return stands === 'complete' || (stands === 'no longer' && !asked);
  });
}

async function tellStatus(
  flags: StandingFlags,
  programVersion: string,
  isWanted: (derived: Derived) => boolean,
): Promise<ExitCode | undefined> {
  const json = flags.json === true;
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  const columns = Math.min(process.stdout.columns || 80, 80);
  const looking = json ? undefined : sayLooking();
  try {
    const ended = await untilInterrupted(async (signal) => {
      const standing = await openStanding(flags, { environment: process.env, programVersion, signal });
      try {
        return { derived: await derive(standing, programVersion, signal), standing };
      } finally {
        await standing.close();
      }
    });
    looking?.();
    if (ended === 'interrupted') {
      if (json) writeResult({ outcome: 'interrupted', exitCode: exitCodes.interrupted });
      return exitCodes.interrupted;
    }
    const { derived, standing } = ended.value;
    if (!isWanted(derived)) return undefined;
    if (json) writeResult(statusResult(derived, standing.where));
    else for (const line of statusLines(derived, standing, columns)) write(line);
    return exitCodeOfStatus(derived);
  } catch (error) {
    looking?.();
    const failure = explain(error);
    throw failure === undefined ? error : new LaunchStopped(failure);
  }
}

/** Looking takes a moment; a person at a terminal is told so. Gives what takes the words away again. */
function sayLooking(): () => void {
  const { stderr } = process;
  if (stderr.isTTY !== true || process.env.TERM === 'dumb') return () => undefined;
  stderr.write(words.looking);
  return () => void stderr.write('\r\u001B[K');
}
