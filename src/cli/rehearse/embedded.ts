import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Lock } from '../../launch/lock.ts';
import { takeLock } from '../../launch/lock.ts';
import type { Receiver, Sandbox } from '../../sandbox/index.ts';
import { PortInUse, StateFileDamaged, startReceiver, startSandbox } from '../../sandbox/index.ts';
import { readVariable } from '../../secrets/env-file.ts';
import type { Target } from '../../steps/target.ts';
import { readProductionKey } from '../../steps/target.ts';
import type { World } from '../../steps/world.ts';
import { makeStateFolder } from '../state-folder.ts';
import { readRecord, writeRecord } from './record.ts';
import type { Rehearsal } from './rehearsal.ts';
import { layOutSampleProject } from './sample-project.ts';
import { scratchCopy } from './scratch-copy.ts';

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

const productionFile = '.env.production';

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
    const productionPath = join(project, productionFile);
    const receiver = await startReceiver({
      port: kept?.receiverPort ?? 0,
      secret: () => deployedSetting(productionPath, 'FLINT_WEBHOOK_SECRET'),
      shop: { flintUrl: sandbox.baseUrl, key: () => deployedSetting(productionPath, 'FLINT_API_KEY') },
    });
    opened.receiver = receiver;
    writeRecord(recordFile, { sandboxPort: portOf(sandbox.baseUrl), receiverPort: receiver.port, complete: false });
    await layOut(project, options.project, sandbox, receiver.url);
    return {
      world: worldOf(project, sandbox, receiver, options.programVersion),
      sandboxUrl: sandbox.baseUrl,
      journalFile: join(folder, 'journal.json'),
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

/** The key that FLINT_API_KEY would hold at this point of a real launch: made on the dashboard, at hand. */
function worldOf(folder: string, sandbox: Sandbox, receiver: Receiver, programVersion: string): World {
  const target: Target = {
    name: 'embedded',
    baseUrl: new URL(sandbox.baseUrl),
    dashboardUrl: sandbox.dashboardUrl,
  };
  const key = readProductionKey(target, sandbox.keys.live);
  return {
    target,
    programVersion,
    folder,
    ...(key.ok ? { keyAtHand: { ...key.answer, from: 'the rehearsal’s dashboard' } } : {}),
    sandboxKeyText: sandbox.keys.test,
    secretPlaces: ['env-file'],
    suggested: {
      'account.website-url': 'https://shop.example.com',
      'account.support-email': 'help@shop.example.com',
      'configuration.webhook-url': receiver.url,
      ...(receiver.healthUrl === undefined ? {} : { 'cut-over.health-url': receiver.healthUrl }),
    },
    ...(receiver.shopUrl === undefined ? {} : { shopUrl: receiver.shopUrl }),
  };
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

/** What the deployed service would have read from its configuration: whatever the production file holds now. */
async function deployedSetting(file: string, name: string): Promise<string | undefined> {
  const value = await readVariable(file, name).catch(() => undefined);
  return typeof value === 'string' || value === undefined ? value : value.reveal();
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
