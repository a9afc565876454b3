import { LaunchStopped } from '../../launch/failure.ts';
import { LaunchHeld } from '../../launch/lock.ts';
import { plainText } from '../../launch/plain-text.ts';
import { FaultSyntaxError, PortInUse, SeedRefused, StateFileDamaged } from '../../sandbox/index.ts';
import type { SandboxFlags } from './options.ts';

/** A mistake on the command line, in words. */
export function misused(headline: string, meaning: string, remedy: string): LaunchStopped {
  return new LaunchStopped({ kind: 'usage', headline, meaning, remedy, passing: 'final' });
}

/** An error of starting the sandbox, in words; an error that is not known stays what it is. */
export function inWords(error: unknown, { state, seed }: SandboxFlags): unknown {
  if (error instanceof FaultSyntaxError) {
    return misused(
      'A fault cannot be read. Nothing was started.',
      `In “${plainText(error.text)}”, at character ${error.position + 1}: ${error.problem}`,
      'flint-golive sandbox --help shows how faults are written.',
    );
  }
  if (error instanceof SeedRefused) {
    return misused(
      'The start data cannot be used. Nothing was started.',
      `${seed ?? ''}${error.place === '' ? '' : `, at ${error.place}`}: ${error.problem}`,
      'Each entry is the body of the call that would create it. Correct the file and start again.',
    );
  }
  if (error instanceof PortInUse) {
    return refused(
      `Port ${error.port} is taken by another program.`,
      'Nothing was started.',
      'Stop that program, name another port, or leave the option out to get a free one.',
    );
  }
  if (error instanceof StateFileDamaged) {
    return refused('The state file cannot be used.', error.message, 'Move it away, or name another one with --state.');
  }
  if (error instanceof LaunchHeld) {
    return refused(
      'Another process uses this state file.',
      `Two sandboxes on one file would undo each other’s work. ${state ?? ''} was left as it is.`,
      'Stop the other one first, or name another file with --state.',
    );
  }
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    return refused(
      'The sandbox could not be started.',
      `The system refused ${String(error.syscall)} (${String(error.code)}): ${error.message}.`,
      'Name another port with --port or another file with --state.',
    );
  }
  return error;
}

function refused(headline: string, meaning: string, remedy: string): LaunchStopped {
  return new LaunchStopped({ kind: 'refused', headline, meaning, remedy, passing: 'final' });
}
