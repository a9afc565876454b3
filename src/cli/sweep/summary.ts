import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Finding, Level } from './finding.ts';
import type { Fixed } from './fix.ts';
import type { RootSweep } from './reading.ts';

/** A sweep as a whole. */
export interface Summary {
  readonly counts: Readonly<Record<Level, number>>;
  /** Findings that are where they may be. */
  readonly fine: number;
  readonly filesRead: number;
  readonly notRead: RootSweep['notRead'];
  /** Absent when it was not asked for. */
  readonly history?: 'read' | 'cut' | 'not read';
  readonly asked: { readonly sandbox: boolean; readonly live: boolean; readonly testKeyFrom?: string };
  /** Whether what nobody could decide keeps the sweep from being clean. */
  readonly countsUndecided: boolean;
}

export function summarise(
  sweeps: readonly RootSweep[],
  findings: readonly Finding[],
  how: Pick<Summary, 'asked' | 'countsUndecided'>,
): Summary {
  const counts = { error: 0, undecided: 0, warning: 0, note: 0 };
  for (const { level } of findings) counts[level] += 1;
  const histories = sweeps.flatMap(({ history }) => (history === undefined ? [] : [history]));
  const cut = histories.some((history) => history.read && history.cut);
  const history = histories.some(({ read }) => !read) ? 'not read' : cut ? 'cut' : 'read';
  return {
    counts,
    fine: counts.note,
    filesRead: sweeps.reduce((sum, { filesRead }) => sum + filesRead, 0),
    notRead: sweeps.flatMap(({ root, notRead }) =>
      notRead.map(({ file, reason }) => ({ file: `${root.label}${file}`, reason })),
    ),
    ...(histories.length === 0 ? {} : { history }),
    ...how,
  };
}

/** 0 only when nothing is left and, unless that was waived, nothing is undecided. */
export function exitCodeOf(summary: Summary, fixed: readonly Fixed[]): ExitCode {
  const { counts, notRead, history, countsUndecided } = summary;
  if (fixed.some(({ outcome }) => outcome === 'not confirmed')) return exitCodes.confirmationMissing;
  if (counts.error > 0) return exitCodes.notComplete;
  // What was not read may hold anything.
  if (history === 'not read' || history === 'cut' || notRead.length > 0) return exitCodes.notComplete;
  return countsUndecided && counts.undecided > 0 ? exitCodes.notComplete : exitCodes.done;
}
