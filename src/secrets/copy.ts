/** Why a secret is not stored, or a file not protected. */
export type SecretRefusal =
  | 'tracked by git'
  | 'symbolic link'
  | 'folder missing'
  | 'not a file'
  | 'not an env file'
  | 'not writable'
  | 'not readable'
  | 'disk full'
  | 'not kept'
  | 'impossible name'
  | 'impossible value'
  | 'still not ignored';

/** A refusal in sentences: what happened, what it means, what to do. */
export interface RefusalWords {
  readonly headline: string;
  readonly meaning: string;
  readonly remedy: string;
}

/** @param subject the file's path, or the variable's name for the refusals that are about names and values */
export function refusalWords(refusal: SecretRefusal, subject: string): RefusalWords {
  return words[refusal](printable(subject));
}

/** What the person reads where a store is named. */
export function envFileInWords(file: string): string {
  return `the env file ${printable(file)}`;
}

const nothingStored = 'Nothing was stored.';

const words: Readonly<Record<SecretRefusal, (subject: string) => RefusalWords>> = {
  'tracked by git': (file) => ({
    headline: `${file} is under version control.`,
    meaning: `A secret written there would be in the next commit, and in every copy of the repository. ${nothingStored}`,
    remedy: 'Choose another file; or take this one out with "git rm --cached" and ignore it, then go on.',
  }),
  'symbolic link': (file) => ({
    headline: `${file} is a symbolic link.`,
    meaning: `A secret written through it could end up in a place you did not choose. ${nothingStored}`,
    remedy: 'Name the file behind the link, or put a real file in its place.',
  }),
  'folder missing': (file) => ({
    headline: `The folder of ${file} does not exist.`,
    meaning: nothingStored,
    remedy: 'Make the folder, or choose another file.',
  }),
  'not a file': (file) => ({
    headline: `${file} is not a file.`,
    meaning: `There is a folder or something else in its place. ${nothingStored}`,
    remedy: 'Choose another file.',
  }),
  'not an env file': (file) => ({
    headline: `${file} is not text that variables can be read from.`,
    meaning: `It is binary, or written in UTF-16. ${nothingStored}`,
    remedy: 'Choose another file, or save this one as UTF-8.',
  }),
  'not writable': (file) => ({
    headline: `${file} cannot be written.`,
    meaning: `This user may not change the file or its folder. ${nothingStored}`,
    remedy: 'Give this user the right to write there, or choose another file.',
  }),
  'not readable': (file) => ({
    headline: `${file} cannot be read.`,
    meaning: 'This user has no right to read it, so it cannot be said what it holds.',
    remedy: 'Give this user the right to read it, or choose another file.',
  }),
  'disk full': (file) => ({
    headline: `There is no room to write ${file}.`,
    meaning: `The disk or your share of it is full. The file is as it was. ${nothingStored}`,
    remedy: 'Free some space, then go on; or choose a file on another disk.',
  }),
  'not kept': (file) => ({
    headline: `${file} does not hold what was written to it.`,
    meaning:
      'It was read back and differs, so the secret does not count as stored. Another program may be writing the file.',
    remedy: 'See that nothing else writes the file, then try again; or choose another file.',
  }),
  'impossible name': (name) => ({
    headline: `${name} cannot be the name of an environment variable.`,
    meaning: nothingStored,
    remedy: 'Use letters, digits and underscores, and begin with a letter or an underscore.',
  }),
  'impossible value': (name) => ({
    headline: `The value for ${name} holds a character that no environment variable can hold.`,
    meaning: nothingStored,
    remedy: 'Copy it again, whole and without anything around it.',
  }),
  'still not ignored': (file) => ({
    headline: `Git still does not ignore ${file}.`,
    meaning: 'A line was added to .gitignore, but another rule takes it back.',
    remedy: 'Look for a line that begins with an exclamation mark in the .gitignore files, then go on.',
  }),
};

/** A path or a name with whatever a terminal would act upon written out. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
