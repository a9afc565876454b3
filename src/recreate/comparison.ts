import type { WireBody, WireRecord } from '../flint/wire/fields.ts';
import { cleanText } from '../flint/wire/text.ts';
import { categoriesNamedBy } from './categories.ts';
import { isFilled, isRecord } from './raw.ts';

/** A field that reads back otherwise than it was meant to be. The texts are cleaned. */
export interface Difference {
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

/**
 * What differs between a create body and the object as it reads back. Every field of a body was itself read from Flint, so one that is
 * missing afterwards is a difference, unless it says no more than a default would. Sandbox ids in `anyId` stand for whatever took their place.
 */
export function differences(
  expected: WireBody,
  found: WireRecord,
  options: { readonly anyId?: ReadonlySet<string>; readonly except?: readonly string[] } = {},
): readonly Difference[] {
  const except = new Set([...incomparable, ...(options.except ?? [])]);
  const anyId = options.anyId ?? new Set<string>();
  return Object.entries(expected).flatMap(([field, value]) => {
    if (except.has(field)) return [];
    const there = field === 'categories' ? categoriesNamedBy(found).map(({ handle }) => handle) : found[field];
    const isSame = field === 'categories' || field === 'components' ? sameInAnyOrder : same;
    return isSame(value, there, anyId) ? [] : [{ field, expected: shown(value), found: shown(there) }];
  });
}

// Addresses of images change on the way, positions may be renumbered, and options and variants are compared by themselves.
const incomparable = ['images', 'position', 'default_variant', 'options', 'variants', 'selected_option_values'];

function same(expected: unknown, found: unknown, anyId: ReadonlySet<string>): boolean {
  if (typeof expected === 'string' && anyId.has(expected)) return typeof found === 'string';
  if (!isFilled(expected) || expected === false) return !isFilled(found) || found === false;
  if (Array.isArray(expected)) {
    return (
      Array.isArray(found) &&
      found.length === expected.length &&
      expected.every((entry: unknown, place) => same(entry, found[place], anyId))
    );
  }
  if (isRecord(expected)) {
    return (
      isRecord(found) &&
      Object.entries(expected).every(([name, value]) => name === 'position' || same(value, found[name], anyId))
    );
  }
  return expected === found || sameInstant(expected, found);
}

function sameInAnyOrder(expected: unknown, found: unknown, anyId: ReadonlySet<string>): boolean {
  if (!Array.isArray(expected) || !Array.isArray(found) || expected.length !== found.length) return false;
  const left: unknown[] = [...found];
  return expected.every((entry: unknown) => {
    const place = left.findIndex((other) => same(entry, other, anyId));
    if (place !== -1) left.splice(place, 1);
    return place !== -1;
  });
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

function sameInstant(expected: unknown, found: unknown): boolean {
  if (typeof expected !== 'string' || typeof found !== 'string') return false;
  return instant.test(expected) && instant.test(found) && Date.parse(expected) === Date.parse(found);
}

function shown(value: unknown): string {
  if (!isFilled(value)) return 'nothing';
  return cleanText(typeof value === 'string' ? value : JSON.stringify(value), 120);
}
