import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { LaunchStopped } from '../../../launch/failure.ts';
import { plainTextWithin } from '../../../launch/plain-text.ts';

/** A finding that somebody takes upon themselves, such as a key that was revoked and stays in the history. */
export interface AcceptedFinding {
  readonly fingerprint: string;
  /** Files, and folders ending in a slash, relative to where the sweep starts; absent: everywhere. */
  readonly in?: readonly string[] | undefined;
  /** A mask, for people only. */
  readonly what?: string | undefined;
  readonly reason: string;
  readonly by: string;
  /** The last day on which it holds, as in 2027-01-31. */
  readonly until?: string | undefined;
}

/** A file that cannot be read and may stay unread, such as a dump that is too large. */
export interface AcceptedUnread {
  readonly file: string;
  readonly reason: string;
  readonly by: string;
}

/** What a project accepts. It holds fingerprints and masks, and no secret. */
export interface AcceptList {
  readonly version: 1;
  readonly accepted: readonly AcceptedFinding[];
  readonly unread: readonly AcceptedUnread[];
}

export const emptyList: AcceptList = { version: 1, accepted: [], unread: [] };

const usualName = '.flint-golive-accept.json';

/** Where the list is: the file that was named, else `.flint-golive-accept.json` where the sweep starts. */
export function acceptListPath(cwd: string, named: string | undefined): string {
  return resolve(cwd, named ?? usualName);
}

/** Reads a list; without a file, an empty one. @throws LaunchStopped when it cannot be read or makes no sense */
export async function readAcceptList(path: string): Promise<AcceptList> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT') return undefined;
    throw refused(path, `The system refused it (${code}).`);
  });
  if (text === undefined) return emptyList;
  const { parseAcceptList } = await import('./parse.ts');
  const parsed = parseAcceptList(text);
  if ('problem' in parsed) throw refused(path, parsed.problem);
  return plainTextWithin(parsed.list);
}

function refused(path: string, meaning: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'usage',
    headline: `The list of accepted findings in ${basename(path)} cannot be used.`,
    meaning: `${meaning} Nothing was read.`,
    remedy: 'Correct the file; the README shows what stands in it.',
    passing: 'final',
  });
}
