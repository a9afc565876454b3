/** Why a secret is not stored, or a file not protected. */
export type SecretRefusal =
  | 'tracked by git'
  | 'symbolic link'
  | 'folder missing'
  | 'not a file'
  | 'not an env file'
  | 'another kind of file'
  | 'not writable'
  | 'not readable'
  | 'disk full'
  | 'not kept'
  | 'impossible name'
  | 'impossible value'
  | 'still not ignored'
  | 'keychain refused'
  | 'keychain silent'
  | 'command empty'
  | 'command holds the secret'
  | 'command missing'
  | 'command failed'
  | 'command too slow'
  | 'reading failed'
  | 'no reading'
  | 'something else came back'
  | 'not removed';

/** What more is known about a refusal. Nothing here may hold a secret. */
export interface RefusalDetails {
  /** How a command ended, as in `exit code 3`. */
  readonly ending?: string;
  /** What a command or the system said, already fit to be shown; empty when nothing. */
  readonly said?: string;
  readonly seconds?: number;
  /** How what came back differs from what was stored. */
  readonly difference?: Difference;
}

/** How two secrets differ, without saying anything about either. */
export type Difference = 'nothing' | 'spaces around it' | 'shorter' | 'longer' | 'another';

/** A refusal in sentences: what happened, what it means, what to do. */
export interface RefusalWords {
  readonly headline: string;
  readonly meaning: string;
  readonly remedy: string;
}

/** @param subject the file's path, the place in words, or the variable's name for refusals about names and values */
export function refusalWords(refusal: SecretRefusal, subject: string, details: RefusalDetails = {}): RefusalWords {
  return words[refusal](printable(subject), details);
}

/** What the person reads where a store is named. */
export function envFileInWords(file: string): string {
  return `the env file ${printable(file)}`;
}

/** What the person reads where the keychain is named. */
export function keychainInWords(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'darwin') return 'the macOS keychain of this user';
  if (platform === 'win32') return 'the Windows Credential Manager of this user';
  return 'the desktop keychain of this user';
}

/** What the person reads where their own command is named. Only the program: the rest may hold what is nobody's business. */
export function commandInWords(program: string): string {
  return `your command "${printable(program)}"`;
}

/** Why there is no keychain here. @param said what the system said, already fit to be shown */
export function noKeychain(reason: 'not installed' | 'none' | 'silent', said: string): string {
  switch (reason) {
    case 'not installed':
      return 'The optional package @napi-rs/keyring, which talks to keychains, is not installed here or not made for this system.';
    case 'none':
      return `No keychain answers on this computer, which is usual for servers and containers.${quoted(said)}`;
    case 'silent':
      return 'The keychain of this computer did not answer in time. It may be waiting to be unlocked.';
  }
}

const nothingStored = 'Nothing was stored.';

const notCounted = 'The secret does not count as stored.';

const differences: Readonly<Record<Difference, string>> = {
  nothing: 'Nothing came back.',
  'spaces around it': 'What came back has other blanks or line ends around it.',
  shorter: 'What came back is shorter.',
  longer: 'What came back is longer.',
  another: 'What came back is as long, but not the same.',
};

const words: Readonly<Record<SecretRefusal, (subject: string, details: RefusalDetails) => RefusalWords>> = {
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
  'another kind of file': (file) => ({
    headline: `${file} is no env file: other things stand in it than variables.`,
    meaning: `A variable put into it would break it for whatever reads it now. ${nothingStored}`,
    remedy: 'Choose another file, such as .env.production.',
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
  'keychain refused': (keychain, { said }) => ({
    headline: `${capital(keychain)} refused.`,
    meaning: `It may be locked, or its question was declined.${quoted(said)} ${notCounted}`,
    remedy: 'Unlock it and try again, or choose another place.',
  }),
  'keychain silent': (keychain, { seconds }) => ({
    headline: `${capital(keychain)} did not answer within ${seconds ?? 0} seconds.`,
    meaning: `It may be waiting to be unlocked in another window. ${notCounted}`,
    remedy: 'Unlock it and try again, or choose another place.',
  }),
  'command empty': () => ({
    headline: 'There is no command to run.',
    meaning: nothingStored,
    remedy: 'Give a command that reads the secret on its standard input, or choose another place.',
  }),
  'command holds the secret': (command) => ({
    headline: `${capital(command)} has the secret itself in its line.`,
    meaning: `Everybody on this computer could read it there while the command runs. It was not run. ${nothingStored}`,
    remedy: 'Take the secret out of the line: the command gets it on its standard input.',
  }),
  'command missing': (command, { said }) => ({
    headline: `${capital(command)} names a program that cannot be run here.`,
    meaning: `It is not installed, not in PATH, or not executable.${quoted(said)} ${notCounted}`,
    remedy: 'Install it or correct the command, then try again; or choose another place.',
  }),
  'command failed': (command, { ending, said }) => ({
    headline: `${capital(command)} ended with ${ending ?? 'an error'}.`,
    meaning: `${said ? `It said: "${said}".` : 'It said nothing about why.'} ${notCounted}`,
    remedy: 'Put right what it complains about and try again, or choose another place.',
  }),
  'command too slow': (command, { seconds, said }) => ({
    headline: `${capital(command)} did not end within ${seconds ?? 0} seconds and was stopped.`,
    meaning: `It may be waiting for an answer, which it cannot get here.${quoted(said)} Nobody knows whether it stored the secret.`,
    remedy: 'Sign in to the tool beforehand so that it has nothing to ask, then try again; or choose another place.',
  }),
  'reading failed': (command, { ending, said }) => ({
    headline: `${capital(command)} could not read the secret back: it ended with ${ending ?? 'an error'}.`,
    meaning: `${said ? `It said: "${said}".` : 'It said nothing about why.'} Nobody knows what is stored.`,
    remedy: 'Correct the command that reads, then try again; or choose another place.',
  }),
  'no reading': (command) => ({
    headline: `${capital(command)} can store a secret, but not show it again.`,
    meaning: 'No command to read it back was given.',
    remedy: 'Give one, where the tool has one; or look in the tool itself.',
  }),
  'something else came back': (place, { difference }) => ({
    headline: `${capital(place)} gave back something else than what was stored there.`,
    meaning: `${difference === undefined ? '' : `${differences[difference]} `}${notCounted}`,
    remedy: 'See that the right entry is written and read, then try again; or choose another place.',
  }),
  'not removed': (place) => ({
    headline: `${capital(place)} still holds the secret that was to be taken out.`,
    meaning: 'It was read again afterwards. Something else may have written it meanwhile.',
    remedy: 'Take it out there by hand.',
  }),
};

function quoted(said: string | undefined): string {
  return said ? ` It said: "${said}".` : '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A path or a name with whatever a terminal would act upon written out. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
