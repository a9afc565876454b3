import type { Screen } from '../screens/screen.ts';
import { choiceScreen } from './choice.ts';
import { copy } from './copy.ts';
import type { BrowseSituation } from './situation.ts';
import type { BrowsedItem } from './state.ts';

/** Whether a word that was given is taken back. */
export function withdrawScreen(situation: BrowseSituation, item: BrowsedItem): Screen {
  const { attested } = item;
  return choiceScreen(situation, {
    subject: `withdraw ${item.id}`,
    headline: copy.withdrawHeadline,
    says: [item.title, attested === undefined ? '' : copy.attested(attested.by, attested.at.slice(0, 10))],
    yes: {
      label: copy.withdrawApply,
      detail: copy.withdrawApplyDetail,
      run: () => situation.actions.withdraw(item.id),
    },
    no: { label: copy.withdrawLeave, detail: copy.withdrawLeaveDetail },
  });
}
