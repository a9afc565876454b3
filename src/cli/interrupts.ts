import { exitCodes } from './exit-codes.ts';
import { writeResult } from './output/stdout.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let listening = 0;

/** Calls a listener when the process is asked to end, instead of ending it. The answer takes the listener away again. */
export function onInterrupt(listener: () => void): () => void {
  listening += 1;
  for (const signal of signals) process.on(signal, listener);
  let gone = false;
  return () => {
    if (gone) return;
    gone = true;
    listening -= 1;
    for (const signal of signals) process.off(signal, listener);
  };
}

/** From now on an interrupted run that nobody else brings to its end still ends with a result. For programs. */
export function endInterruptedRunWithResult(): void {
  const end = (): void => {
    if (listening > 0) return;
    const exitCode = exitCodes.interrupted;
    writeResult({ outcome: 'interrupted', exitCode }, () => process.exit(exitCode));
  };
  for (const signal of signals) process.on(signal, end);
}
