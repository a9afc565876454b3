import { useMemo, useSyncExternalStore } from 'react';
import { plainTextWithin } from '../../launch/plain-text.ts';
import type { LaunchControls, LaunchState } from '../../launch/state.ts';

/** The launch as it stands now. Its text is made harmless once more on its way in, whoever made it. */
export function useLaunchState(controls: LaunchControls): LaunchState {
  const state = useSyncExternalStore(controls.subscribe, controls.getState, controls.getState);
  return useMemo(() => plainTextWithin(state), [state]);
}
