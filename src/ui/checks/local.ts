import type { Edit, Editing } from '../editing.ts';
import { edited, editingOf } from '../editing.ts';
import type { BrowsedItem, BrowsedState } from './state.ts';
import { isOpen } from './state.ts';

/** What only the screen of checks knows. */
export interface LocalState {
  /** The item under the cursor. */
  readonly cursor?: string | undefined;
  /** Whether the details of that item are open. */
  readonly details?: boolean;
  readonly onlyOpen?: boolean;
  readonly overlay?: Overlay | undefined;
  /** Where the list is scrolled to; `free` when the person scrolled it, and not the cursor. */
  readonly scroll?: { readonly offset: number; readonly free: boolean };
  readonly overlayOffset?: number;
  readonly highlighted?: string | undefined;
  readonly draft?: Editing | undefined;
  readonly problem?: string | undefined;
  /** What was said and read: it goes when the cursor moves on. */
  readonly read?: string | undefined;
}

export type Overlay =
  | { readonly kind: 'help' }
  | { readonly kind: 'fix' | 'attest' | 'withdraw'; readonly item: string };

export const untouched: LocalState = {};

/** The items in sight: all, or those that are open. The one under the cursor stays until the cursor moves. */
export function shownItems(state: BrowsedState, local: LocalState): readonly BrowsedItem[] {
  return local.onlyOpen ? state.items.filter((item) => isOpen(item) || item.id === local.cursor) : state.items;
}

/** The item under the cursor. */
export function currentItem(state: BrowsedState, local: LocalState): BrowsedItem | undefined {
  const shown = shownItems(state, local);
  return shown.find(({ id }) => id === local.cursor) ?? shown[0];
}

/** The cursor one item further. Details close, since they belong to the item that is left. */
export function moved(state: BrowsedState, local: LocalState, direction: 1 | -1, offset: number): LocalState {
  const shown = shownItems(state, local);
  const from = shown.findIndex(({ id }) => id === currentItem(state, local)?.id);
  const to = Math.max(0, Math.min(shown.length - 1, from + direction));
  // Back at the first item one sees what stands above it, where there is room.
  const scroll = { offset: to === 0 ? 0 : offset, free: false };
  return { ...local, cursor: shown[to]?.id, details: false, scroll, read: state.said?.text };
}

/** Everything, or only what is open; the cursor stays where it can. */
export function filtered(state: BrowsedState, local: LocalState): LocalState {
  const onlyOpen = !local.onlyOpen;
  const kept = state.items.find(({ id }) => id === currentItem(state, local)?.id);
  const cursor = kept && onlyOpen && !isOpen(kept) ? undefined : kept?.id;
  return { ...local, onlyOpen, cursor, details: false, scroll: { offset: 0, free: false } };
}

/** An overlay opened or closed; what was typed or picked in another is forgotten. */
export function over(local: LocalState, overlay: Overlay | undefined): LocalState {
  return {
    ...local,
    overlay,
    overlayOffset: 0,
    highlighted: undefined,
    draft: undefined,
    problem: undefined,
    read: undefined,
  };
}

export function draftOf(local: LocalState): Editing {
  return local.draft ?? editingOf('');
}

export function withEdit(local: LocalState, edit: Edit): LocalState {
  return { ...local, draft: edited(draftOf(local), edit), problem: undefined };
}
