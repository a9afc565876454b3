import { dirname } from 'node:path';
import type { Failure } from '../failure.ts';
import { LaunchStopped } from '../failure.ts';

/** The journal could not be read or made safe. The file is left as it is. */
export class JournalProblem extends LaunchStopped {}

export function damaged(path: string, detail: string): JournalProblem {
  return new JournalProblem({
    ...basics,
    headline: 'The journal of this launch cannot be read.',
    meaning: `${path} is damaged (${detail}). It was left as it is. What Flint already did is not lost, but flint-golive cannot tell which writes were sent.`,
    remedy: `Put a backup of the whole folder back. Without one, move the journal aside (${moveAside(dirname(path))}) and start again: what exists already is looked up and adopted before anything is created.`,
  });
}

/** The main file, its tail and what belongs to them. */
function moveAside(folder: string): string {
  return `mkdir '${folder}/damaged' && mv '${folder}'/journal.* '${folder}/damaged'`;
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
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
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

const basics: Pick<Failure, 'kind' | 'passing' | 'outcome'> = {
  kind: 'refused',
  passing: 'final',
  outcome: 'nothing happened',
};
