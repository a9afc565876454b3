import { z } from 'zod';
import { type Mode, readMode } from '../../flint/mode.ts';
import type { HeaderReader } from '../../flint/transport/exchange.ts';
import { cleanText } from '../../flint/wire/text.ts';

/** Where in an answer a mode was named: the header, or a field of the JSON body. */
export type NamedBy = 'the Flint-Mode header' | `the field ${string}`;

/**
 * What an answer says about its mode. `contradiction`: it names both. `unknown word`: it names something that is no mode.
 * A service that names no mode says `nothing`.
 */
export type NamedMode =
  | { readonly mode: Mode; readonly by: NamedBy }
  | { readonly mode: undefined; readonly why: 'nothing' | 'contradiction' }
  | { readonly mode: undefined; readonly why: 'unknown word'; readonly by: NamedBy; readonly word: string };

const object = z.record(z.string(), z.unknown());
const fields: readonly (readonly string[])[] = [
  ['flint_mode'],
  ['flintMode'],
  ['flint', 'mode'],
  ['data', 'flint_mode'],
  ['mode'],
];

/**
 * Reads which mode a service says it runs in: the header `Flint-Mode`, or one of the JSON fields `flint_mode`, `flintMode`, `flint.mode`,
 * `data.flint_mode`, `mode`. Words are those of the header, and `sandbox`, as Flint describes a test key. Never guesses: a body that is no
 * JSON, another word or two different modes are no mode.
 */
export function readNamedMode(header: HeaderReader, body: string): NamedMode {
  const named = [...namedInHeader(header), ...namedInBody(body)];
  const modes = new Set(named.map(({ word }) => modeOf(word)));
  const [first] = named;
  if (first === undefined) return { mode: undefined, why: 'nothing' };
  const unknown = named.find(({ word }) => modeOf(word) === undefined);
  if (unknown !== undefined) {
    return { mode: undefined, why: 'unknown word', by: unknown.by, word: cleanText(unknown.word, 40) };
  }
  const mode = modeOf(first.word);
  if (mode === undefined || modes.size > 1) return { mode: undefined, why: 'contradiction' };
  return { mode, by: first.by };
}

interface Named {
  readonly by: NamedBy;
  readonly word: string;
}

function namedInHeader(header: HeaderReader): Named[] {
  const word = header('flint-mode')?.trim() ?? '';
  return word === '' ? [] : [{ by: 'the Flint-Mode header', word }];
}

function namedInBody(body: string): Named[] {
  const json = parse(body);
  return fields.flatMap((path) => {
    const word = valueAt(json, path);
    return typeof word === 'string' && word !== '' ? [{ by: `the field ${path.join('.')}` as const, word }] : [];
  });
}

function modeOf(word: string): Mode | undefined {
  return word === 'sandbox' ? 'test' : readMode(word);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    const read = object.safeParse(inner);
    return read.success && Object.hasOwn(read.data, key) ? read.data[key] : undefined;
  }, value);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
