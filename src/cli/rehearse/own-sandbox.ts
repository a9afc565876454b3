import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LaunchStopped } from '../../launch/failure.ts';
import { takeLock } from '../../launch/lock.ts';
import type { Target } from '../../steps/target.ts';
import { readProductionKey } from '../../steps/target.ts';
import { makeStateFolder } from '../state-folder.ts';
import type { Rehearsal } from './rehearsal.ts';
import { scratchCopy } from './scratch-copy.ts';

/**
 * Opens a rehearsal against Flint's own sandbox: a test key stands in for the live key, and every answer has to say
 * `Flint-Mode: test`. Nothing in its reach could build a live client.
 */
export async function openOwnSandbox(options: {
  readonly folder: string;
  /** The project; a scratch copy of it is used. */
  readonly project: string;
  readonly baseUrl: URL;
  /** FLINT_TEST_API_KEY; without it the person is asked, hidden. */
  readonly testKeyText: string | undefined;
  readonly fresh: boolean;
  readonly programVersion: string;
}): Promise<Rehearsal> {
  const { folder, testKeyText } = options;
  const target: Target = { name: 'sandbox', baseUrl: options.baseUrl };
  const key = testKeyText === undefined ? undefined : readProductionKey(target, testKeyText);
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
    const complete = join(folder, 'complete');
    if (options.fresh || existsSync(complete)) await rm(folder, { recursive: true, force: true });
    await makeStateFolder(join(folder, 'project'));
    const project = join(folder, 'project', basename(options.project));
    await scratchCopy(options.project, project);
    return {
      world: {
        target,
        programVersion: options.programVersion,
        folder: project,
        secretPlaces: ['env-file'],
        suggested: {},
        ...(key?.ok ? { keyAtHand: { ...key.answer, from: 'FLINT_TEST_API_KEY' } } : {}),
      },
      journalFile: join(folder, 'journal.json'),
      close: async (isComplete) => {
        if (isComplete) await writeFile(complete, '');
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
