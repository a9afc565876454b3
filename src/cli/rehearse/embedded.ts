import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Lock } from '../../launch/lock.ts';
import { takeLock } from '../../launch/lock.ts';
import type { Receiver, Sandbox } from '../../sandbox/index.ts';
import { PortInUse, StateFileDamaged, startSandbox } from '../../sandbox/index.ts';
import { makeStateFolder } from '../state-folder.ts';
import { goOnOrBeginAnew, recordFileIn } from './beginning.ts';
import { startDeployedShop } from './deployed-shop.ts';
import { writeRecord } from './record.ts';
import type { Rehearsal } from './rehearsal.ts';
import { layOutSampleProject } from './sample-project.ts';
import { scratchCopy } from './scratch-copy.ts';
import { worldOf } from './world.ts';

export interface EmbeddedOptions {
  /** The state folder of this rehearsal. */
  readonly folder: string;
  /**
   * The project to rehearse with, absolute; a scratch copy of it is used. Absent: that of the rehearsal that was interrupted,
   * or else the sample project.
   */
  readonly project?: string;
  /** Begin anew even if the last rehearsal was interrupted. */
  readonly fresh: boolean;
  readonly speed: number;
  readonly programVersion: string;
}

/** Opens a rehearsal, or goes on with the one that was interrupted, against the same Flint as before. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Rehearsal> {
  const { folder } = options;
  await makeStateFolder(folder);
  // The lock lies beside the folder, since beginning anew removes the folder's content.
  const lock = takeLock(`${folder}.lock`);
  const opened: { sandbox?: Sandbox; receiver?: Receiver } = {};
  try {
    const kept = await goOnOrBeginAnew(folder, { fresh: options.fresh, project: options.project });
    const from = kept === undefined ? options.project : kept.project;
    const project = join(folder, 'project', from === undefined ? 'shop' : basename(from));
    const sandbox = await startSandbox({
      port: kept?.sandboxPort ?? 0,
      stateFile: join(folder, 'sandbox.json'),
      speed: options.speed,
    });
    opened.sandbox = sandbox;
    const journalFile = join(folder, 'journal.json');
    const receiver = await startDeployedShop({ project, journalFile }, sandbox, kept?.receiverPort ?? 0);
    opened.receiver = receiver;
    const record = {
      ...(from === undefined ? {} : { project: from }),
      sandboxPort: portOf(sandbox.baseUrl),
      receiverPort: receiver.port,
    };
    writeRecord(recordFileIn(folder), { ...record, complete: false });
    await layOut(project, from, sandbox, receiver.url);
    return {
      world: worldOf(project, sandbox, receiver, options.programVersion),
      sandboxUrl: sandbox.baseUrl,
      journalFile,
      close: async (complete) => {
        try {
          if (complete) writeRecord(recordFileIn(folder), { ...record, complete });
        } finally {
          await putAway(opened, lock);
        }
      },
    };
  } catch (error) {
    await putAway(opened, lock);
    throw inWords(error);
  }
}

async function layOut(folder: string, from: string | undefined, sandbox: Sandbox, webhookUrl: string): Promise<void> {
  if (from === undefined) {
    const { samples, keys, baseUrl } = sandbox;
    await mkdir(join(folder, '..'), { recursive: true });
    await layOutSampleProject(folder, { ...samples, testKey: keys.test, baseUrl, webhookUrl });
  } else {
    await scratchCopy(from, folder);
  }
}

async function putAway({ sandbox, receiver }: { sandbox?: Sandbox; receiver?: Receiver }, lock: Lock): Promise<void> {
  try {
    // The shop last: what Flint is about to deliver still arrives.
    await sandbox?.close();
  } finally {
    try {
      await receiver?.close();
    } finally {
      lock.release();
    }
  }
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

/** The errors of the embedded sandbox, in sentences; any other comes back as it is. */
export function inWords(error: unknown): unknown {
  if (error instanceof PortInUse) {
    return new LaunchStopped({
      kind: 'refused',
      headline: `Port ${error.port}, which this rehearsal uses, is taken by another program.`,
      meaning:
        'The webhook address that was registered in it, and the sandbox itself, keep their ports. Nothing was lost.',
      remedy: 'Stop the other program and run the same command again, or begin a new rehearsal with --fresh.',
      passing: 'final',
    });
  }
  if (error instanceof StateFileDamaged) {
    return new LaunchStopped({
      kind: 'refused',
      headline: 'The state of the rehearsal’s sandbox cannot be read.',
      meaning: error.message,
      remedy: 'Begin a new rehearsal with --fresh. No real account is touched by it.',
      passing: 'final',
    });
  }
  return error;
}
