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

/** What came of work that can be interrupted from outside. */
export type Ended<Value> = { readonly value: Value } | 'interrupted';

/**
 * Does work that only looks until it is done, or until the process is asked to stop: then its signal aborts, and nobody waits for
 * it any longer.
 */
export async function untilInterrupted<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Ended<Value>> {
  const stopping = new AbortController();
  const { promise: interruption, resolve: interrupt } = Promise.withResolvers<'interrupted'>();
  const stopListening = onInterrupt(() => {
    interrupt('interrupted');
    stopping.abort();
  });
  try {
    const working = work(stopping.signal).then((value) => ({ value }));
    working.catch(() => undefined);
    return await Promise.race([working, interruption]);
  } finally {
    stopListening();
  }
}
