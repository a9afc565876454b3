import type { Report } from './model.ts';

/** Every sentence of a report that is its own. */
export const words = {
  title: (target: Report['launch']['target']): string =>
    target === 'live' ? 'Going live with Flint Pay' : 'A rehearsal of going live with Flint Pay',
  money: {
    live: 'live, with real money',
    sandbox: 'in Flint’s own sandbox; payments were simulated by Flint',
    embedded: 'on one machine; nothing reached Flint, and no money moved',
  } satisfies Record<Report['launch']['target'], string>,
  facts: {
    account: 'Account',
    launch: 'Launch',
    project: 'Project',
    mode: 'Mode',
    begun: 'Begun',
    written: 'Written',
  },
  writtenBy: (version: string): string => `by flint-golive ${version}`,
  sections: {
    status: 'Where it stands',
    open: 'Still open',
    proofs: 'What was proved',
    checklist: 'The go-live checklist',
    ids: 'Ids of the sandbox and of live mode',
    happenings: 'What was done, and when',
  },
  next: (what: string): string => `Next: ${what}`,
  nothingOpen: 'Nothing that is known.',
  nothing: 'Nothing.',
  columns: {
    proofs: ['What', 'When', 'Mode', 'Request id'],
    checklist: ['Item', 'Stands', 'What was seen', 'Evidence'],
    ids: ['Sandbox', 'Live'],
    happenings: ['When', 'What', 'How', 'By', 'Request id'],
    looked: ['Looked at', 'Stands', 'What was seen', 'Evidence'],
  },
  by: {
    person: 'a person at the terminal',
    flag: 'a flag of the command',
    'answers file': 'the answers file',
    default: 'the default',
    environment: 'the environment',
  },
  answered: (title: string, shown: string): string => `${title} ${shown}`,
  confirmed: (phrase: string): string => `Confirmed: “${phrase}”.`,
  withdrawn: (title: string): string => `The answer to “${title}” was taken back.`,
  begun: (title: string): string => `${title}: begun, and what became of it is not known.`,
  refused: (title: string, because: string): string => `${title}: refused. ${because}`,
  ownCommand: 'a command of their own',
  attested: (by: string, at: string): string => `attested by ${by} on ${at.slice(0, 10)}`,
};

/** `2026-07-02 18:00:05 UTC` */
export function moment(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? at : `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
