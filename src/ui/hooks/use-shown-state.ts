import { useMemo, useSyncExternalStore } from 'react';
import { plainTextWithin } from '../../launch/plain-text.ts';

/** Whatever is shown, and how to hear that it changed. */
interface Shown<State> {
  readonly getState: () => State;
  readonly subscribe: (listener: () => void) => () => void;
}

/** What is shown as it stands now. Its text is made harmless once more on its way in, whoever made it. */
export function useShownState<State>(shown: Shown<State>): State {
  const state = useSyncExternalStore(shown.subscribe, shown.getState, shown.getState);
  return useMemo(() => plainTextWithin(state), [state]);
}
