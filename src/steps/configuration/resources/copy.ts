import type { DifferenceLine, Row, Sheet } from '../../../launch/sheet.ts';
import type { SettingsCaution, SettingsDifference } from '../../../recreate/settings-plan.ts';
import type { FailedCopy } from './copying.ts';
import { atMost } from './plan-copy.ts';
import type { Protection } from './protection.ts';

/** How far the reading of a large configuration has come. */
export function readingSheet(title: string, read: number): Sheet {
  return { headline: `${title}.`, blocks: [{ kind: 'text', tone: 'quiet', text: `${read} objects so far.` }] };
}

/** How far the re-creation of many objects has come. */
export function copyingSheet({ total, made, refused }: Readonly<Record<'total' | 'made' | 'refused', number>>): Sheet {
  const row: Row = {
    label: 'Refused so far',
    value: String(refused),
    detail: 'The others go on. Each is shown with its reason at the end.',
    tone: 'attention',
  };
  return {
    headline: `Re-creating ${total} objects in live mode.`,
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'Made', value: `${made} of ${total}`, tone: made === total ? 'proved' : 'waiting' },
          ...(refused === 0 ? [] : [row]),
        ],
      },
      {
        kind: 'text',
        tone: 'quiet',
        text: 'You may leave at any time. What is made stays, and the same command goes on from there.',
      },
    ],
  };
}

/** What could not be re-created, and why. */
export function failuresSheet(failures: readonly FailedCopy[]): Sheet {
  const count = failures.length;
  return {
    headline: count === 1 ? 'One object could not be re-created.' : `${count} objects could not be re-created.`,
    blocks: [
      {
        kind: 'rows',
        rows: atMost(
          failures.map(
            ({ name, kind, from, headline, detail }): Row => ({
              label: name,
              value: headline,
              ...(detail === '' ? {} : { detail }),
              aside: `${kind} ${from}`,
              tone: 'attention',
            }),
          ),
        ),
      },
      { kind: 'text', tone: 'quiet', text: 'Everything else was made. What is made stays, and is not made twice.' },
    ],
  };
}

/** The settings in which live is not like the sandbox, field by field. */
export function settingsSheet(differences: readonly SettingsDifference[]): Sheet {
  return {
    headline: 'Settings that your sandbox has changed, and live has otherwise.',
    blocks: [
      {
        kind: 'rows',
        rows: differences.map(
          ({ name, inSandbox, inProduction, caution, byHand }): Row => ({
            label: name,
            value: `${inProduction} → ${inSandbox}`,
            ...(byHand !== undefined
              ? { detail: obstacles[byHand], tone: 'attention' }
              : caution !== undefined
                ? { detail: cautions[caution], tone: 'attention' }
                : { tone: 'waiting' }),
          }),
        ),
      },
      {
        kind: 'text',
        tone: 'quiet',
        text: 'Live is on the left, the sandbox on the right. Nothing but what you pick is changed.',
      },
    ],
  };
}

const cautions: Readonly<Record<SettingsCaution, string>> = {
  mail: 'It decides whether real customers get mail.',
  address: 'It holds an address; see that it is not one of your tests.',
  'unknown group': 'What this group does is not documented.',
};

const obstacles: Readonly<Record<NonNullable<SettingsDifference['byHand']>, string>> = {
  'names an id': 'It names an object of the sandbox. Choose its live counterpart in the dashboard.',
  'tax identity': 'Tax identities are not copied. Enter yours in the dashboard.',
  'live only': 'A domain of your own is set up in live mode alone, in the dashboard.',
};

/** The change to one env file, before it is written. */
export function rewriteSheet(
  lines: readonly DifferenceLine[],
  file: string,
  { place, of }: { readonly place: number; readonly of: number },
): Sheet {
  const which = of === 1 ? '' : ` This is file ${place} of ${of}.`;
  return {
    headline: `The test-mode ids in ${file} become live ones.`,
    blocks: [
      { kind: 'difference', lines },
      { kind: 'text', tone: 'quiet', text: `Keys and secrets are masked here. Nothing but these ids changes.${which}` },
    ],
  };
}

/** The changes to source and configuration files, before any is picked. */
export function sourcesSheet(lines: readonly DifferenceLine[], files: number): Sheet {
  return {
    headline: files === 1 ? 'One more file names test-mode ids.' : `${files} more files name test-mode ids.`,
    blocks: [
      { kind: 'difference', lines },
      { kind: 'text', tone: 'quiet', text: 'Keys and secrets are masked here. Nothing but these ids would change.' },
    ],
  };
}

/** What is left in files that this step does not write. */
export function leftOverSheet(
  left: readonly { readonly value: string; readonly file: string; readonly line: number; readonly to?: string }[],
): Sheet {
  return {
    headline: 'Test-mode ids are left in files that are not production env files.',
    blocks: [
      {
        kind: 'rows',
        rows: left.map(
          ({ value, file, line, to }): Row => ({
            label: `${file}:${line}`,
            value,
            ...(to === undefined ? {} : { detail: `in live mode: ${to}` }),
            tone: 'attention',
          }),
        ),
      },
      { kind: 'text', text: 'In live mode each of them gives 404. It is the most common go-live bug.' },
    ],
  };
}

export const words = {
  sweeping: 'Looking for test-mode ids in the project',
  readingSandbox: 'Reading the sandbox’s configuration',
  readingProduction: 'Reading the live configuration',
  askFurther: (count: number) =>
    `Your project names nothing that live lacks. The sandbox has ${count} more. Re-create them too?`,
  needsComeAlong: 'What a picked object needs is made with it, such as the product of a subscription plan.',
  notAllMade: 'Not everything could be re-created yet.',
  othersFailed: (count: number) => (count === 0 ? '' : count === 1 ? 'One more failed.' : `${count} more failed.`),
  unknownReason: 'It could not be re-created.',
  heldBack: (name: string) => `It needs ${name}, which could not be re-created.`,
  openFailed: (name: string) => `${name} could not be re-created`,
  comparingSettings: 'Comparing the settings of both modes',
  settingsNote: 'Fields that reach customers or hold addresses are not picked beforehand.',
  settingDetail: (inSandbox: string, inProduction: string, caution: SettingsCaution | undefined) =>
    [`Sandbox: ${inSandbox}. Live: ${inProduction}.`, ...(caution === undefined ? [] : [cautions[caution]])].join(' '),
  settingDiffers: (names: readonly string[]) => `Live does not read back as it was set: ${names.join(', ')}.`,
  settingsUnread: (why: string) => `the settings of both modes could not be compared (${why.replace(/\.$/, '')})`,
  openSetting: (name: string) => `the setting ${name} has to be looked at by hand`,
  askRewrite: (file: string) => `Write these changes to ${file}?`,
  rewriting: (file: string) => `Write the live ids to ${file}`,
  rewritten: (file: string, backup: string | undefined) =>
    backup === undefined
      ? `${file} was rewritten.`
      : `${file} was rewritten. As it was before, it is kept as ${backup}.`,
  sourcesNote:
    'What is picked serves live mode from then on. Code or settings that serve both modes better read their ids from the environment.',
  protection: (protection: Protection) => protections[protection],
  sourceDetail: (count: number, protection: Protection | undefined) =>
    `${count === 1 ? 'One id' : `${count} ids`}. ${protection === undefined ? '' : protections[protection]}`.trim(),
  writing: (file: string) => `Write ${file}`,
  notWritten: (file: string, code: string) => `${file} could not be written${code === '' ? '' : ` (${code})`}.`,
  exported: (files: readonly string[]) =>
    `${files.join(', ')} ${files.length === 1 ? 'was' : 'were'} written by a launch: the ids in ${files.length === 1 ? 'it' : 'them'} are left out.`,
  clean: 'No test-mode id is left in the production env files.',
  openLeftOver: (count: number) => `${count} test-mode ${count === 1 ? 'id' : 'ids'} outside the production env files`,
  openTestKey: (place: string) => `a test key still stands in ${place}, which is a production env file`,
  openNotRead: (file: string, reason: string) => `${file} was not looked into (${reason})`,
  openUnknown: (id: string, places: string) =>
    `${id} in ${places} is known to neither mode; it may be of another account, or of another vendor`,
  tunnelHost:
    'It is a tunnel to a developer’s machine, or a public catcher of requests. Register the host that production has in the dashboard.',
  readingHosts: 'Reading the hosts that show Apple Pay and Google Pay',
  hostNotInOrder: (host: string) =>
    `${host} is registered in live and not active: until its check in the dashboard has passed, no Apple Pay or Google Pay shows there`,
  openByHand: (name: string) => `${name} has to be re-created by hand`,
};

const protections: Readonly<Record<Protection, string>> = {
  git: 'Git has the file as it is.',
  uncommitted:
    'It has changes that git has not got, as far as can be told: commit them first, or take it all the same.',
  backup: 'A backup is kept beside it.',
  none: 'No backup is kept: git would not ignore it.',
};
