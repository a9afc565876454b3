import { requirementWords } from '../flint/requirement-words.ts';
import type { Requirements } from '../flint/requirements.ts';
import type { Block, Item } from '../launch/sheet.ts';

/** What is the person's to do and what Flint is reviewing, side by side. */
export function requirementLists(requirements: Requirements): readonly Block[] {
  const { pastDue, currentlyDue, pendingVerification } = requirements;
  const yours: Item[] = [
    ...pastDue.map((code): Item => ({ text: what(code), detail: `${code}, overdue`, tone: 'attention' })),
    ...currentlyDue.filter((code) => !pastDue.includes(code)).map((code): Item => ({ text: what(code), detail: code })),
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
