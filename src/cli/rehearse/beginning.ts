import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LaunchStopped } from '../../launch/failure.ts';
import { demandProject } from '../project-folder.ts';
import { makeStateFolder, realFolder } from '../state-folder.ts';
import { type RehearsalRecord, readRecord } from './record.ts';

/** Where the record of a rehearsal lies in its state folder. */
export function recordFileIn(folder: string): string {
  return join(folder, 'rehearsal.json');
}

/**
 * Makes a rehearsal's folder ready: as it was left, and then answers with its record, or empty. It begins anew when that is wished,
 * when the last rehearsal came to its end, and when there is no record. Whoever calls it holds the lock.
 *
 * @throws LaunchStopped when an interrupted rehearsal is one of another project, the project is not there, or the record
 * cannot be read
 */
export async function goOnOrBeginAnew(
  folder: string,
  wished: { readonly fresh: boolean; readonly project: string | undefined },
): Promise<RehearsalRecord | undefined> {
  const recordFile = recordFileIn(folder);
  const before = wished.fresh ? undefined : readRecord(recordFile);
  if (before !== undefined && !before.complete) {
    demandSameProject(before, wished.project);
    return before;
  }
  if (wished.project !== undefined) demandProject(wished.project);
  // The record goes first: a removal that is cut off then leaves what nobody takes for a rehearsal.
  await rm(recordFile, { force: true });
  await rm(folder, { recursive: true, force: true });
  await makeStateFolder(folder);
  return undefined;
}

function demandSameProject({ project }: RehearsalRecord, wished: string | undefined): void {
  if (wished === undefined || (project !== undefined && realFolder(project) === realFolder(wished))) return;
  throw new LaunchStopped({
    kind: 'usage',
    headline: 'An interrupted rehearsal of another project is there.',
    meaning: `It works on ${project === undefined ? 'the sample project' : `a copy of ${project}`}, and --cwd names ${wished}. Nothing was changed.`,
    remedy:
      'Leave --cwd out to go on with it, add --fresh to begin anew with yours, or give yours a name with --launch NAME.',
    passing: 'final',
  });
}
