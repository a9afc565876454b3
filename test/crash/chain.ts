import type { Ended } from '../ended.ts';
import type { Fate } from './fates.ts';
import { type RunOptions, recordIn, rehearse } from './rehearsal.ts';

/** What became of a launch that was struck at one boundary after the other and started again each time. */
export interface Chain {
  /** The fates, in the order in which they struck, each with its boundary. */
  readonly struck: readonly { readonly fate: Fate; readonly boundary: string }[];
  readonly runs: readonly Ended[];
  /** Runs that did not end as they should have, in words. */
  readonly complaints: readonly string[];
}

const day = 24 * 60 * 60 * 1000;

/** Runs the rehearsal again and again, until a run of it reaches the end. One that does not in so many runs is complained about. */
export async function chain(options: Omit<RunOptions, 'clockAhead'>, mostRuns = 2000): Promise<Chain> {
  const runs: Ended[] = [];
  const complaints: string[] = [];
  let clockAhead = 0;
  let known = struckIn(options.home).length;
  const from = known;
  for (;;) {
    const ended = await rehearse({ ...options, clockAhead });
    runs.push(ended);
    const all = struckIn(options.home);
    const met = all.slice(known).at(0);
    known = all.length;
    const complaint = complaintAbout(ended, met, clockAhead > 0);
    if (complaint !== undefined) complaints.push(complaint);
    if (met?.fate === '25h') clockAhead += day + 60 * 60 * 1000;
    const isEndless = ended.exitCode !== 0 && runs.length >= mostRuns;
    if (isEndless) complaints.push(`the launch did not come to its end in ${mostRuns} runs`);
    const over = ended.exitCode === 0 || (met === undefined && complaint !== undefined) || isEndless;
    if (over) return { struck: all.slice(from), runs, complaints };
  }
}

/** The boundaries that were met in the runs of a home and at which nothing happened, of those that are its share. */
export function struckIn(home: string): { fate: Fate; boundary: string }[] {
  return recordIn(home, 'struck').map((line) => {
    const [fate = '', boundary = ''] = line.split('\t');
    return { fate: fate as Fate, boundary }; // Written by the program under test, from the same list.
  });
}

function complaintAbout(
  ended: Ended,
  met: { fate: Fate; boundary: string } | undefined,
  aDayPassed: boolean,
): string | undefined {
  // Money that was confirmed for a key of yesterday is confirmed again before it is sent again: this run stops there.
  if (aDayPassed && ended.exitCode === 4 && ended.stderr === '') return undefined;
  const { exitCode, signal, stdout, stderr } = ended;
  const where = met === undefined ? 'a run without any fate' : `${met.fate} at ${met.boundary}`;
  const how = `${where}: ended with ${exitCode ?? signal}, ${stderr.slice(0, 2000)}${lastLine(stdout).slice(-1500)}`;
  if (met === undefined) return exitCode === 0 ? undefined : how;
  switch (met.fate) {
    case 'SIGKILL':
    case '25h':
      return signal === 'SIGKILL' ? undefined : how;
    case 'SIGTERM':
    case 'SIGINT':
      // Before the program listens for signals the system ends it.
      return signal === met.fate || exitCode === 130 || exitCode === 0 ? undefined : how;
    case 'ENOSPC':
    case 'EIO':
      // Trouble with the disk that meets no write harms nothing; any other is said in words, and is no bug of ours.
      return signal === null && (exitCode === 0 || exitCode === 1) && stderr === '' ? undefined : how;
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
