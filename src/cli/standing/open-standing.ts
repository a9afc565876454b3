import { join } from 'node:path';
import type { CheckContext, LaunchRecord } from '../../checks/context.ts';
import type { FlintClient } from '../../flint/client.ts';
import type { Failure } from '../../launch/failure.ts';
import { failureOf } from '../../launch/failure.ts';
import type { JournalFile } from '../../launch/journal/entry.ts';
import { readJournalFile } from '../../launch/journal/journal-file.ts';
import { recordedAnswers } from '../../launch/recorded-answers.ts';
import { readVariable } from '../../secrets/env-file.ts';
import type { ProductionClient } from '../../steps/connections.ts';
import { connectProduction, connectSandbox } from '../../steps/connections.ts';
import { explain } from '../../steps/explain.ts';
import { confirmedMerchant } from '../../steps/live-key/merchant.ts';
import { readLaunchRecord } from '../../steps/record.ts';
import { readSandboxKey } from '../../steps/target.ts';
import type { World } from '../../steps/world.ts';
import { codePlaces } from './code-places.ts';
import { findingsIn } from './findings.ts';
import { findProductionKey } from './key-at-hand.ts';
import { openWorld } from './open-world.ts';
import { type StandingFlags, type Where, whereIs } from './where.ts';

/** A launch as it stands, opened for looking only: no lock is taken and nothing is written. */
export interface Standing {
  readonly where: Where;
  readonly world: World;
  /** Absent when the launch was never begun. */
  readonly journal: JournalFile | undefined;
  readonly record: LaunchRecord | undefined;
  /** What checks look at. */
  readonly context: CheckContext;
  /** Why Flint could not be asked although there is a key, for whoever ends with an exit code. */
  readonly trouble: Failure | undefined;
  readonly close: () => Promise<void>;
}

/**
 * Opens this folder's launch, or the rehearsal of this machine, and connects to its Flint with the key that is found without
 * asking: FLINT_API_KEY, else the place that the launch chose. The key is proved by one call.
 *
 * @throws LaunchStopped when FLINT_BASE_URL, the name or the journal cannot be used, or there is no rehearsal
 */
export async function openStanding(
  flags: StandingFlags,
  options: {
    readonly environment: NodeJS.ProcessEnv;
    readonly programVersion: string;
    readonly signal: AbortSignal;
  },
): Promise<Standing> {
  const { environment, programVersion, signal } = options;
  const place = whereIs(flags, environment);
  const journal = readJournalFile(place.journalFile);
  const where = place.target !== 'live' && journal ? { ...place, project: journal.launch.folder } : place;
  const opened = await openWorld(
    { ...where, isBegun: journal !== undefined },
    { environment, programVersion, writes: false },
  );
  try {
    const connected = await connectAll(opened.world, journal, signal);
    return { where, world: opened.world, journal, ...connected, close: opened.close };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function connectAll(
  world: World,
  journal: JournalFile | undefined,
  signal: AbortSignal,
): Promise<Pick<Standing, 'record' | 'context' | 'trouble'>> {
  const record = journal && readLaunchRecord(journal.entries);
  const [production, sandbox] = await Promise.all([productionOf(world, journal, signal), sandboxOf(world, signal)]);
  const { client } = production;
  const planes = { ...(client ? { production: client } : {}), ...(sandbox ? { sandbox } : {}) };
  let sweeping: ReturnType<typeof findingsIn> | undefined;
  const swept = () => {
    sweeping ??= findingsIn(world.folder, planes);
    return sweeping;
  };
  return {
    record,
    trouble: production.trouble,
    context: {
      ...planes,
      ...(production.without === undefined ? {} : { withoutProduction: production.without }),
      ...(production.note === undefined ? {} : { productionNote: production.note }),
      ...(production.trouble === undefined ? {} : { withoutProductionRemedy: production.trouble.remedy }),
      ...(client?.merchantId === undefined ? {} : { merchantId: client.merchantId }),
      ...(record === undefined ? {} : { launch: record }),
      project: {
        findings: async () => (await swept()).findings,
        reach: async () => (await swept()).reach,
        places: codePlaces(world.folder, signal),
      },
      now: () => new Date(),
      signal,
    },
  };
}

interface FoundProduction {
  readonly client?: ProductionClient;
  readonly without?: string;
  readonly note?: string;
  readonly trouble: Failure | undefined;
}

async function productionOf(
  world: World,
  journal: JournalFile | undefined,
  signal: AbortSignal,
): Promise<FoundProduction> {
  const answers = recordedAnswers(() => journal?.entries ?? []);
  const found = await findProductionKey(world, answers);
  if ('missing' in found) return { without: found.missing, trouble: undefined };
  try {
    const client = connectProduction(world.target, found.key, signal, confirmedMerchant(answers));
    await client.prove();
    return { client, trouble: undefined, ...(found.note === undefined ? {} : { note: found.note }) };
  } catch (error) {
    signal.throwIfAborted();
    const trouble = failureOf(error, explain);
    if (trouble.kind === 'bug') throw error;
    const about = trouble.requestId === undefined ? '' : ` Request id: ${trouble.requestId}.`;
    return {
      without: `The key from ${found.from} could not be used. ${trouble.headline} ${trouble.meaning}${about}`,
      trouble,
    };
  }
}

/** The sandbox's key: FLINT_TEST_API_KEY, or the one in the project's own settings for development. */
async function sandboxOf(world: World, signal: AbortSignal): Promise<FlintClient<'test'> | undefined> {
  for (const text of [world.sandboxKeyText, ...(await developmentKeys(world.folder))]) {
    const key = text === undefined ? undefined : readSandboxKey(world.target, text);
    if (key !== undefined) return connectSandbox(world.target, key, signal);
  }
  return undefined;
}

async function developmentKeys(folder: string): Promise<readonly (string | undefined)[]> {
  const files = ['.env', '.env.development', '.env.local'];
  return await Promise.all(
    files.map(async (file) => {
      const value = await readVariable(join(folder, file), 'FLINT_API_KEY').catch(() => undefined);
      return typeof value === 'string' || value === undefined ? value : value.reveal();
    }),
  );
}
