import type { Row, Sheet } from '../../../launch/sheet.ts';
import type { FailedCopy } from './copying.ts';
import { atMost } from './plan-copy.ts';

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
