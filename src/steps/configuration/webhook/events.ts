import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { walk } from '../../../sweep/walk.ts';

/** The guide's sensible minimum besides the paid event, and the two events that tell a refund's outcome. */
export const neededEvents = [
  'payment_intent.payment_failed',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'dispute.created',
  'capability.updated',
];

/** What the project's code says about the events that it handles. */
export interface ListenedTo {
  /** Names of events that Flint sends. */
  readonly events: readonly string[];
  /** Names in the form of an event that are not in Flint's list, where there is a list. */
  readonly unheardOf: readonly string[];
}

const sourceFile = /\.(?:[cm]?[jt]sx?|py|rb|php|go|java|kt|cs|rs|ex|exs|scala|swift)$/i;
const testFile = /(?:^|\/)(?:tests?|__tests__|specs?|fixtures?|mocks?)\/|[._-](?:test|spec)\.[^./]+$/i;
const largestSource = 1024 * 1024;

// The families and endings that matter to a launch (the API notes, webhooks, section 5): `order.title` in a source is no event. Only a
// whole quoted text is taken for one.
const families =
  'balance_transaction|capability|checkout_session|dispute|invoice|merchant\\.readiness|order|payment_intent|payout|refund|subscription';
const endings = [
  'activated|canceled|closed|completed|created|expired|failed|invalidated|issued|lost|needs_response|overdue|paid|partially_paid|past_due',
  'paused|payment_authorized|payment_captured|payment_failed|payment_succeeded|prevented|processing|refunded|requires_action',
  'requires_capture|resumed|reversed|succeeded|trial_ending|updated|voided|warning_closed|won',
].join('|');
const eventName = new RegExp(`(["'\`])((?:${families})\\.(?:${endings}))\\1`, 'g');

/**
 * Finds the events that the project's code names. `listed` are all that Flint lists; empty where it has no list, and then every name in
 * the form of an event is believed.
 */
export async function eventsIn(folder: string, listed: readonly string[]): Promise<ListenedTo> {
  const found = new Set<string>();
  for (const walked of walk(folder)) {
    if ('notRead' in walked || !sourceFile.test(walked.file) || testFile.test(walked.file)) continue;
    for (const name of eventNamesIn(await textOf(join(folder, walked.file)))) found.add(name);
  }
  const names = [...found].sort();
  if (listed.length === 0) return { events: names, unheardOf: [] };
  return {
    events: names.filter((name) => listed.includes(name)),
    unheardOf: names.filter((name) => !listed.includes(name)),
  };
}

/** The names of events that a source text holds, each once. */
export function eventNamesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(eventName)].flatMap(([, , name]) => name ?? []))];
}

/** The text of a source file; nothing when it is too large to be one, or cannot be read. */
async function textOf(path: string): Promise<string> {
  try {
    return (await stat(path)).size > largestSource ? '' : await readFile(path, 'utf8');
  } catch {
    return '';
  }
}
