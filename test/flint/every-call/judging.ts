import { expect } from 'vitest';
import type { Answer } from '../../../src/flint/answer.ts';
import type { FlintClient } from '../../../src/flint/client.ts';
import type { Listing } from '../../../src/flint/listing.ts';

/** What an answer is judged by: what the client made of it, and what was sent as `data`. */
export type Judge = (value: unknown, data: unknown) => void;

/** One call of the client: the operation whose answer is drawn, and where a word decides something, what may be concluded from it. */
export interface CallUnderTest {
  readonly operation: string;
  readonly call: (client: FlintClient<'live'>) => Promise<unknown>;
  readonly judge?: Judge;
}

export const idempotencyKey = 'k';
export const body = { name: 'A' };
export const dollar = { amount: 100, currency: 'USD' };

export const value = async <T>(answer: Promise<Answer<T> | undefined>): Promise<T | undefined> => (await answer)?.value;
export const all = async <T>(listing: Listing<T>): Promise<readonly T[]> => (await listing.all()).value;

/** A field of what was sent, however deep; undefined where it is not. */
export function sent(data: unknown, ...path: readonly (string | number)[]): unknown {
  let found: unknown = data;
  for (const name of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Object.entries(found).find(([key]) => key === String(name))?.[1];
  }
  return found;
}

/** Where the client calls something good, exactly this was sent. */
export function only(good: boolean, ...facts: readonly (readonly [unknown, unknown])[]): void {
  if (!good) return;
  for (const [found, wanted] of facts) expect(found).toEqual(wanted);
}

/** Nobody is told "active" or "ready" of an item that was sent with another word. */
export function itemsSay(word: string, read: readonly { readonly status?: unknown }[], data: unknown): void {
  const good = read.filter(({ status }) => status === word).length;
  const stated = Array.isArray(data) ? data.filter((item) => sent(item, 'status') === word).length : 0;
  expect(good).toBeLessThanOrEqual(stated);
}

/** What a call gave as a list; of which type its items are, the judge of that call knows. */
export function listOf<Item>(read: unknown): readonly Item[] {
  return Array.isArray(read) ? read : [];
}
