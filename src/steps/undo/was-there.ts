import type { Entry, EntryOf } from '../../launch/journal/entry.ts';

/** Adopted although no sending of unknown outcome was open: somebody else made it, or an earlier launch. */
export function wasThereBefore(entry: EntryOf<'finished'>, entries: readonly Entry[]): boolean {
  if (entry.how !== 'adopted') return false;
  // An attempt that was refused made nothing, nor is one from before it was last taken back the reason why it is there now.
  const last = entries
    .slice(0, entries.indexOf(entry))
    .findLast((earlier) => 'write' in earlier && earlier.write === entry.write);
  return last?.type !== 'intended';
}
