import type { BrowsedItem, BrowsedState } from '../../ui/checks/state.ts';
import { copy } from './copy.ts';
import type { Item, Round } from './round.ts';
import { standingOf } from './round.ts';

/** What a command says about its round besides the items themselves. */
export type Presentation = Omit<BrowsedState, 'items' | 'busy' | 'said' | 'sum'> & { readonly sum?: string };

/** A round as the screen shows it. */
export function browsedState(round: Round, presentation: Presentation): BrowsedState {
  const items = round.items();
  const { busy, said } = round.doing();
  const settled = items.filter(isSettled).length;
  return {
    sum: copy.sum(settled, items.length),
    ...presentation,
    items: items.map(browsedItem),
    ...(busy === undefined ? {} : { busy }),
    ...(said === undefined ? {} : { said: { text: said.text, tone: said.worked ? 'proved' : 'attention' } }),
  };
}

/** One item as screens and lines show it. */
export function browsedItem(item: Item): BrowsedItem {
  const { id, group, title, verdict, checking, attestable, attested } = item;
  const { message = '', detail, remedy, evidence = [], fix } = verdict ?? {};
  return {
    id,
    group,
    title,
    standing: checking ? 'checking' : (standingOf(item) ?? 'checking'),
    message,
    evidence,
    attestable,
    ...(detail === undefined ? {} : { detail }),
    ...(remedy === undefined ? {} : { remedy }),
    ...(fix === undefined ? {} : { fix: { title: fix.title, effect: fix.effect } }),
    ...(attested === undefined ? {} : { attested }),
  };
}

/** Whether nobody has to do anything about it: seen to hold, or attested. */
export function isSettled(item: Item): boolean {
  const standing = standingOf(item);
  return !item.checking && (standing === 'done' || standing === 'attested');
}
