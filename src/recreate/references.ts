import { isRecord } from './raw.ts';

// Prefixes of the API notes, catalog, section 2: configuration, and what is made at run time but may stand in a rule.
const idShape =
  /^(?:prod|var|opt|optv|bun|bunc|ctg|mg|ms|plan|promo|pcode|ipt|pl|pmdom|whep|loc|dprof|dmet|dzone|dls|dcb|drate|invi|invp|dev|rrsn|rpol|rl|rule|cus|ord|sub)_(?=[0-9a-z]*[0-9A-Z])[0-9A-Za-z]{3,}$/;

/** Whether a text has the form of an id of this kind of server. A made-up word such as `plan_gold` has not: no digit, no capital. */
export function looksLikeId(text: string): boolean {
  return idShape.test(text);
}

/** Every id in a value, however deep it hides: known ones, and texts that look like one. Each once, in order. */
export function idsIn(value: unknown, isKnown: (text: string) => boolean): readonly string[] {
  const found = new Set<string>();
  walk(value, (text) => {
    if (isKnown(text) || looksLikeId(text)) found.add(text);
    return text;
  });
  return [...found];
}

/** The value with every id that has a counterpart replaced by it, however deep. Only whole texts are ids. */
export function swapIds(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  return walk(value, (text) => ids.get(text) ?? text);
}

function walk(value: unknown, each: (text: string) => string): unknown {
  if (typeof value === 'string') return each(value);
  if (Array.isArray(value)) return value.map((entry: unknown) => walk(entry, each));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, walk(entry, each)]));
}
