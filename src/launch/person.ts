import type { Person } from './engine.ts';

/** The line between a renderer and a verb that waits for the person. What comes when nobody waits is dropped. */
export interface PersonLine extends Person {
  readonly give: (reply: { readonly given: string } | 'declined') => void;
  readonly rouse: (way: string | undefined) => void;
}

export function createPerson(): PersonLine {
  const replies = createSlot<{ readonly given: string } | 'declined'>();
  const stirs = createSlot<string | undefined>();
  return { reply: replies.next, stir: stirs.next, give: replies.offer, rouse: stirs.offer };
}

function createSlot<Value>() {
  let waiting: ((value: Value) => void) | undefined;
  return {
    offer: (value: Value): void => {
      const take = waiting;
      waiting = undefined;
      take?.(value);
    },
    next: (signal: AbortSignal): Promise<Value> =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          waiting = undefined;
          reject(signal.reason);
        };
        if (signal.aborted) return stop();
        signal.addEventListener('abort', stop, { once: true });
        waiting = (value) => {
          signal.removeEventListener('abort', stop);
          resolve(value);
        };
      }),
  };
}
