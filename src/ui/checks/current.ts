import type { Screen } from '../screens/screen.ts';
import { attestScreen } from './attest-screen.ts';
import { fixScreen } from './fix-screen.ts';
import { helpScreen } from './help-screen.ts';
import { listScreen } from './list-screen.ts';
import type { BrowseSituation } from './situation.ts';
import { withdrawScreen } from './withdraw-screen.ts';

/** The screen to show now: an open overlay, or else the list. An overlay about what is no more gives way to the list. */
export function currentScreen(situation: BrowseSituation): Screen {
  const { state, local } = situation;
  const { overlay } = local;
  const list = listScreen(situation);
  if (overlay === undefined) return list;
  if (overlay.kind === 'help') return helpScreen(situation, list);
  const item = state.items.find(({ id }) => id === overlay.item);
  if (item === undefined) return list;
  if (overlay.kind === 'fix') return item.fix ? fixScreen(situation, item) : list;
  return overlay.kind === 'attest' ? attestScreen(situation, item) : withdrawScreen(situation, item);
}
