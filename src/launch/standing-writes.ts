import type { Engine } from './engine.ts';
import { instant, record, tell } from './engine.ts';
import { LaunchStopped } from './failure.ts';
import type { EntryOf } from './journal/entry.ts';
import { standingOf } from './journal/recall.ts';
import type { Json } from './json.ts';
import type { WriteStanding } from './verbs.ts';
import type { Evidence, Undo, Write } from './write.ts';

/** How far a write is; see `Verbs.standing`. */
export function standingWrite<Result>(
  engine: Engine,
  write: Pick<Write<Result>, 'name' | 'result'>,
): WriteStanding<Result> {
  const standing = standingOf(engine.journal.entries(), write.name);
  if (standing.kind === 'finished') {
    const { finished } = standing;
    return { kind: 'finished', result: resultOf(write, finished), evidence: finished.evidence };
  }
  return { kind: standing.kind === 'intended' ? 'open' : 'not begun' };
}

/** What the journal keeps of a finished write, if it still has the form that the write expects. */
export function resultOf<Result>({ result }: Pick<Write<Result>, 'result'>, finished: EntryOf<'finished'>): Result {
  const kept = result.safeParse(finished.result);
  if (!kept.success) throw unreadable(finished.title);
  return kept.data;
}

/** Closes intentions that are seen to have taken effect; see `Verbs.settle`. */
export function settle(
  engine: Engine,
  isIt: (write: string) => boolean,
  seen: { readonly result: Json; readonly evidence: Evidence; readonly undo: Undo },
): void {
  const entries = engine.journal.entries();
  const names = entries.flatMap((entry) => (entry.type === 'intended' && isIt(entry.write) ? [entry.write] : []));
  for (const name of new Set(names)) {
    const standing = standingOf(entries, name);
    if (standing.kind !== 'intended') continue;
    const { title } = standing.intention;
    const { result, evidence, undo } = seen;
    record(engine, {
      type: 'finished',
      at: instant(engine),
      write: name,
      title,
      result,
      how: 'adopted',
      undo,
      evidence,
    });
    tell(engine, { kind: 'adopted', text: `${title}: it took effect, although its answer was lost.` });
  }
}

function unreadable(title: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: `What the journal says of “${title}” cannot be understood.`,
    meaning: 'It was written by another version of flint-golive, or changed by hand. Nothing was sent.',
    remedy: 'Use the version that began this launch, or begin a new one with --launch NAME.',
    passing: 'final',
  });
}
