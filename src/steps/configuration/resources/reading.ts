import { join } from 'node:path';
import type { FlintClient } from '../../../flint/client.ts';
import type { TestKey } from '../../../flint/keys.ts';
import { LaunchStopped } from '../../../launch/failure.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import { type Inventory, readInventory } from '../../../recreate/inventory.ts';
import { readVariable } from '../../../secrets/env-file.ts';
import type { Reference } from '../../../sweep/reference.ts';
import { revealTestKey } from '../../../sweep/reveal.ts';
import { connectSandbox } from '../../connections.ts';
import type { Production } from '../../live-key/script.ts';
import { readSandboxKey } from '../../target.ts';
import type { World } from '../../world.ts';
import { readingSheet, words } from './copy.ts';
import { isInProductionFile, unique } from './references.ts';

/** What both modes have. Without a key of the sandbox its part is empty, and nothing is known to be of test mode. */
export interface Planes {
  readonly live: Inventory;
  readonly sandbox: Inventory;
  /** Only ever read with. */
  readonly sandboxClient: FlintClient<'test'> | undefined;
}

const nothing: Inventory = {
  objects: new Map(),
  unread: [],
  categories: { read: false, because: 'no key of the sandbox' },
};

/** Reads the configuration of both modes completely. Stops where only the sandbox's key could tell what production's files name. */
export async function readPlanes(
  step: Verbs,
  world: World,
  production: Production,
  references: readonly Reference[],
): Promise<Planes> {
  const read = async (title: string, client: FlintClient): Promise<Inventory> =>
    await step.observe(title, () => readInventory(client, { onProgress: progressOf(step, title) }));
  const live = await read(words.readingProduction, production.client);
  const key = await sandboxKeyOf(world, production, references);
  if (key === undefined) {
    demandNothingDoubtful(references, live, production.place.file);
    return { live, sandbox: nothing, sandboxClient: undefined };
  }
  const sandboxClient = connectSandbox(world.target, key, step.signal);
  return { live, sandbox: await read(words.readingSandbox, sandboxClient), sandboxClient };
}

/** Large configurations take a while: every hundred objects the screen says how many there are. */
function progressOf(step: Verbs, title: string): (read: number) => void {
  let said = 0;
  return (read) => {
    if (read < said + 100) return;
    said = read;
    step.show(readingSheet(title, read));
  };
}

/** The sandbox's key: given in the environment, or found in the project's own development settings. */
async function sandboxKeyOf(
  world: World,
  production: Production,
  references: readonly Reference[],
): Promise<TestKey | undefined> {
  // In a rehearsal against Flint's own sandbox, one key is both.
  if (production.key.mode === 'test') return production.key.key;
  if (world.sandboxKeyText !== undefined) return readSandboxKey(world.target, world.sandboxKeyText);
  for (const reference of references.filter(({ kind, inEnvFile }) => kind === 'test key' && inEnvFile)) {
    const key = readSandboxKey(world.target, await revealTestKey(world.folder, reference));
    if (key) return key;
  }
  const stored = await readVariable(join(world.folder, '.env'), 'FLINT_API_KEY');
  return stored === undefined
    ? undefined
    : readSandboxKey(world.target, typeof stored === 'string' ? stored : stored.reveal());
}

function demandNothingDoubtful(references: readonly Reference[], live: Inventory, file: string): void {
  const doubtful = references.filter(
    (reference) =>
      reference.kind === 'configuration id' &&
      isInProductionFile(reference, file) &&
      !live.objects.has(reference.value),
  );
  if (doubtful.length === 0) return;
  throw new LaunchStopped({
    kind: 'credentials',
    headline: `${file} names ids that do not exist in live mode.`,
    meaning: `${unique(doubtful.map(({ value }) => value)).join(', ')}: whether they are of your sandbox, only its key can tell.`,
    remedy: 'Set FLINT_TEST_API_KEY to the key of the sandbox, and run the same command again.',
    passing: 'final',
  });
}
