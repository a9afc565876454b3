/** What screens show and control, standing still: it shows what it is given and notes what the person does. */
export interface Standing<State> {
  readonly show: (state: State) => void;
  readonly getState: () => State;
  readonly subscribe: (listener: () => void) => () => void;
  /** What was done, in order: the name of the control and what it was given. */
  readonly done: readonly (readonly string[])[];
  /** A control of this name that only notes that it was used. */
  readonly note: (name: string) => (...given: readonly string[]) => void;
}

export function standing<State>(initial: State): Standing<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  const done: string[][] = [];
  return {
    done,
    note:
      (name) =>
      (...given) => {
        done.push([name, ...given]);
      },
    show: (next) => {
      state = next;
      for (const listener of listeners) listener();
    },
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
