import { FaultSyntaxError } from './syntax-error.ts';

/** One word of a fault and where it stands. */
export interface Word {
  readonly text: string;
  readonly position: number;
}

/** The words of a fault, taken one after the other. */
export interface Words {
  /** The next word, without taking it. */
  peek(): Word | undefined;
  /** Takes the next word; `expected` says in a sentence what is missing if there is none. */
  take(expected: string): Word;
  /** An error that points at a word, or at a place inside of it. */
  refuse(word: Word, problem: string, offset?: number): FaultSyntaxError;
}

export function splitWords(text: string): Words {
  const words = [...text.matchAll(/\S+/g)].map((match): Word => ({ text: match[0], position: match.index }));
  let next = 0;
  return {
    peek: () => words[next],
    take(expected) {
      const word = words[next];
      if (word === undefined) throw new FaultSyntaxError(text, text.trimEnd().length, expected);
      next += 1;
      return word;
    },
    refuse: (word, problem, offset = 0) => new FaultSyntaxError(text, word.position + offset, problem),
  };
}

/** The known word that was probably meant, as a sentence to append; empty when none is near. */
export function didYouMean(text: string, known: Iterable<string>): string {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of known) {
    const distance = editDistance(text.toLowerCase().slice(0, 64), name.toLowerCase());
    if (best === undefined || distance < best.distance) best = { name, distance };
  }
  return best !== undefined && best.distance <= Math.max(2, best.name.length / 4) ? ` Did you mean ${best.name}?` : '';
}

/** Levenshtein's: how many letters have to be put in, taken out or exchanged. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= other.length; j++) {
      const exchanged = (above[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      row.push(Math.min(exchanged, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
  }
  return row.at(-1) ?? 0;
}
