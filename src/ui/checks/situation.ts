import type { LocalState } from './local.ts';
import type { BrowseControls, BrowsedState } from './state.ts';

/** Everything a screen of checks is made from. */
export interface BrowseSituation {
  readonly state: BrowsedState;
  readonly local: LocalState;
  readonly columns: number;
  readonly actions: BrowseActions;
}

/** What a key can do here. */
export interface BrowseActions extends Omit<BrowseControls, 'getState' | 'subscribe' | 'leave'> {
  readonly leave: () => void;
  readonly change: (change: (local: LocalState) => LocalState) => void;
}
