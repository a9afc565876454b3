import { printable } from './printable.ts';

/** Why a file is not rewritten. */
export type RewriteRefusal =
  | 'changed since it was planned'
  | 'symbolic link'
  | 'outside the folder'
  | 'missing'
  | 'not text'
  | 'not writable'
  | 'disk full'
  | 'backup there already'
  | 'not an id'
  | 'replaced twice'
  | 'nothing to reveal';

/** A refusal in sentences: what happened, what it means, what to do. */
export interface RefusalWords {
  readonly headline: string;
  readonly meaning: string;
  readonly remedy: string;
}

/** @param subject the file's path, or the id for the refusals that are about ids */
export function refusalWords(refusal: RewriteRefusal, subject: string): RefusalWords {
  return words[refusal](printable(subject));
}

const untouched = 'The file is as it was.';

const words: Readonly<Record<RewriteRefusal, (subject: string) => RefusalWords>> = {
  'changed since it was planned': (file) => ({
    headline: `${file} was changed after the change to it was shown.`,
    meaning: `What you agreed to no longer fits the file. ${untouched}`,
    remedy: 'Look at the change again; it is worked out anew from the file as it is now.',
  }),
  'symbolic link': (file) => ({
    headline: `${file} is reached through a symbolic link.`,
    meaning: `Writing through a link could change a file somewhere else. ${untouched}`,
    remedy: 'Change the file behind the link yourself, or put a real file in its place.',
  }),
  'outside the folder': (file) => ({
    headline: `${file} is not inside the project folder.`,
    meaning: `Only files of the project are rewritten. ${untouched}`,
    remedy: 'Name a file inside the folder, or start in the folder that holds it.',
  }),
  missing: (file) => ({
    headline: `${file} is no longer there.`,
    meaning: 'It was found earlier and has been removed or renamed since. Nothing was written.',
    remedy: 'Sweep the project again.',
  }),
  'not text': (file) => ({
    headline: `${file} is not a text file.`,
    meaning: `Ids in it cannot be replaced safely. ${untouched}`,
    remedy: 'Replace the ids in it by hand.',
  }),
  'not writable': (file) => ({
    headline: `${file} cannot be written.`,
    meaning: `This user may not change the file or its folder. ${untouched}`,
    remedy: 'Give this user the right to write there, or make the change by hand.',
  }),
  'disk full': (file) => ({
    headline: `There is no room to write ${file}.`,
    meaning: `The disk or your share of it is full. ${untouched}`,
    remedy: 'Free some space, then go on.',
  }),
  'backup there already': (file) => ({
    headline: `${file} was made by somebody else a moment ago.`,
    meaning:
      'A backup was to get that name, and nothing is written over. The file that was to be changed is as it was.',
    remedy: 'Run the same command again.',
  }),
  'not an id': (id) => ({
    headline: `${id} is not an id of the kind it should replace or be replaced by.`,
    meaning: 'An id is replaced only by an id of the same kind. Nothing was written.',
    remedy: 'Look at the id map, and at the object in the dashboard.',
  }),
  'replaced twice': (id) => ({
    headline: `${id} is named both as an id to replace and as a replacement.`,
    meaning: 'Applying such a map twice would give something else than applying it once. Nothing was written.',
    remedy: 'Look at the id map: test-mode ids belong on one side, live ids on the other.',
  }),
  'nothing to reveal': (file) => ({
    headline: `The key is no longer where it was found in ${file}.`,
    meaning: 'The file has been changed since, so nothing was taken from it.',
    remedy: 'Sweep the project again.',
  }),
};
