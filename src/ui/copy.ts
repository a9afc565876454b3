import type { Block } from '../launch/sheet.ts';
import type { TargetName } from '../launch/state.ts';

type LinkPurpose = Extract<Block, { kind: 'link' }>['purpose'];

/** The words that belong to the screen itself. What a step says is in its sheet. */
export const copy = {
  program: 'flint-golive',
  mode: (target: TargetName): string => (target === 'live' ? 'LIVE' : 'REHEARSAL'),
  money: (target: TargetName): string =>
    ({ live: 'real money', sandbox: 'simulated by Flint', embedded: 'no real money' })[target],
  moneyInFull: (target: TargetName): string =>
    ({
      live: 'This is live: charges and refunds move real money. Each one is asked for first, to be typed in full.',
      sandbox: 'This is a rehearsal in your Flint sandbox: payments are simulated by Flint, and no money moves.',
      embedded: 'This is a rehearsal on this machine: nothing here reaches Flint, and no money moves.',
    })[target],
  /** What has one step only needs no number. */
  stepOf: (number: number, count: number): string => (count === 1 ? '' : `Step ${number} of ${count}`),

  stillOpen: (title: string, note: string): string => `Still open in ${title}: ${note}`,
  remembered: (text: string): string => `${text} (from an earlier run)`,
  rememberedMany: (count: number): string => `${count} answers and writes stand from before.`,
  earlier: (count: number): string => (count === 1 ? 'One more thing before these.' : `${count} more before these.`),

  working: (title: string, seconds: number): string => `${title.replace(/[.…]+$/, '')} ... ${seconds} s`,
  workingSince: (title: string): string => `${title.replace(/[.…]+$/, '')} ...`,
  nextLookIn: (seconds: number): string => `Next look in ${seconds} s.`,
  nextLookAt: (time: string): string => `Next look at ${time}.`,
  lookingNow: 'Looking now.',
  mayLeave: 'You can leave; nothing here has to stay open.',
  trouble: (trouble: string): string => `The last look failed: ${trouble} It goes on looking.`,

  notice: (text: string): string => `flint-golive: ${text}`,

  checking: 'Checking the answer ...',
  hidden: (count: number): string => `(hidden) ${count} ${count === 1 ? 'character' : 'characters'}`,
  hiddenEmpty: '(hidden) type it or paste it',
  choiceOf: (number: number, count: number): string => `${number} of ${count} (Up and Down for the rest)`,
  box: (picked: boolean): string => (picked ? '[x]' : '[ ]'),
  boxInWords: (picked: boolean): string => (picked ? 'picked' : 'not picked'),
  narrowing: (shown: number, count: number): string =>
    `${shown} of ${count} lines hold this text. What is picked in the others stays picked.`,
  narrowed: (text: string, shown: number, count: number): string => `“${text}” is in ${shown} of ${count} lines.`,
  picked: (picked: number, labels: readonly string[], count: number): string =>
    picked === 0 ? `None of ${count} picked.` : `${picked} of ${count} picked: ${labels.join(', ')}.`,
  typePhrase: 'To send it, type this in full:',

  outcomeUnknown: 'Whether it took effect is not known yet. The next try looks first and sends nothing twice.',
  requestId: (id: string): string => `Request id ${id}`,
  tryAgain: 'Try again',
  tryAgainDetail: 'Runs from the top. What is done stays done, and nobody is asked twice.',
  leaveFailure: 'Leave',
  leaveFailureDetail: 'Everything done so far stays done. The same command comes back here.',

  finished: (count: number): string => (count === 1 ? 'That is all.' : 'All steps are done.'),

  goingBack: 'Going back: your answers so far, the newest first',
  goingBackExplained: 'Pick an answer to be asked again. The steps after it then run again with the new one.',
  noAnswers: 'No answers have been given yet.',
  changeable: 'Enter asks it again.',
  locked: (reason: string): string => `It cannot be changed any more: ${reason}`,
  lockedShort: 'locked',

  help: 'Help',
  helpOfStep: (number: number, count: number, title: string): string =>
    count === 1 ? `This is: ${title}.` : `You are in step ${number} of ${count}: ${title}.`,
  helpResume:
    'You can leave at any time, even by closing the terminal. What was done stays done; the same command goes on from there and asks nothing twice.',
  helpLaunch: (name: string, folder: string): string => `Launch “${name}”, in ${folder}.`,
  helpKeys: 'Keys that work here',
  helpField: 'While typing',
  helpSigns: 'Signs',
  helpStuck: 'If the terminal misbehaves after a crash, type: reset',
  fieldKeys: [
    ['Ctrl+A  Ctrl+E', 'to the start, to the end (or Home, End)'],
    ['Ctrl+U  Ctrl+K', 'deletes what is before, what is behind the cursor'],
    ['Ctrl+W', 'deletes the word before the cursor'],
    ['Esc', 'steps out of the field, so that the other keys work'],
  ] as const,
  listKeys: ['1 to 9', 'picks that line of a list at once'] as const,
  signs: [
    ['✓', 'done, or proved'],
    ['●', 'the step you are in'],
    ['○', 'still to come'],
    ['!', 'refused, or something is needed from you'],
  ] as const,

  lines: (from: number, to: number, count: number): string => `Lines ${from} to ${to} of ${count} (PageUp, PageDown)`,
  keyOpen: (purpose: LinkPurpose): string =>
    ({
      dashboard: 'open the dashboard',
      verify: 'open the verification',
      pay: 'open the checkout page',
      shop: 'open your shop',
    })[purpose],
  codeHeadline: 'The page as a QR code',
  codeUnread: 'If your phone does not read it, press i: it swaps light and dark.',
  codeOnThisMachine: 'This address is on this machine: a phone cannot open it.',
  codeTooLong: 'The address is too long for a QR code. It can be opened as it is:',
  codeTooLarge: (columns: number, rows: number, hasColumns: number, hasRows: number): string =>
    `The QR code does not fit: it takes ${columns} columns and ${rows} rows, and this terminal has ${hasColumns} and ${hasRows}. Make the window larger or the letters smaller; the code appears as soon as there is room. The address:`,
  keyCode: 'QR code',
  keySwap: 'invert',
  keyLook: 'look now',
  keyBack: 'go back',
  keyHelp: 'help',
  keyLeave: 'leave',
  keyAnswer: 'answer',
  keyPick: 'pick',
  keyTake: 'go on',
  keySpace: 'Space',
  keyToggle: 'pick',
  keyAll: 'all or none',
  keyNarrow: 'find',
  keyNarrowed: 'show these',
  keyNotNarrowed: 'show all',
  keySend: 'confirm',
  keyMove: 'move',
  keysOfList: 'Up Down',
  keyOtherKeys: 'other keys',
  keyTypeOn: 'type on',
  keyDecline: 'decline',
  keyClose: 'close',
  keyAgain: 'ask it again',

  summaryDone: 'Done',
  summaryOpen: 'Still open',
  summaryNext: 'Next',
  summaryBack: 'Come back',
  summaryProved: 'Proved',
  summaryNothing: 'nothing yet',
  summaryAllDone: (count: number): string =>
    count === 1 ? 'all that was wanted' : 'All five steps are done and verified.',
  summaryFolder: 'Folder',
};
