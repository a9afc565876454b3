import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Failure } from '../failure.ts';
import { LaunchStopped } from '../failure.ts';
import { shellWord } from '../shell-word.ts';

/** The journal could not be read or made safe. The file is left as it is. */
export class JournalProblem extends LaunchStopped {}

/** What was read is not what was written. */
export class JournalDamaged extends JournalProblem {}

export function damaged(path: string, detail: string): JournalDamaged {
  return new JournalDamaged({
    ...basics,
    headline: 'The journal of this launch cannot be read.',
    meaning: `${path} is damaged (${detail}). It was left as it is. What Flint already did is not lost, but flint-golive cannot tell which writes were sent.`,
    remedy: `Put a backup of the whole folder back. Without one, move the journal aside (${moveAside(dirname(path))}) and start again: what exists already is looked up and adopted before anything is created.`,
  });
}

/** A command for the main file, its tail and what belongs to them. A folder that is there already keeps what is in it. */
function moveAside(folder: string): string {
  const names = ['damaged', ...Array.from({ length: 99 }, (_, index) => `damaged-${index + 2}`)];
  const aside = join(folder, names.find((name) => !existsSync(join(folder, name))) ?? 'damaged');
  // PowerShell, which knows no `&&` in the version that comes with Windows, and takes a pattern in quotes.
  if (process.platform === 'win32') {
    const quoted = (path: string) => `'${path.replaceAll("'", "''")}'`;
    return `mkdir ${quoted(aside)}; mv ${quoted(join(folder, 'journal.*'))} ${quoted(aside)}`;
  }
  return `mkdir ${shellWord(aside)} && mv ${shellWord(folder)}/journal.* ${shellWord(aside)}`;
}

/** It may well be whole: only the system does not give it out. Moving it aside would lose it. */
export function unreadable(path: string, error: unknown): JournalProblem {
  return new JournalProblem({
    ...basics,
    headline: 'The journal of this launch cannot be read.',
    meaning: `${path} or the tail beside it could not be read (${codeOf(error)}). It may well be whole, and was left as it is.`,
    remedy: 'Check the disk and your rights to the file, then run the same command again.',
  });
}

/** Two runs write to one journal, although each holds a lock, as on a network folder or in containers that share one. */
export function changedByOther(path: string): JournalProblem {
  return new JournalProblem({
    ...basics,
    headline: 'Another run writes to the journal of this launch.',
    meaning: `What belongs to ${path} was changed while this run had it open. Nothing more is sent by this run, and what the other one wrote was left as it is.`,
    remedy: 'End every other run of this launch, also on other machines, then run the same command again.',
  });
}

export function fromNewerVersion(path: string, version: number): JournalProblem {
  return new JournalProblem({
    ...basics,
    headline: 'This launch was begun by a newer flint-golive.',
    meaning: `${path} has format ${version}, which this version does not know. It was left as it is.`,
    remedy: 'Update flint-golive and run the same command again.',
  });
}

export function notWritten(path: string, error: unknown): JournalProblem {
  const code = codeOf(error);
  const full = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
  return new JournalProblem({
    ...basics,
    headline: full ? 'The disk is full: the journal could not be written.' : 'The journal could not be written.',
    meaning: `${path} could not be saved (${code}). Nothing is sent to Flint before it is written down, so nothing was lost.`,
    remedy: full
      ? 'Free some space and run the same command again.'
      : 'Check that the folder exists and that you may write there, then run the same command again. FLINT_GOLIVE_HOME names another folder.',
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}

const basics: Pick<Failure, 'kind' | 'passing' | 'outcome'> = {
  kind: 'refused',
  passing: 'final',
  outcome: 'nothing happened',
};
