import { listed } from '../../checks/wording.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import { readName } from './attestations.ts';
import { type Round, standingOf } from './round.ts';

/** What is given on the command line to attest items: their ids, and whose word it is. */
export interface GivenWord {
  readonly attest?: readonly string[];
  readonly by?: string;
}

/** @throws LaunchStopped unless both are there, each id is that of an item, and the name is one */
export function demandAttestable({ attest = [], by }: GivenWord, items: readonly { readonly id: string }[]): void {
  if (attest.length === 0 || by === undefined) {
    throw usage('An item and a name go together.', 'Give both: --attest ITEM --by NAME.');
  }
  const unknown = attest.filter((id) => !items.some((item) => item.id === id));
  if (unknown.length > 0) {
    const all = items.map(({ id }) => id);
    throw usage(`No item is called ${listed(unknown)}.`, `The items are ${listed(all, all.length)}.`);
  }
  readName(by);
}

/**
 * Keeps a person's word for the items, once they were checked. Nothing is attested when one of them was seen not to hold; one
 * that was seen to hold needs no word.
 *
 * @throws LaunchStopped for an item that is missing, or when the word cannot be kept
 */
export async function attestAll(round: Round, { attest = [], by = '' }: GivenWord): Promise<void> {
  const named = round.items().filter(({ id }) => attest.includes(id));
  const missing = named.filter((item) => standingOf(item) === 'missing');
  if (missing.length > 0) {
    throw new LaunchStopped({
      kind: 'refused',
      headline: `${listed(missing.map(({ id }) => id))} cannot be attested.`,
      meaning: `It was seen not to hold: ${missing.map(({ verdict }) => verdict?.message ?? '').join(' ')} Nothing was attested.`,
      remedy: 'Put it right, and check again.',
      passing: 'final',
    });
  }
  for (const item of named) {
    if (standingOf(item) === 'done') continue;
    await round.attest(item.id, by);
    const { said } = round.doing();
    if (said?.worked === false) throw new LaunchStopped(notKept(said.text));
  }
}

function notKept(why: string) {
  const headline = 'The word could not be kept.';
  return { kind: 'refused', headline, meaning: why, remedy: 'Then try again.', passing: 'final' } as const;
}

function usage(headline: string, remedy: string): LaunchStopped {
  return new LaunchStopped({ kind: 'usage', headline, meaning: 'Nothing was checked.', remedy, passing: 'final' });
}
