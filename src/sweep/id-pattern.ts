import { idPrefixes } from './id-prefixes.ts';

/** An id where it stands in a text. */
export interface IdMatch {
  readonly id: string;
  /** Index of the id's first character. */
  readonly index: number;
}

const stems = new Set(idPrefixes.map(({ prefix }) => prefix.slice(0, -1)));
const lengths = [...stems].map((stem) => stem.length);
const shortestStem = Math.min(...lengths);
const longestStem = Math.max(...lengths);
const onlyAnId = new RegExp(`^(?:${[...stems].join('|')})_[A-Za-z0-9]{3,}$`);

/**
 * Every whole id in a text, in order. An id is a known prefix and three or more letters or digits that begins and ends at a
 * word boundary; length, case and alphabet are not judged (the API notes, transport, section 5).
 *
 * It goes from underscore to underscore instead of through an alternation of all prefixes: most text has few of them.
 */
export function* idsIn(text: string): Generator<IdMatch> {
  for (let at = text.indexOf('_'); at !== -1; at = text.indexOf('_', at + 1)) {
    const index = startOfId(text, at);
    if (index === undefined) continue;
    let end = at + 1;
    while (isLetterOrDigit(text.charCodeAt(end))) end += 1;
    if (end - at > 3 && text.charCodeAt(end) !== underscore) yield { id: text.slice(index, end), index };
  }
}

/** True when a text holds an id, or what may be the beginning of a key or a secret. Right for any encoding that keeps ASCII. */
export function mayHoldReferences(text: string): boolean {
  for (let at = text.indexOf('_'); at !== -1; at = text.indexOf('_', at + 1)) {
    if (mayBeSecret(text, at)) return true;
    // Three characters behind the underscore first: that is cheap and settles nearly all.
    if (!isLetterOrDigit(text.charCodeAt(at + 1)) || !isLetterOrDigit(text.charCodeAt(at + 3))) continue;
    if (isLetterOrDigit(text.charCodeAt(at + 2)) && startOfId(text, at) !== undefined) return true;
  }
  return false;
}

/** The same for keys and secrets alone. */
export function mayHoldSecrets(text: string): boolean {
  return text.includes('whsec_') || text.includes('flint_test_') || text.includes('flint_live_');
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
  if (index === 0) return true;
  const before = text.charCodeAt(index - 1);
  if (before !== underscore && !isLetterOrDigit(before)) return true;
  return (
    /\\[nrt]$/.test(text.slice(Math.max(0, index - 2), index)) ||
    /%[0-9A-Fa-f]{2}$/.test(text.slice(Math.max(0, index - 3), index))
  );
}

/** Where the id begins whose underscore is at this index, if a known prefix ends there. */
function startOfId(text: string, at: number): number | undefined {
  if (!isEnding(text, at)) return undefined;
  for (let length = Math.min(longestStem, at); length >= shortestStem; length -= 1) {
    if (stems.has(text.slice(at - length, at)) && startsWord(text, at - length)) return at - length;
  }
  return undefined;
}

/** Every prefix has two letters or more. The last two of them settle nearly every underscore without making a string. */
const endings = new Uint8Array(128 * 128);
for (const stem of stems) endings[stem.charCodeAt(stem.length - 2) * 128 + stem.charCodeAt(stem.length - 1)] = 1;

function isEnding(text: string, at: number): boolean {
  if (at < 2) return false;
  const first = text.charCodeAt(at - 2);
  const second = text.charCodeAt(at - 1);
  return first < 128 && second < 128 && endings[first * 128 + second] === 1;
}

function mayBeSecret(text: string, at: number): boolean {
  // The letters before the underscore of `whsec_`, `flint_test_` and `flint_live_`.
  switch (text.charCodeAt(at - 1)) {
    case 0x63:
      return text.startsWith('whsec', at - 5);
    case 0x74:
      return text.startsWith('flint', at - 5);
    default:
      return false;
  }
}

const underscore = 0x5f;

function isLetterOrDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}
