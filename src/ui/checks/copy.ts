import type { Standing } from './state.ts';

/** The words of the screen that browses checks. What an item says comes with the item. */
export const copy = {
  count: (count: number, standing: string): string => `${count} ${standing}`,
  standings: {
    checking: 'checking',
    done: 'done',
    attested: 'attested',
    missing: 'missing',
    "can't tell": "can't tell",
  } satisfies Record<Standing, string>,
  nothingYet: 'It is being looked at.',
  nothingOpen: 'Nothing is open. Press o to see all items.',
  onlyOpen: (open: number, all: number): string => `Only what is open: ${open} of ${all}. Press o to see all.`,
  remedy: (remedy: string): string => `What to do: ${remedy}`,
  attested: (by: string, day: string): string => `${by} gave their word for it on ${day}. It was not seen.`,
  lookedAt: (when: string): string => (when === '' ? 'Looked at' : `Looked at, ${when}`),
  evidenceLeft: (count: number): string => `and ${count} more`,
  requestId: (id: string): string => `request id ${id}`,
  fixHere: (title: string): string => `It can be done here: ${title}. Press f.`,
  attestHere: 'It cannot be seen from here. Whoever knows that it holds can give their word: press a.',
  busy: (what: string): string => `${what} ...`,

  keyDetails: 'details',
  keyClose: 'close',
  keyMove: 'move',
  keysMove: 'Up Down',
  keyFix: 'put right',
  keyAttest: 'attest',
  keyWithdraw: 'take back',
  keyOnlyOpen: 'only open',
  keyAll: 'all',
  keyAgain: 'check again',
  keyHelp: 'help',
  keyLeave: 'leave',
  keyPick: 'pick',
  keyConfirm: 'give my word',

  fixHeadline: (title: string): string => `${title}?`,
  fixApply: 'Do it',
  fixApplyDetail: 'Afterwards the item is checked again.',
  fixLeave: 'Leave it as it is',
  fixLeaveDetail: 'Nothing is changed.',

  attestHeadline: 'Your word for it',
  attestMeaning:
    'This could not be seen from here. With your name and today’s date it is kept as attested, and shown as such wherever it appears: never as done.',
  attestPrompt: 'Your name, if you know that it holds:',
  attestEmpty: 'A name is needed. Esc leaves it open.',
  withdrawHeadline: 'Take the word back?',
  withdrawApply: 'Take it back',
  withdrawApplyDetail: 'The item is open again.',
  withdrawLeave: 'Leave it as it is',
  withdrawLeaveDetail: 'It stays attested.',

  help: 'Help',
  helpMeaning:
    'Every item was looked at just now. Nothing is changed unless you confirm it, and after each change the item is checked again.',
  helpKeys: 'Keys that work here',
  helpWords: 'What the words mean',
  wordMeanings: [
    ['done', 'it was seen to hold, just now'],
    ['missing', 'it was seen not to hold'],
    ["can't tell", 'it could not be seen; the details say why'],
    ['attested', 'a person gave their word for it'],
  ] as const satisfies readonly (readonly [Standing, string])[],
};
