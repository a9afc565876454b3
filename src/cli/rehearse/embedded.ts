import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Lock } from '../../launch/lock.ts';
import { takeLock } from '../../launch/lock.ts';
import type { Receiver, Sandbox } from '../../sandbox/index.ts';
import { PortInUse, StateFileDamaged, startSandbox } from '../../sandbox/index.ts';
import { makeStateFolder } from '../state-folder.ts';
import { startDeployedShop } from './deployed-shop.ts';
import { readRecord, writeRecord } from './record.ts';
import type { Rehearsal } from './rehearsal.ts';
import { layOutSampleProject } from './sample-project.ts';
import { scratchCopy } from './scratch-copy.ts';
import { worldOf } from './world.ts';

export interface EmbeddedOptions {
  /** The state folder of this rehearsal. */
  readonly folder: string;
  /** The project to rehearse with; a scratch copy of it is used. Absent: the sample project. */
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
  const recordFile = join(folder, 'rehearsal.json');
  const before = readRecord(recordFile);
  if (options.fresh || before?.complete) await rm(folder, { recursive: true, force: true });
  await makeStateFolder(folder);
  const kept = options.fresh || before?.complete ? undefined : before;

  const project = join(folder, 'project', options.project === undefined ? 'shop' : basename(options.project));
  const opened: { sandbox?: Sandbox; receiver?: Receiver } = {};
  try {
    const sandbox = await startSandbox({
      port: kept?.sandboxPort ?? 0,
      stateFile: join(folder, 'sandbox.json'),
      speed: options.speed,
    });
    opened.sandbox = sandbox;
    const journalFile = join(folder, 'journal.json');
    const receiver = await startDeployedShop({ project, journalFile }, sandbox, kept?.receiverPort ?? 0);
    opened.receiver = receiver;
    writeRecord(recordFile, { sandboxPort: portOf(sandbox.baseUrl), receiverPort: receiver.port, complete: false });
    await layOut(project, options.project, sandbox, receiver.url);
    return {
      world: worldOf(project, sandbox, receiver, options.programVersion),
      sandboxUrl: sandbox.baseUrl,
      journalFile,
      close: async (complete) => {
        if (complete) {
          writeRecord(recordFile, { sandboxPort: portOf(sandbox.baseUrl), receiverPort: receiver.port, complete });
        }
        await putAway(opened, lock);
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
  await receiver?.close();
  await sandbox?.close();
  lock.release();
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
