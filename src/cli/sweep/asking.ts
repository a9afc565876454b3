import { connect, type FlintClient } from '../../flint/client.ts';
import { FlintError } from '../../flint/errors.ts';
import { type LiveKey, readKey, type TestKey } from '../../flint/keys.ts';
import type { CopyPlan } from '../../recreate/copy-plan.ts';
import { type Inventory, readInventory } from '../../recreate/inventory.ts';
import { planCopies } from '../../recreate/plan.ts';
import { readSandboxKey } from '../../steps/target.ts';
import { revealTestKey } from '../../sweep/reveal.ts';
import { readEnvironment } from '../environment.ts';
import { keyRefused, otherMerchants } from './asking-copy.ts';
import type { RootSweep } from './reading.ts';

/** What Flint has, as far as the keys at hand allowed to ask. */
export interface Asked {
  readonly sandbox: Inventory | undefined;
  readonly live: Inventory | undefined;
  /** Where the test key is from, in words. */
  readonly testKeyFrom?: string;
  readonly plan?: CopyPlan;
}

interface TestKeyAtHand {
  readonly key: TestKey;
  readonly from: string;
  /** A key that merely lies in the project may be an old one: Flint refusing it is no failure. */
  readonly optional: boolean;
}

/**
 * Reads the configuration of both planes, as far as there are keys: FLINT_API_KEY, and FLINT_TEST_API_KEY or a test key found in
 * the project. Only reads are sent.
 *
 * @throws LaunchStopped for a key that cannot be used; FlintError when Flint cannot be asked
 */
export async function askFlint(sweeps: readonly RootSweep[], environment: NodeJS.ProcessEnv): Promise<Asked> {
  const { apiKey, testApiKey, baseUrl } = readEnvironment(environment);
  const liveKey = apiKey === undefined ? undefined : readLiveKey(apiKey);
  const test = testApiKey === undefined ? await testKeyIn(sweeps, baseUrl, apiKey) : given(testApiKey, baseUrl);
  const sandboxClient = test && connect({ mode: 'test', key: test.key, baseUrl });
  const liveClient = liveKey && connect({ mode: 'live', key: liveKey, baseUrl });
  const [sandbox, live] = await Promise.all([
    sandboxClient && inventoryOf(sandboxClient, test?.optional === true),
    liveClient && readInventory(liveClient),
  ]);
  if (sandbox && live && sandboxClient?.merchantId !== liveClient?.merchantId) throw otherMerchants();
  const ids = sweeps.flatMap(({ references }) => references).filter(({ kind }) => kind === 'configuration id');
  const plan = sandbox && live && planCopies([...new Set(ids.map(({ value }) => value))], sandbox, live);
  return {
    sandbox,
    live,
    ...(sandbox && test ? { testKeyFrom: test.from } : {}),
    ...(plan === undefined ? {} : { plan }),
  };
}

/** FLINT_API_KEY often holds the test key where an integration is developed; then it is no live key, and that is fine. */
function readLiveKey(text: string): LiveKey | undefined {
  const read = readKey(text);
  if ('problem' in read) throw keyRefused('FLINT_API_KEY', read.problem);
  return read.mode === 'live' ? read.key : undefined;
}

function given(text: string, baseUrl: URL): TestKeyAtHand {
  const read = readKey(text);
  if ('problem' in read) throw keyRefused('FLINT_TEST_API_KEY', read.problem);
  const key = readSandboxKey({ name: 'live', baseUrl }, text);
  if (key === undefined) throw keyRefused('FLINT_TEST_API_KEY', read.mode === 'live' ? 'live key' : 'rehearsal key');
  return { key, from: 'FLINT_TEST_API_KEY', optional: false };
}

async function testKeyIn(
  sweeps: readonly RootSweep[],
  baseUrl: URL,
  apiKey: string | undefined,
): Promise<TestKeyAtHand | undefined> {
  const fromEnvironment = apiKey === undefined ? undefined : readSandboxKey({ name: 'live', baseUrl }, apiKey);
  if (fromEnvironment !== undefined) return { key: fromEnvironment, from: 'FLINT_API_KEY', optional: false };
  for (const { root, references } of sweeps) {
    for (const reference of references.filter(({ kind, inEnvFile }) => kind === 'test key' && inEnvFile)) {
      const key = readSandboxKey({ name: 'live', baseUrl }, await revealTestKey(root.folder, reference));
      if (key !== undefined) return { key, from: `${root.label}${reference.file}`, optional: true };
    }
  }
  return undefined;
}

async function inventoryOf(client: FlintClient<'test'>, optional: boolean): Promise<Inventory | undefined> {
  try {
    return await readInventory(client);
  } catch (error) {
    if (optional && error instanceof FlintError && error.problem === 'unauthorized') return undefined;
    throw error;
  }
}
