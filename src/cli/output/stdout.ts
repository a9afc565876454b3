import type { Failure } from '../../launch/failure.ts';
import { type ExitCode, exitCodeOfFailure } from '../exit-codes.ts';
import type { ProgramEvent } from './events/events.ts';

type Result = Extract<ProgramEvent, { type: 'result' }>;
type Without<Event, Keys extends string> = Event extends Event ? Omit<Event, Keys> : never;

/** The result of a command, but for what is the same in all of them. */
export type ResultToWrite = Without<Result, 'type' | 'version' | 'command'>;

// The process has one stdout and ends once.
let command = 'launch';
let begun = false;
let ended = false;

/** Says which command's result is to come. */
export function beginOutputOf(name: string): void {
  command = name;
  begun = true;
}

/** True when a command has begun and has not said yet how it ended. */
export function isResultOwed(): boolean {
  return begun && !ended;
}

/** Writes one event for programs as a line of its own. After the result nothing is written any more. */
export function writeEvent(event: Exclude<ProgramEvent, Result>): void {
  if (!ended) process.stdout.write(`${JSON.stringify(event)}\n`);
}

/** Writes the result, the last line. A second one, as of an interrupt that comes while the program ends, is dropped. */
export function writeResult(result: ResultToWrite, written: () => void = () => undefined): void {
  if (ended) return;
  ended = true;
  const { outcome, exitCode, ...rest } = result;
  const line = JSON.stringify({ type: 'result', version: 1, command, outcome, exitCode, ...rest });
  process.stdout.write(`${line}\n`, () => written());
}

/** Writes the result of a failure that is in words. The stack of a fault is for people: it goes to stderr. */
export function writeFailure(failure: Failure): ExitCode {
  const exitCode = exitCodeOfFailure(failure.kind);
  writeResult({ outcome: 'failed', exitCode, failure: withoutStack(failure) });
  return exitCode;
}

/** A failure as programs get it. */
export function withoutStack({ stack: _stack, ...failure }: Failure): Omit<Failure, 'stack'> {
  return failure;
}
