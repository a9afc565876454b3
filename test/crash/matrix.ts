import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chain, struckIn } from './chain.ts';
import { expectWholeLaunch } from './expectations.ts';
import { type Fate, isInShare } from './fates.ts';
import { type RunOptions, recordIn, rehearse } from './rehearsal.ts';

/** How one part of the matrix went. */
export interface Part {
  readonly seen: readonly string[];
  readonly struck: readonly { readonly fate: Fate; readonly boundary: string }[];
  /** Boundaries that the program met and at which nothing happened to it. */
  readonly skipped: readonly string[];
  readonly runs: number;
  readonly launches: number;
  readonly complaints: readonly string[];
}

/** A signal lets the program go on for a moment, so of boundaries that lie close together a launch is struck at one only. */
const mostLaunches = 60;

/**
 * Strikes every boundary of a whole launch once, each with its own fate or all with the one that is given, and holds each launch
 * that comes to its end to what has to be true then. A launch can end with boundaries left, where a fate did it no harm; the
 * next one goes on with those.
 */
export async function strikeAll(options: Omit<RunOptions, 'clockAhead' | 'home'>): Promise<Part> {
  const home = await mkdtemp(join(tmpdir(), 'golive-crash-'));
  try {
    await recordOrdinaryRun(home, options);
    let runs = 0;
    const complaints: string[] = [];
    for (let launches = 1; ; launches += 1) {
      const one = await chain({ home, ...options });
      runs += one.runs.length;
      complaints.push(...one.complaints);
      if (one.runs.at(-1)?.exitCode === 0) complaints.push(...(await expectWholeLaunch(home, one)));
      const part = { ...standing(home, options.share), runs, launches, complaints };
      // A launch without a fate has passed every boundary that there is.
      if ((part.skipped.length === 0 && one.struck.length === 0) || launches === mostLaunches) return part;
      if (one.runs.at(-1)?.exitCode !== 0) return part;
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** A launch to which nothing happens shows the boundaries that every launch crosses. */
async function recordOrdinaryRun(home: string, options: Omit<RunOptions, 'clockAhead' | 'home'>): Promise<void> {
  const elsewhere = await mkdtemp(join(tmpdir(), 'golive-crash-'));
  try {
    const { exitCode, stderr } = await rehearse({ ...options, home: elsewhere, clockAhead: 0, share: nobodys });
    if (exitCode !== 0) throw new Error(`a run to which nothing happened ended with ${exitCode}: ${stderr}`);
    await mkdir(join(home, 'crash'), { recursive: true });
    await copyFile(join(elsewhere, 'crash', 'seen'), join(home, 'crash', 'ordinary'));
  } finally {
    await rm(elsewhere, { recursive: true, force: true });
  }
}

/** No boundary is the place that does not exist. */
const nobodys = '-1/1';

function standing(home: string, share: string | undefined): Pick<Part, 'seen' | 'struck' | 'skipped'> {
  const seen = recordIn(home, 'seen');
  const struck = struckIn(home);
  const ordinary = new Set(recordIn(home, 'ordinary'));
  const done = new Set(struck.map(({ boundary }) => boundary));
  return {
    seen,
    struck,
    skipped: seen.filter((boundary) => isInShare(boundary, share, ordinary) && !done.has(boundary)),
  };
}
