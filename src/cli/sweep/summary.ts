import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { expiredFor } from './accepted/accept.ts';
import { type AcceptList, emptyList } from './accepted/list.ts';
import type { Finding, Level } from './finding.ts';
import type { Fixed } from './fix.ts';
import type { RootSweep } from './reading.ts';

/** A sweep as a whole. */
export interface Summary {
  readonly counts: Readonly<Record<Level, number>>;
  /** Findings that are where they may be. */
  readonly fine: number;
  readonly filesRead: number;
  /** Findings that somebody accepted. */
  readonly accepted: number;
  /** Accepted findings whose last day has passed. */
  readonly expired: readonly { readonly fingerprint: string; readonly until: string; readonly reason: string }[];
  /** `accepted`: why it may stay unread. */
  readonly notRead: readonly (RootSweep['notRead'][number] & { readonly accepted?: string })[];
  /** Plans and id maps of launches, whose ids are none that the project uses. */
  readonly exported: readonly string[];
  /** Absent when it was not asked for. */
  readonly history?: 'read' | 'cut' | 'not read';
  readonly asked: { readonly sandbox: boolean; readonly live: boolean; readonly testKeyFrom?: string };
  /** Whether what nobody could decide keeps the sweep from being clean. */
  readonly countsUndecided: boolean;
}

export function summarise(
  sweeps: readonly RootSweep[],
  findings: readonly Finding[],
  how: Pick<Summary, 'asked' | 'countsUndecided'> & { readonly list?: AcceptList; readonly today?: string },
): Summary {
  const { asked, countsUndecided, list = emptyList, today = '' } = how;
  const counts = { error: 0, undecided: 0, warning: 0, note: 0 };
  for (const { level } of findings) counts[level] += 1;
  const histories = sweeps.flatMap(({ history }) => (history === undefined ? [] : [history]));
  const cut = histories.some((history) => history.read && history.cut);
  const history = histories.some(({ read }) => !read) ? 'not read' : cut ? 'cut' : 'read';
  return {
    counts,
    fine: findings.filter(({ level, accepted }) => level === 'note' && accepted === undefined).length,
    accepted: findings.filter(({ accepted }) => accepted !== undefined).length,
    expired: expiredFor(list, findings, today).map(({ fingerprint, until = '', reason }) => {
      return { fingerprint, until, reason };
    }),
    filesRead: sweeps.reduce((sum, { filesRead }) => sum + filesRead, 0),
    notRead: sweeps.flatMap(({ root, notRead }) =>
      notRead.map(({ file: below, reason }) => {
        const file = `${root.label}${below}`;
        const accepted = list.unread.find((entry) => entry.file === file)?.reason;
        return { file, reason, ...(accepted === undefined ? {} : { accepted }) };
      }),
    ),
    exported: sweeps.flatMap(({ root, exported }) => exported.map((file) => `${root.label}${file}`)),
    ...(histories.length === 0 ? {} : { history }),
    asked,
    countsUndecided,
  };
}

/** 0 only when nothing is left and, unless that was waived, nothing is undecided. */
export function exitCodeOf(summary: Summary, fixed: readonly Fixed[]): ExitCode {
  const { counts, notRead, history, countsUndecided } = summary;
  if (fixed.some(({ outcome }) => outcome === 'not confirmed')) return exitCodes.confirmationMissing;
  if (counts.error > 0) return exitCodes.notComplete;
  // What was not read may hold anything.
  if (history === 'not read' || history === 'cut' || notRead.some(({ accepted }) => accepted === undefined)) {
    return exitCodes.notComplete;
  }
  return countsUndecided && counts.undecided > 0 ? exitCodes.notComplete : exitCodes.done;
}
