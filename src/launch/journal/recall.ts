import type { Entry, EntryOf } from './entry.ts';

/** The answer that stands for a question's key: the last one given and not taken back since. */
export function standingAnswer(entries: readonly Entry[], key: string): EntryOf<'answered'> | undefined {
  for (const recorded of entries.toReversed()) {
    if (recorded.type === 'withdrawn' && recorded.key === key) return undefined;
    if (recorded.type === 'answered' && recorded.key === key) return recorded;
  }
  return undefined;
}

/** Whether the last that happened to an answer is that it was taken back. */
export function isWithdrawn(entries: readonly Entry[], key: string): boolean {
  const last = entries.findLast(
    (recorded) => (recorded.type === 'withdrawn' || recorded.type === 'answered') && recorded.key === key,
  );
  return last?.type === 'withdrawn';
}

/** The confirmation that stands for a money question's key. */
export function standingConfirmation(entries: readonly Entry[], key: string): EntryOf<'confirmed'> | undefined {
  for (const recorded of entries.toReversed()) {
    if (recorded.type === 'withdrawn' && recorded.key === key) return undefined;
    if (recorded.type === 'confirmed' && recorded.key === key) return recorded;
  }
  return undefined;
}

/** How far a write is: never begun (refused or taken back, which is the same), sent with unknown outcome, or done. */
type Standing =
  | { readonly kind: 'not begun' }
  | { readonly kind: 'intended'; readonly intention: EntryOf<'intended'> }
  | { readonly kind: 'finished'; readonly finished: EntryOf<'finished'> };

export function standingOf(entries: readonly Entry[], write: string): Standing {
  for (const recorded of entries.toReversed()) {
    if (recorded.type === 'finished' && recorded.undoes?.includes(write)) return { kind: 'not begun' };
    if (!('write' in recorded) || recorded.write !== write) continue;
    if (recorded.type === 'finished') return { kind: 'finished', finished: recorded };
    if (recorded.type === 'intended') return { kind: 'intended', intention: recorded };
    return { kind: 'not begun' };
  }
  return { kind: 'not begun' };
}

/** Every write that is done and was not taken back, in the order in which they were done. */
export function standingWrites(entries: readonly Entry[]): readonly EntryOf<'finished'>[] {
  return entries.filter((recorded): recorded is EntryOf<'finished'> => {
    if (recorded.type !== 'finished') return false;
    const standing = standingOf(entries, recorded.write);
    return standing.kind === 'finished' && standing.finished === recorded;
  });
}

/**
 * The title of the first write that was sent, or may have been sent, using an answer; undefined when none was. A write names
 * the key of the answer, or the question, and then it used every answer to it.
 */
export function writeThatUsed(
  entries: readonly Entry[],
  { key, question }: Pick<EntryOf<'answered'>, 'key' | 'question'>,
): string | undefined {
  return entries
    .filter((recorded) => recorded.type === 'intended' || recorded.type === 'finished')
    .find(
      ({ uses = [], write }) =>
        (uses.includes(key) || uses.includes(question)) && standingOf(entries, write).kind !== 'not begun',
    )?.title;
}

/** All answers and confirmations that stand, in the order they were given. */
export function standingAnswers(entries: readonly Entry[]): readonly (EntryOf<'answered'> | EntryOf<'confirmed'>)[] {
  return entries.filter(
    (recorded) =>
      (recorded.type === 'answered' && standingAnswer(entries, recorded.key) === recorded) ||
      (recorded.type === 'confirmed' && standingConfirmation(entries, recorded.key) === recorded),
  ) as (EntryOf<'answered'> | EntryOf<'confirmed'>)[]; // `filter` cannot narrow through the two lookups.
}
