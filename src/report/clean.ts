import { plainText } from '../launch/plain-text.ts';

const secret = /(flint_(?:live|test)_(?:rehearsal_)?|whsec_)[A-Za-z0-9+/=_-]{4,}/g;
const credentialsInUrl = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;

/** A text as a report may hold it: nothing in it acts on a terminal, and keys, signing secrets and passwords are cut out. */
function clean(text: string): string {
  return plainText(text).replace(secret, '$1…').replace(credentialsInUrl, '$1…@');
}

/** Every text inside a value made clean; its shape stays as it is. */
export function cleanWithin<Value>(value: Value): Value {
  return walk(value) as Value; // Only texts are replaced, by texts.
}

function walk(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(walk);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]));
  }
  return value;
}
