import { typedCommand } from '../typed-command.ts';
import type { Derived } from './derive.ts';

/** Every sentence of the status that is its own. */
export const words = {
  headline: {
    'not begun': 'No launch was begun here.',
    'on its way': 'The launch is on its way.',
    'not known': 'Flint could not be asked, so how far the launch is cannot be told.',
    'taken back': 'Something of this launch was taken back.',
    'no longer': 'The launch came to its end, but not all of it was seen to hold now.',
    complete: 'The launch is complete, and what it proved still holds.',
  } satisfies Record<Derived['stands'], string>,
  looking: 'Looking where the launch stands ...',
  looked: 'Looked at just now',
  step: (number: number, count: number, title: string): string => `step ${number} of ${count}, ${title}`,
  requestId: (id: string): string => `request id ${id}`,
  finishUndo: (title: string): string => `Finish what was begun to be taken back: ${title}.`,
  askAgain: (remedy: string): string => `${remedy} Then look again.`,
  unreached: (remedy: string): string => `Flint could not be reached, so what comes next is not known. ${remedy}`,
  setKey: 'Set FLINT_API_KEY to the production key.',
  setTestKey: 'Set FLINT_TEST_API_KEY to the key of your sandbox.',
  undone: 'Begin another launch with --launch NAME, or go on with this one.',
  lookCloser: 'Find out why, and put it right.',
  nothingToDo: 'Nothing has to be done. While it is young, keep an eye on it.',
  labels: {
    done: 'Done',
    at: 'Stands at',
    open: 'Still open',
    undone: 'Taken back',
    next: 'Next',
    command: 'Command',
    folder: 'Folder',
  },
  allSteps: 'all five steps',
  none: 'nothing yet',
  afterwards: 'What else there is',
  commands: (launch: readonly string[]): readonly { readonly command: string; readonly what: string }[] => [
    { command: typedCommand('checklist', ...launch), what: 'the go-live checklist, each item with its evidence' },
    { command: typedCommand('doctor', '--watch', ...launch), what: 'keeps looking during launch day' },
    { command: typedCommand('report', ...launch), what: 'what was done, with evidence, for a ticket' },
    { command: typedCommand('undo', ...launch), what: 'what the launch made, and how to take it back' },
  ],
};
