import { basename, join, resolve } from 'node:path';
import { LaunchStopped } from '../../launch/failure.ts';
import { takeLock } from '../../launch/lock.ts';
import { readProductionKey } from '../../steps/target.ts';
import { makeStateFolder } from '../state-folder.ts';
import { goOnOrBeginAnew, recordFileIn } from './beginning.ts';
import { worldOfOwnSandbox } from './own-sandbox-world.ts';
import { writeRecord } from './record.ts';
import type { Rehearsal } from './rehearsal.ts';
import { scratchCopy } from './scratch-copy.ts';

/**
 * Opens a rehearsal against Flint's own sandbox: a test key stands in for the live key, and every answer has to say
 * `Flint-Mode: test`. Nothing in its reach could build a live client.
 */
export async function openOwnSandbox(options: {
  readonly folder: string;
  /**
   * The project, absolute; a scratch copy of it is used. Absent: that of the rehearsal that was interrupted, or else the current
   * folder.
   */
  readonly project: string | undefined;
  readonly baseUrl: URL;
  /** FLINT_TEST_API_KEY; without it the person is asked, hidden. */
  readonly testKeyText: string | undefined;
  readonly fresh: boolean;
  readonly programVersion: string;
}): Promise<Rehearsal> {
  const { folder, baseUrl, testKeyText } = options;
  const key = testKeyText === undefined ? undefined : readProductionKey({ name: 'sandbox', baseUrl }, testKeyText);
  if (key?.ok === false) {
    throw new LaunchStopped({
      kind: 'credentials',
      headline: 'FLINT_TEST_API_KEY cannot be used.',
      meaning: key.problem,
      remedy: 'Set it to a key of your sandbox, or unset it to rehearse against the embedded sandbox.',
      passing: 'final',
    });
  }
  await makeStateFolder(join(folder, '..'));
  const lock = takeLock(`${folder}.lock`);
  try {
    const kept = await goOnOrBeginAnew(folder, options);
    const from = kept?.project ?? options.project ?? resolve('.');
    const project = join(folder, 'project', basename(from));
    writeRecord(recordFileIn(folder), { project: from, complete: false });
    await makeStateFolder(join(folder, 'project'));
    await scratchCopy(from, project);
    return {
      world: worldOfOwnSandbox({ baseUrl, project, testKeyText, programVersion: options.programVersion }),
      journalFile: join(folder, 'journal.json'),
      close: async (isComplete) => {
        try {
          if (isComplete) writeRecord(recordFileIn(folder), { project: from, complete: true });
        } finally {
          lock.release();
        }
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
