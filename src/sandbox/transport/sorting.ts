import { z } from 'zod';
import { invalid } from './api-error.ts';

/** The values are not documented; these two are taken, any other is refused. */
export const sortDirectionInput = z.string().optional();

type Value = string | number;

/**
 * Puts a list into the order a query asks for: texts from A, times and amounts from the highest, unless a direction is given.
 * Without `sort_by` the newest comes first. Items are handed in oldest first; equal ones stay newest first.
 */
export function inOrder<Item, Name extends string>(
  items: readonly Item[],
  query: { readonly sort_by?: Name | undefined; readonly sort_direction?: string | undefined },
  values: Readonly<Record<Name, (item: Item) => Value>>,
): Item[] {
  const { sort_by, sort_direction } = query;
  if (sort_direction !== undefined && sort_direction !== 'asc' && sort_direction !== 'desc') {
    throw invalid('sort_direction', 'sort_direction is asc or desc.');
  }
  const newestFirst = [...items].reverse();
  if (sort_by === undefined) return sort_direction === 'asc' ? [...items] : newestFirst;
  const value = values[sort_by];
  const rising = sort_direction === undefined ? sort_by === 'name' : sort_direction === 'asc';
  return newestFirst.sort((one, other) => compare(value(one), value(other)) * (rising ? 1 : -1));
}

function compare(one: Value, other: Value): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other));
}
