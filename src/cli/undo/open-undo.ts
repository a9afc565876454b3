import { systemClock } from '../../launch/clock.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Journal } from '../../launch/journal/journal.ts';
import { openJournalFile, readJournalFile } from '../../launch/journal/journal-file.ts';
import type { Launch } from '../../launch/launch.ts';
import { createLaunch } from '../../launch/launch.ts';
import { takeLock } from '../../launch/lock.ts';
import { recordedAnswers } from '../../launch/recorded-answers.ts';
import { connectProduction } from '../../steps/connections.ts';
import { explain } from '../../steps/explain.ts';
import { mustNotKeep } from '../../steps/kept-text.ts';
import { confirmedMerchant } from '../../steps/live-key/merchant.ts';
import { chosenPlace, keyIn } from '../../steps/live-key/place.ts';
import { keysInUse, noKeysKnown, type StoredKey } from '../../steps/undo/keys.ts';
import type { UndoGround } from '../../steps/undo/list.ts';
import type { UndoConsent, UndoEnding } from '../../steps/undo/script.ts';
import { takeBack, undoPartOf } from '../../steps/undo/script.ts';
import { undoStep } from '../../steps/undo/step.ts';
import type { World } from '../../steps/world.ts';
import { findProductionKey } from '../standing/key-at-hand.ts';
import { openWorld } from '../standing/open-world.ts';
import type { Where } from '../standing/where.ts';
import { launchCommand } from '../typed-command.ts';

export interface OpenUndo {
  readonly where: Where;
  readonly environment: NodeJS.ProcessEnv;
  readonly programVersion: string;
  readonly interactive: boolean;
  readonly consent: UndoConsent;
  /** The flags that consent without a terminal, in words. */
  readonly flags: string;
  readonly ended: (endings: readonly UndoEnding[]) => void;
}

/** The script of taking back, on the journal of the launch, whose lock it holds until it is closed. */
export interface OpenedUndo {
  readonly launch: Launch;
  readonly close: () => Promise<void>;
}

/** @throws LaunchStopped when there is no launch, it is in use, or its journal or rehearsal cannot be opened */
export async function openUndo(options: OpenUndo): Promise<OpenedUndo> {
  const { where, environment, programVersion } = options;
  const file = readJournalFile(where.journalFile);
  if (file === undefined) throw noLaunch(where);
  const lock = takeLock(where.lockFile);
  try {
    const journal = openJournalFile(where.journalFile, file.launch);
    const project = where.target === 'live' ? where.project : journal.header.folder;
    const opened = await openWorld({ ...where, project, isBegun: true }, { environment, programVersion, writes: true });
    return {
      launch: undoLaunch(journal, opened.world, options),
      close: async () => {
        try {
          await opened.close();
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

/** The script of taking back, on a journal that is open already. */
export function undoLaunch(
  journal: Journal,
  world: World,
  options: Pick<OpenUndo, 'interactive' | 'consent' | 'flags' | 'ended' | 'where'>,
): Launch {
  const { interactive, consent, flags, ended, where } = options;
  return createLaunch({
    journal: undoPartOf(journal),
    steps: [undoStep],
    script: async (run) => {
      await run.step(undoStep.id, (step) =>
        takeBack(step, {
          ground: (signal) => groundOf(journal, world, signal),
          journal,
          consent,
          flags,
          another: where.target === 'live' ? 'flint-golive --launch NAME' : launchCommand(where),
          ended,
        }),
      );
    },
    explain,
    mustNotKeep,
    clock: systemClock,
    sources: [],
    interactive,
    pace: { first: 1_000, longest: 10_000 },
  });
}

/** The key is found without asking anybody, and speaks for the merchant that was launched or for nobody. */
async function groundOf(journal: Journal, world: World, signal: AbortSignal): Promise<Omit<UndoGround, 'entries'>> {
  const entries = journal.entries();
  const answers = recordedAnswers(() => entries);
  const found = await findProductionKey(world, answers);
  if ('missing' in found) return { world, keys: noKeysKnown, withoutKey: found.missing };
  const merchantId = confirmedMerchant(answers);
  const client = connectProduction(world.target, found.key, signal, merchantId);
  const flint = { client, boundToMerchant: merchantId !== undefined || world.target.name === 'embedded' };
  return { world, flint, keys: await keysInUse(flint, found.key.key, await storedIn(world, answers)) };
}

async function storedIn(world: World, answers: Parameters<typeof chosenPlace>[0]): Promise<StoredKey> {
  try {
    const place = await chosenPlace(answers, world);
    if (place === undefined) return undefined;
    if (!place.store.canReadBack) return 'not told';
    const stored = await keyIn(world, place);
    return stored && { text: stored.key };
  } catch {
    return 'not told';
  }
}

function noLaunch(where: Where): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'There is no launch here that could be taken back.',
    meaning: `Nothing was begun for ${where.project}${where.name === 'default' ? '' : ` under the name ${where.name}`}.`,
    remedy: 'Name its folder with --cwd DIR, its name with --launch NAME, or a rehearsal with --rehearsal.',
    passing: 'final',
  });
}
