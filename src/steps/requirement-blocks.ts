import { requirementWords } from '../flint/requirement-words.ts';
import type { Requirements } from '../flint/requirements.ts';
import type { Block, Item } from '../launch/sheet.ts';

/** What is the person's to do and what Flint is reviewing, side by side. */
export function requirementLists(requirements: Requirements): readonly Block[] {
  const { pastDue, currentlyDue, pendingVerification, deadline } = requirements;
  const due = deadline === undefined ? '' : `, due by ${deadline.slice(0, 10)}`;
  const yours: Item[] = [
    ...pastDue.map((code): Item => ({ text: what(code), detail: `${code}, overdue${whose(code)}`, tone: 'attention' })),
    ...currentlyDue
      .filter((code) => !pastDue.includes(code))
      .map((code): Item => ({ text: what(code), detail: `${code}${due}${whose(code)}` })),
  ];
  const underReview = pendingVerification.map((code): Item => ({ text: what(code), detail: code, tone: 'waiting' }));
  const lists = [
    ...(yours.length > 0 ? [{ title: 'Yours to do', items: yours }] : []),
    ...(underReview.length > 0 ? [{ title: 'Under review at Flint', items: underReview }] : []),
  ];
  return lists.length > 0 ? [{ kind: 'lists', lists }] : [];
}

/** What does not block yet. */
export function laterBlock(requirements: Requirements): readonly Block[] {
  const { eventuallyDue, deadline } = requirements;
  if (eventuallyDue.length === 0) return [];
  const by = deadline === undefined ? '' : `, by ${deadline.slice(0, 10)}`;
  return [
    { kind: 'text', tone: 'quiet', text: `Later, not blocking yet: ${eventuallyDue.map(what).join(', ')}${by}.` },
  ];
}

function what(code: string): string {
  return requirementWords(code).what;
}

/** Who has to act, where it is not simply the business. */
function whose(code: string): string {
  const { actor } = requirementWords(code);
  return actor === 'the business' ? '' : `; ${actor} has to act`;
}
