import { stripVTControlCharacters } from 'node:util';

/**
 * Makes text from outside (API answers, files, git) harmless to a terminal: no escape sequence, no control character
 * and no invisible or direction-changing character survives. Line breaks and tabs become spaces, since every renderer
 * sets its own lines.
 */
export function plainText(text: string): string {
  return stripVTControlCharacters(text).replace(lineBreaks, ' ').replace(controlOrInvisible, '');
}

/** Every string inside a value made harmless by {@link plainText}; the shape of the value stays as it is. */
export function plainTextWithin<T>(value: T): T {
  return clean(value) as T; // The shape is kept: only strings are replaced, by strings.
}

const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
// Control characters; format characters (zero-width, bidirectional, soft hyphen, tags); lone surrogates.
const controlOrInvisible = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

function clean(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, clean(part)]));
  }
  return value;
}
