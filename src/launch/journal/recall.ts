import type { Entry, EntryOf } from './entry.ts';

/** The answer that stands for a question's key: the last one given and not taken back since. */
export function standingAnswer(entries: readonly Entry[], key: string): EntryOf<'answered'> | undefined {
  const last = entries.findLast((recorded) => isAbout(recorded, key, 'answered'));
  return last?.type === 'answered' ? last : undefined;
}

/** Whether the last that happened to an answer is that it was taken back. */
export function isWithdrawn(entries: readonly Entry[], key: string): boolean {
  return entries.findLast((recorded) => isAbout(recorded, key, 'answered'))?.type === 'withdrawn';
}

/** The confirmation that stands for a money question's key. */
export function standingConfirmation(entries: readonly Entry[], key: string): EntryOf<'confirmed'> | undefined {
  const last = entries.findLast((recorded) => isAbout(recorded, key, 'confirmed'));
  return last?.type === 'confirmed' ? last : undefined;
}

function isAbout(recorded: Entry, key: string, given: 'answered' | 'confirmed'): boolean {
  return (recorded.type === given || recorded.type === 'withdrawn') && recorded.key === key;
}

/** All answers and confirmations that stand, in the order they were given. */
export function standingAnswers(entries: readonly Entry[]): readonly (EntryOf<'answered'> | EntryOf<'confirmed'>)[] {
  const standing = new Map<string, EntryOf<'answered'> | EntryOf<'confirmed'>>();
  for (const recorded of entries) {
    if (recorded.type === 'withdrawn') {
      standing.delete(`answered ${recorded.key}`);
      standing.delete(`confirmed ${recorded.key}`);
    } else if (recorded.type === 'answered' || recorded.type === 'confirmed') {
      const place = `${recorded.type} ${recorded.key}`;
      // Given anew, it comes last.
      standing.delete(place);
      standing.set(place, recorded);
    }
  }
  return [...standing.values()];
}

/** How far a write is that was begun: sent with unknown outcome, or done. */
type Begun =
  | { readonly kind: 'intended'; readonly intention: EntryOf<'intended'> }
  | { readonly kind: 'finished'; readonly finished: EntryOf<'finished'> };

/** How far a write is. One that was refused or taken back counts as never begun, which is the same. */
type Standing = { readonly kind: 'not begun' } | Begun;

export function standingOf(entries: readonly Entry[], write: string): Standing {
  const last = entries.findLast(
    (recorded) =>
      ('write' in recorded && recorded.write === write) ||
      (recorded.type === 'finished' && recorded.undoes?.includes(write)),
  );
  if (last?.type === 'intended') return { kind: 'intended', intention: last };
  if (last?.type === 'finished' && !last.undoes?.includes(write)) return { kind: 'finished', finished: last };
  return { kind: 'not begun' };
}

/** Every write that is done and was not taken back, in the order in which they were done. */
export function standingWrites(entries: readonly Entry[]): readonly EntryOf<'finished'>[] {
  const begun = begunWrites(entries);
  return entries.filter((recorded): recorded is EntryOf<'finished'> => {
    if (recorded.type !== 'finished') return false;
    const standing = begun.get(recorded.write);
    return standing?.kind === 'finished' && standing.finished === recorded;
  });
}

/**
 * Tells of an answer the title of the first write that was sent, or may have been sent, using it; undefined where none was. A write names
 * the key of the answer, or the question, and then it used every answer to it.
 */
export function writesThatUsed(
  entries: readonly Entry[],
): (answer: Pick<EntryOf<'answered'>, 'key' | 'question'>) => string | undefined {
  const begun = begunWrites(entries);
  const titles = new Map<string, string>();
  for (const recorded of entries) {
    if (recorded.type !== 'intended' && recorded.type !== 'finished') continue;
    if (!begun.has(recorded.write)) continue;
    for (const used of recorded.uses ?? []) if (!titles.has(used)) titles.set(used, recorded.title);
  }
  return ({ key, question }) => titles.get(key) ?? titles.get(question);
}

function begunWrites(entries: readonly Entry[]): ReadonlyMap<string, Begun> {
  const begun = new Map<string, Begun>();
  for (const recorded of entries) {
    if (recorded.type === 'refused') begun.delete(recorded.write);
    if (recorded.type === 'intended') begun.set(recorded.write, { kind: 'intended', intention: recorded });
    if (recorded.type !== 'finished') continue;
    begun.set(recorded.write, { kind: 'finished', finished: recorded });
    for (const undone of recorded.undoes ?? []) begun.delete(undone);
  }
  return begun;
}
