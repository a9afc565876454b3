import { idPrefixes } from './id-prefixes.ts';

/** An id where it stands in a text. */
export interface IdMatch {
  readonly id: string;
  /** Index of the id's first character. */
  readonly index: number;
}

const stems = idPrefixes.map(({ prefix }) => prefix.slice(0, -1));
const idPattern = new RegExp(`(?:${stems.join('|')})_[A-Za-z0-9]{3,}(?![A-Za-z0-9_])`, 'g');
const onlyAnId = new RegExp(`^(?:${stems.join('|')})_[A-Za-z0-9]{3,}$`);

/**
 * Every whole id in a text, in order. An id is a known prefix and three or more letters or digits that begins and ends at a
 * word boundary; length, case and alphabet are not judged (the API notes, transport, section 5).
 */
export function* idsIn(text: string): Generator<IdMatch> {
  for (const match of text.matchAll(idPattern)) {
    if (startsWord(text, match.index)) yield { id: match[0], index: match.index };
  }
}

/** True when the text is one id and nothing else. */
export function isId(text: string): boolean {
  return onlyAnId.test(text);
}

/**
 * True when a word can begin at this index: the start, after anything that is no letter, digit or underscore, and after an
 * escape whose last character only looks like one (`\nprod_1a2` in a JSON string, `%2Fprod_1a2` in a URL).
 */
export function startsWord(text: string, index: number): boolean {
  if (index === 0 || !/[A-Za-z0-9_]/.test(text.charAt(index - 1))) return true;
  return (
    /\\[nrt]$/.test(text.slice(Math.max(0, index - 2), index)) ||
    /%[0-9A-Fa-f]{2}$/.test(text.slice(Math.max(0, index - 3), index))
  );
}
