import type { Mode } from './mode.ts';

declare const keyMode: unique symbol;

/** A key that starts `flint_test_`: bound to one sandbox, simulated money. */
export type TestKey = string & { readonly [keyMode]: 'test' };

/** A key that starts `flint_live_`: real merchant data, real money. */
export type LiveKey = string & { readonly [keyMode]: 'live' };

/** The key that a client of mode `M` takes. */
export type KeyOf<M extends Mode> = M extends 'live' ? LiveKey : TestKey;

/**
 * Why a text is no usable key.
 * `line break`: a second line inside, usually two things pasted at once. `webhook secret`: a `whsec_` value.
 * `not a Flint key`: another prefix, or nothing behind the prefix. `illegal characters`: blanks or bytes no header may carry.
 */
export type KeyProblem = 'empty' | 'line break' | 'webhook secret' | 'not a Flint key' | 'illegal characters';

/**
 * A text judged by its prefix. `marked` keys are those of the embedded sandbox; they may never leave this machine.
 */
export type KeyReading =
  | { readonly mode: 'test'; readonly key: TestKey; readonly marked: boolean }
  | { readonly mode: 'live'; readonly key: LiveKey; readonly marked: boolean }
  | { readonly problem: KeyProblem };

const markedKey = /^flint_(?:test|live)_rehearsal_/;
const bracketedPaste = new RegExp(`${String.fromCharCode(27)}\\[20[01]~`, 'g');

/**
 * Reads a key as people paste it: white space, quotes, bracketed-paste markers and a leading `FLINT_API_KEY=` are dropped.
 * Only the prefix is judged; length and alphabet of the rest are not documented (the API notes, transport, section 2).
 */
export function readKey(text: string): KeyReading {
  const key = bareText(text);
  if (key === '') return { problem: 'empty' };
  if (/[\r\n]/.test(key)) return { problem: 'line break' };
  if (key.startsWith('whsec_')) return { problem: 'webhook secret' };
  const prefix = prefixOf(key);
  if (prefix === undefined || key === prefix) return { problem: 'not a Flint key' };
  if (!/^[\x21-\x7e]+$/.test(key)) return { problem: 'illegal characters' };
  const marked = isMarked(key);
  // The brand has no runtime form; this is the one place where a text becomes a key.
  return prefix === 'flint_test_'
    ? { mode: 'test', key: key as TestKey, marked }
    : { mode: 'live', key: key as LiveKey, marked };
}

/** Whether a key belongs to the embedded sandbox of a rehearsal. */
export function isMarked(key: string): boolean {
  return markedKey.test(key);
}

/** A key as it may be shown: prefix, an ellipsis and the last four characters (none of a very short key). */
export function maskKey(key: string): string {
  const prefix = prefixOf(key) ?? '';
  const rest = key.slice(prefix.length);
  return `${prefix}…${rest.length >= 12 ? rest.slice(-4) : ''}`;
}

/** The mode that a key's prefix stands for. */
export function modeOfKey(key: string): Mode | undefined {
  const prefix = prefixOf(key);
  if (prefix === undefined) return undefined;
  return prefix === 'flint_live_' ? 'live' : 'test';
}

function prefixOf(key: string): 'flint_test_' | 'flint_live_' | undefined {
  if (key.startsWith('flint_test_')) return 'flint_test_';
  return key.startsWith('flint_live_') ? 'flint_live_' : undefined;
}

function bareText(text: string): string {
  const assigned = text
    .replace(bracketedPaste, '')
    .trim()
    .replace(/^(?:export\s+)?FLINT_API_KEY\s*=\s*/, '');
  return assigned.replace(/^(["'`])(.*)\1$/s, '$2').trim();
}
