import { plainTextWithin } from './plain-text.ts';
import type { Happening, LaunchState } from './state.ts';

/** Holds the one {@link LaunchState} and tells who listens when it changes. Text is made harmless on its way in. */
export interface StateStore {
  readonly get: () => LaunchState;
  readonly change: (part: Partial<LaunchState>) => void;
  /** Adds a happening; those before it, of which there may be thousands, are harmless already and stay as they are. */
  readonly add: (happening: Happening) => void;
  /** Takes the sheet away, so that one step's does not stand over the next. */
  readonly clearSheet: () => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createStateStore(initial: LaunchState): StateStore {
  let state = plainTextWithin(initial);
  const listeners = new Set<() => void>();
  const publish = (next: LaunchState): void => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => state,
    change: (part) => publish({ ...state, ...plainTextWithin(part) }),
    add: (happening) => publish({ ...state, happenings: [...state.happenings, plainTextWithin(happening)] }),
    clearSheet: () => {
      const { sheet: _gone, ...rest } = state;
      publish(rest);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
