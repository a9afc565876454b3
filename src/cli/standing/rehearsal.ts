import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LaunchStopped } from '../../launch/failure.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { readProductionKey } from '../../steps/target.ts';
import type { World } from '../../steps/world.ts';
import { inWords } from '../rehearse/embedded.ts';

/** The Flint of a rehearsal, started again for looking or for writing, and the world that its launch works on. */
export interface ReopenedRehearsal {
  readonly world: World;
  readonly close: () => Promise<void>;
}

/**
 * Starts the embedded Flint of a rehearsal again. For looking it works on a copy of its state, so that nothing in the
 * rehearsal changes, not even by the passing of time; for writing it is the state itself, and the caller holds the lock.
 *
 * @param project the scratch project that the journal names
 * @throws LaunchStopped when there is no rehearsal, or its state cannot be read
 */
export async function reopenRehearsal(
  folder: string,
  project: string,
  how: { readonly writes: boolean; readonly programVersion: string },
): Promise<ReopenedRehearsal> {
  const state = join(folder, 'sandbox.json');
  if (!existsSync(state)) throw noRehearsal(folder);
  const scratch = how.writes ? undefined : await copyOf(state);
  const close = async (): Promise<void> => {
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true });
  };
  try {
    const sandbox = await startSandbox({ stateFile: scratch === undefined ? state : join(scratch, 'sandbox.json') });
    const target = {
      name: 'embedded' as const,
      baseUrl: new URL(sandbox.baseUrl),
      dashboardUrl: sandbox.dashboardUrl,
    };
    const key = readProductionKey(target, sandbox.keys.live);
    return {
      world: {
        target,
        programVersion: how.programVersion,
        folder: project,
        ...(key.ok ? { keyAtHand: { ...key.answer, from: 'the rehearsal’s dashboard' } } : {}),
        sandboxKeyText: sandbox.keys.test,
        secretPlaces: ['env-file'],
        suggested: {},
      },
      close: async () => {
        await sandbox.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw inWords(error);
  }
}

async function copyOf(state: string): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'flint-golive-look-'));
  await copyFile(state, join(scratch, 'sandbox.json'));
  await chmod(join(scratch, 'sandbox.json'), 0o600);
  return scratch;
}

function noRehearsal(folder: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'There is no rehearsal to look at.',
    meaning: `${folder} holds none. Rehearsals against Flint’s own sandbox cannot be looked at in this way.`,
    remedy: 'Begin one with flint-golive rehearse, or leave out --rehearsal.',
    passing: 'final',
  });
}
