import type { Engine } from './engine.ts';
import { instant, record } from './engine.ts';
import { LaunchStopped } from './failure.ts';
import type { EntryOf } from './journal/entry.ts';
import type { Write } from './write.ts';

/** Flint forgets an Idempotency-Key after 24 hours (API notes, transport, section 9); an hour is left for clocks that differ. */
const keyLifetime = 23 * 60 * 60 * 1000;

/** Why the Idempotency-Key of an earlier sending is worth nothing any more. */
export type WorthlessKey = 'too old' | 'of unknown age' | 'spent';

/** Why an intention may not be sent again under its own key; undefined while it may. A clock that was set back says nothing of its age. */
export function worthlessKeyOf({ clock }: Engine, { at }: EntryOf<'intended'>): WorthlessKey | undefined {
  const age = clock.now().getTime() - Date.parse(at);
  if (age < 0) return 'of unknown age';
  return age > keyLifetime ? 'too old' : undefined;
}

/**
 * A money write whose key is worth nothing any more, and of which nothing is to be found: it may only be sent again after a
 * new confirmation. The old one goes first, so that a stop between the two entries leaves no consent behind.
 */
export function giveUp<Result, Shown>(
  engine: Engine,
  write: Write<Result, Shown>,
  confirmedBy: string,
  why: WorthlessKey,
): never {
  const at = instant(engine);
  const { because, headline, meaning } = words[why];
  record(engine, { type: 'withdrawn', at, key: confirmedBy });
  record(engine, { type: 'refused', at, write: write.name, because });
  throw new LaunchStopped({
    kind: 'confirmation missing',
    headline: `${write.title}: ${headline}, and Flint shows nothing of it.`,
    meaning: `${meaning} Nothing was sent.`,
    remedy: 'Try again to look once more; you will be asked to confirm it anew.',
    passing: 'final',
    outcome: 'nothing happened',
  });
}

const words = {
  'too old': {
    because: 'Its Idempotency-Key ran out.',
    headline: 'it was begun too long ago to be repeated safely',
    meaning: 'Flint protects a repeated request for 24 hours only, so it is not sent again without you.',
  },
  'of unknown age': {
    because: 'The clock was set back, so the age of its Idempotency-Key is not known.',
    headline: 'nobody can tell how long ago it was begun',
    meaning:
      'The clock of this machine was set back since then. Flint protects a repeated request for 24 hours only, so it is not sent again without you.',
  },
  spent: {
    because: 'Its Idempotency-Key was spent on something else.',
    headline: 'it cannot be repeated under its own key',
    meaning: 'Flint took another request under that key, so this one is not sent again without you.',
  },
} satisfies Record<WorthlessKey, object>;
