import type { Entry } from '../../src/launch/journal/entry.ts';

/** Keys of answers and confirmations that were given while one stood already. */
export function askedTwice(entries: readonly Entry[]): string[] {
  const standing = new Set<string>();
  return entries.flatMap((entry) => {
    if (entry.type === 'withdrawn') standing.delete(entry.key);
    if (entry.type !== 'answered' && entry.type !== 'confirmed') return [];
    if (standing.has(entry.key)) return [entry.key];
    standing.add(entry.key);
    return [];
  });
}

/**
 * Entries that take something back although nothing went wrong that an answer or a write could cause. After a day that is the consent
 * to a payment, and the attempt whose Idempotency-Key ran out; nothing else.
 */
export function takenBack(entries: readonly Entry[], aDayPassed: boolean): Entry[] {
  const consents = new Set(entries.flatMap((entry) => (entry.type === 'confirmed' ? [entry.key] : [])));
  return entries.filter((entry) => {
    if (entry.type === 'withdrawn') return !aDayPassed || !consents.has(entry.key);
    return entry.type === 'refused' && (!aDayPassed || entry.because !== 'Its Idempotency-Key ran out.');
  });
}
