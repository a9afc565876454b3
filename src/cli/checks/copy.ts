import type { Verdict } from '../../checks/check.ts';

/** What is said about a round of checks, on screen and in lines. */
export const copy = {
  fixed: (what: string, status: Verdict['status']): string => `${what} It was checked again: ${again[status]}`,
  attesting: 'Keeping your word for it',
  attested: (title: string): string => `Kept as attested: ${title}.`,
  notToBeAttested: (title: string): string => `Only what cannot be seen is attested, and this was seen: ${title}.`,
  withdrawing: 'Taking the word back',
  withdrawn: (title: string): string => `No longer attested: ${title}.`,
  finishing: (what: string): string => `${what}: this is finished first ...`,
  requestId: (id: string): string => `Request id ${id}.`,

  sum: (settled: number, all: number): string => `${settled} of ${all} settled`,
  allSettled: (all: number): string => `All ${all} items are settled: done, or attested by a person.`,
  counts: (parts: readonly string[]): string => `${parts.join(', ')}.`,
  stillOpen: 'Still open',
  notChecked: 'It was not checked to the end.',
};

const again: Readonly<Record<Verdict['status'], string>> = {
  done: 'done.',
  missing: 'still missing.',
  "can't tell": 'it cannot be seen yet.',
};
