import type { Screen } from '../screens/screen.ts';
import { choiceScreen } from './choice.ts';
import { copy } from './copy.ts';
import type { BrowseSituation } from './situation.ts';
import type { BrowsedItem } from './state.ts';

/** What a fix would change, and whether to do it. */
export function fixScreen(situation: BrowseSituation, item: BrowsedItem): Screen {
  const { fix } = item;
  return choiceScreen(situation, {
    subject: `fix ${item.id}`,
    headline: copy.fixHeadline(fix?.title ?? item.title),
    says: [item.message, fix?.effect ?? ''],
    yes: { label: copy.fixApply, detail: copy.fixApplyDetail, run: () => situation.actions.applyFix(item.id) },
    no: { label: copy.fixLeave, detail: copy.fixLeaveDetail },
  });
}
