import { onInterrupt } from './interrupts.ts';

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
