import type { Examination } from '../../checks/symptoms/examination.ts';

/** Something that is no longer as it was. */
export interface Turn {
  readonly kind: 'found' | 'well' | 'unknown';
  readonly id: string;
  readonly title: string;
  readonly message: string;
}

/** How each item stood when it was last seen, and which could not be seen the last time. */
interface Known {
  readonly stood: Map<string, 'done' | 'missing'>;
  readonly unseen: Map<string, number>;
}

/** A single look that fails is no news: networks do that. */
const looksUntilUnknown = 2;

/** Tells from look to look what turned. The first look tells nothing: it is shown as a whole. */
export function createTurns(): (examination: Examination) => readonly Turn[] {
  const known: Known = { stood: new Map(), unseen: new Map() };
  let first = true;
  return (examination) => {
    const turns = turnsOf(examination, known);
    const told = first ? [] : turns;
    first = false;
    return told;
  };
}

function turnsOf({ verdicts }: Examination, { stood, unseen }: Known): Turn[] {
  const present = new Set(verdicts.map(({ id }) => id));
  // What merely repeats another finding is left out of a look, and has not turned by that.
  for (const id of unseen.keys()) if (!present.has(id)) unseen.delete(id);
  return verdicts.flatMap(({ id, title, verdict }): Turn[] => {
    const { status, message } = verdict;
    if (status === "can't tell") {
      const looks = (unseen.get(id) ?? 0) + 1;
      unseen.set(id, looks);
      return looks === looksUntilUnknown && stood.has(id) ? [{ kind: 'unknown', id, title, message }] : [];
    }
    unseen.delete(id);
    const before = stood.get(id);
    stood.set(id, status);
    if (before === status) return [];
    if (status === 'missing') return [{ kind: 'found', id, title, message }];
    return before === 'missing' ? [{ kind: 'well', id, title, message }] : [];
  });
}
