import { randomBytes } from 'node:crypto';
import type { AnswerSource } from '../launch/answers.ts';
import { systemClock } from '../launch/clock.ts';
import { LaunchStopped } from '../launch/failure.ts';
import type { Header } from '../launch/journal/entry.ts';
import { journalInMemory } from '../launch/journal/journal.ts';
import { openJournalFile, readJournalFile } from '../launch/journal/journal-file.ts';
import type { Launch } from '../launch/launch.ts';
import { createLaunch } from '../launch/launch.ts';
import type { Pace } from '../launch/wait.ts';
import { explain } from '../steps/explain.ts';
import { mustNotKeep } from '../steps/kept-text.ts';
import { launchScript } from '../steps/launch-script.ts';
import { isYourAccount } from '../steps/live-key/questions.ts';
import { undoingsIn } from '../steps/record.ts';
import { steps } from '../steps/step-descriptions.ts';
import type { World } from '../steps/world.ts';
import { answersFromFile, answersFromFlags, defaultAnswers } from './answer-sources.ts';
import { readAnswersFile } from './answers-file.ts';
import { exportFiles } from './export-files.ts';
import type { LaunchFlags } from './launch-options.ts';
import { type NamedLaunch, namingFlags, typedCommand } from './typed-command.ts';

export interface OpenLaunch {
  readonly world: World;
  /** Where the journal is, or is to be. Whoever opens the launch holds its lock, unless it only looks. */
  readonly journalFile: string;
  readonly flags: LaunchFlags;
  readonly interactive: boolean;
  readonly pace: Pace;
  /** Real money moves without a terminal only with `--live`. */
  readonly money: 'real' | 'simulated';
  /** Whether questions that nobody answered are answered with their defaults. Never with real money. */
  readonly defaults: boolean;
  /** Stop at the first thing that would be asked, written or changed. Nothing is recorded. */
  readonly lookOnly?: boolean;
}

/** Opens a launch with its journal, its script and everybody who answers questions. */
export async function openLaunch(options: OpenLaunch): Promise<Launch> {
  const { world, flags, interactive, pace, defaults, lookOnly = false } = options;
  const exported = lookOnly ? {} : await exportFiles(flags);
  const fresh: Header = {
    id: randomBytes(6).toString('hex'),
    name: flags.launch,
    target: world.target.name,
    folder: world.folder,
    startedAt: new Date().toISOString(),
  };
  const sources: AnswerSource[] = [
    answersFromFlags(flags.given, { moneyMayMove: options.money === 'simulated' || flags.live === true }),
    ...(flags.answers === undefined ? [] : [answersFromFile(await readAnswersFile(flags.answers))]),
    ...(defaults && options.money === 'simulated' ? [defaultAnswers()] : []),
  ];
  const journal = lookOnly ? readOnly(options.journalFile, fresh) : openJournalFile(options.journalFile, fresh);
  const [undoing] = lookOnly ? [] : undoingsIn(journal.entries()).interrupted;
  if (undoing !== undefined)
    throw undoFirst(undoing.title, { target: world.target.name, name: flags.launch, project: world.folder });
  const patience = flags.wait === undefined ? (defaults ? undefined : 0) : flags.wait * 1000;
  return createLaunch({
    journal,
    steps,
    script: launchScript({ ...world, ...exported, ...limitOf(flags) }),
    explain,
    mustNotKeep,
    boundTo: [isYourAccount.id],
    clock: systemClock,
    sources: lookOnly ? [] : sources,
    interactive,
    lookOnly,
    pace,
    ...(interactive || patience === undefined ? {} : { patience }),
  });
}

function limitOf({ chargeLimit }: LaunchFlags): Pick<World, 'chargeLimit'> {
  return chargeLimit === undefined ? {} : { chargeLimit };
}

function readOnly(path: string, fresh: Header) {
  const file = readJournalFile(path);
  return journalInMemory(file?.launch ?? fresh, file?.entries ?? []);
}

/** What is half taken back may be there or not: going on with it would build on what is perhaps gone. */
function undoFirst(title: string, launch: NamedLaunch): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'Taking this launch back was interrupted.',
    meaning: `What became of “${title}” is not known yet, so the launch does not go on. Nothing was sent.`,
    remedy: `Finish it first: ${typedCommand('undo', ...namingFlags(launch))}`,
    passing: 'final',
  });
}
