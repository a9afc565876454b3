/** A word this program does not know. Empty when the field was missing or no word at all. */
export interface Unknown {
  readonly unknown: string;
}

/**
 * A word of an open list: one of the known words as a plain string, or `{ unknown }`. New words can appear at any time
 * (the API notes, transport, section 5); as an unknown is never a string, no comparison with a word of success can hold for it.
 */
export type OpenEnum<Word extends string> = Word | Unknown;

/** The word as it may be shown; `not stated` for a missing one. */
export function wordOf(value: OpenEnum<string>): string {
  if (typeof value === 'string') return value;
  return value.unknown === '' ? 'not stated' : value.unknown;
}

/** Whether a word is one this program knows. */
export function isKnown<Word extends string>(value: OpenEnum<Word>): value is Word {
  return typeof value === 'string';
}
