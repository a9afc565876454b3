import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { LaunchStopped } from '../../launch/failure.ts';
import { plainText } from '../../launch/plain-text.ts';
import { type Sweep, type SweepProgress, sweepFolder } from '../../sweep/find.ts';
import { type GitStanding, gitStanding } from '../../sweep/git-standing.ts';
import { type HistorySweep, sweepHistory } from '../../sweep/history.ts';
import { isSecret } from '../../sweep/reference.ts';

/** One of the places to read: a folder, or a single file of one. */
export interface Root {
  readonly folder: string;
  readonly only?: string;
  /** What stands before its files' names for whoever started the sweep: empty, or ending in a slash. */
  readonly label: string;
}

/** What was found below one root. */
export interface RootSweep extends Sweep {
  readonly root: Root;
  readonly standing: GitStanding;
  readonly history?: HistorySweep;
}

/** The places that were named, or the folder the sweep was started in. @throws LaunchStopped for one that is not there */
export function rootsOf(paths: readonly string[], cwd: string): Root[] {
  const start = resolve(cwd);
  return (paths.length === 0 ? ['.'] : paths).map((path) => {
    const full = resolve(start, path);
    const isFolder = isFolderAt(full, path);
    // The link that somebody names is meant to be followed; those inside are not.
    const real = realpathSync(full);
    const folder = isFolder ? real : dirname(real);
    const inside = plainText(relative(realpathSync(start), folder).split(sep).join('/'));
    const label = inside === '' ? '' : `${inside}/`;
    return isFolder ? { folder, label } : { folder, only: basename(real), label };
  });
}

function isFolderAt(full: string, path: string): boolean {
  try {
    const standing = statSync(full, { throwIfNoEntry: false });
    if (standing !== undefined) return standing.isDirectory();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code !== 'ENOTDIR') throw notSeen(path, code);
  }
  throw notThere(path);
}

/** Bundles and data files are long; what is longer still is named as not read. */
const largestFileBytes = 64 * 1024 * 1024;

/** Reads one root, and asks git how it stands to the files with secrets. */
export async function readRoot(
  root: Root,
  how: {
    readonly history: boolean;
    readonly except?: string | undefined;
    readonly onProgress: (progress: SweepProgress) => void;
  },
): Promise<RootSweep> {
  const { folder, only } = root;
  const found = await sweepFolder(folder, { built: true, only, largestFileBytes, onProgress: how.onProgress });
  const counts = ({ file }: { readonly file: string }): boolean => join(folder, file) !== how.except;
  const sweep = { ...found, references: found.references.filter(counts), notRead: found.notRead.filter(counts) };
  const withSecrets = new Set(sweep.references.filter(isSecret).map(({ file }) => file));
  const standing: GitStanding =
    withSecrets.size === 0 ? { repository: 'unknown' } : await gitStanding(folder, [...withSecrets]);
  return { root, ...sweep, standing, ...(how.history ? { history: await sweepHistory(folder) } : {}) };
}

function notThere(path: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'usage',
    headline: `${plainText(path)} is not there.`,
    meaning: 'Nothing was read.',
    remedy: 'Name folders or files that exist, relative to the current folder or to --cwd.',
    passing: 'final',
  });
}

function notSeen(path: string, code: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'usage',
    headline: `${plainText(path)} may not be looked at.`,
    meaning: `The system refused it (${code}), so whether it is there is not known. Nothing was read.`,
    remedy: 'Give this user the right to read its folder, or leave it out.',
    passing: 'final',
  });
}
