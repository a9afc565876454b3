import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Receiver, Sandbox } from '../../sandbox/index.ts';
import { PortInUse, startSandbox } from '../../sandbox/index.ts';
import type { World } from '../../steps/world.ts';
import { startDeployedShop } from '../rehearse/deployed-shop.ts';
import { inWords } from '../rehearse/embedded.ts';
import { readRecord } from '../rehearse/record.ts';
import { worldOf } from '../rehearse/world.ts';

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
  const opened: { sandbox?: Sandbox; receiver?: Receiver | undefined } = {};
  const close = async (): Promise<void> => {
    try {
      await opened.receiver?.close();
    } finally {
      try {
        await opened.sandbox?.close();
      } finally {
        if (scratch !== undefined) await rm(scratch, { recursive: true, force: true });
      }
    }
  };
  try {
    const sandbox = await startSandbox({ stateFile: scratch === undefined ? state : join(scratch, 'sandbox.json') });
    opened.sandbox = sandbox;
    opened.receiver = await shopOf(folder, project, sandbox);
    return { world: worldOf(project, sandbox, opened.receiver, how.programVersion), close };
  } catch (error) {
    await close();
    throw inWords(error);
  }
}

/** The deployed service, where it was; undefined while a rehearsal that runs has its port. */
async function shopOf(folder: string, project: string, sandbox: Sandbox): Promise<Receiver | undefined> {
  const port = readRecord(join(folder, 'rehearsal.json'))?.receiverPort;
  if (port === undefined) return undefined;
  try {
    return await startDeployedShop({ project, journalFile: join(folder, 'journal.json') }, sandbox, port);
  } catch (error) {
    if (error instanceof PortInUse) return undefined;
    throw error;
  }
}

async function copyOf(state: string): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'flint-golive-look-'));
  await copyFile(state, join(scratch, 'sandbox.json'));
  await chmod(join(scratch, 'sandbox.json'), 0o600);
  return scratch;
}

/** There is none in this state folder. */
export function noRehearsal(folder: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'There is no rehearsal to look at.',
    meaning: `${folder} holds none.`,
    remedy:
      'Begin one with flint-golive rehearse (--on-flint against Flint’s own sandbox), name another with --launch NAME, or leave out --rehearsal.',
    passing: 'final',
  });
}
