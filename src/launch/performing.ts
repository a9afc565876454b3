import { randomUUID } from 'node:crypto';
import { isConfirmed, isConfirmedSince } from './confirming.ts';
import { announce } from './crossings.ts';
import type { Engine } from './engine.ts';
import { instant, record, tell, work } from './engine.ts';
import type { Failure } from './failure.ts';
import { failureOf, LaunchStopped } from './failure.ts';
import type { EntryOf } from './journal/entry.ts';
import { standingAnswers, standingOf } from './journal/recall.ts';
import type { Json } from './json.ts';
import { json } from './json.ts';
import { nextUp } from './next-up.ts';
import type { WriteStanding } from './verbs.ts';
import type { Evidence, Made, Undo, Write } from './write.ts';

/** Flint forgets an Idempotency-Key after 24 hours (API notes, transport, section 9); an hour is left for clocks that differ. */
const keyLifetime = 23 * 60 * 60 * 1000;

/**
 * Does one write, at most once however often the script runs:
 * a finished one is not sent again; one with unknown outcome is sent again under its own key, or, when that key is too
 * old, was spent on another request or is refused now, looked for; one not begun is looked for, then written down, then
 * sent. What is shown once is stored before it counts as done.
 */
export async function perform<Result, Shown>(engine: Engine, write: Write<Result, Shown>): Promise<Result> {
  work(engine, write.title);
  const standing = standingOf(engine.journal.entries(), write.name);
  if (standing.kind === 'finished') {
    const kept = resultOf(write, standing.finished);
    tell(engine, { kind: 'remembered', text: `${write.title}: done earlier.` });
    return kept;
  }
  if (engine.lookOnly) throw nextUp(write.title);
  if (write.money && !isConfirmed(engine, write.money)) throw unconfirmed(write.title);

  const again =
    standing.kind === 'intended' && !isTooOld(engine, standing.intention)
      ? await sendAgain(engine, write, standing.intention.idempotencyKey)
      : undefined;
  if (again && 'made' in again) return await finish(engine, write, again.made, 'sent');
  const found = await write.find?.();
  engine.signal.throwIfAborted();
  if (found) return await finish(engine, write, found, 'adopted');
  if (again?.refused && (write.money || !write.find)) throw again.because;
  if (standing.kind === 'intended' && write.money && !isConfirmedSince(engine, write.money, standing.intention)) {
    return giveUp(engine, write, write.money.key, again === undefined ? 'too old' : 'spent');
  }

  const idempotencyKey = randomUUID();
  record(engine, {
    type: 'intended',
    at: instant(engine),
    write: write.name,
    title: write.title,
    idempotencyKey,
    uses: usedBy(engine, write),
    ...undoneBy(write),
  });
  return await finish(engine, write, await sendFirst(engine, write, idempotencyKey), 'sent');
}

/** How far a write is; see `Verbs.standing`. */
export function standingWrite<Result>(
  engine: Engine,
  write: Pick<Write<Result>, 'name' | 'result'>,
): WriteStanding<Result> {
  const standing = standingOf(engine.journal.entries(), write.name);
  if (standing.kind === 'finished') return { kind: 'finished', result: resultOf(write, standing.finished) };
  return { kind: standing.kind === 'intended' ? 'open' : 'not begun' };
}

function resultOf<Result>({ result }: Pick<Write<Result>, 'result'>, finished: EntryOf<'finished'>): Result {
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

/** Makes a change on this machine; see `Verbs.change`. */
export async function change(engine: Engine, title: string, make: () => Promise<void>): Promise<void> {
  work(engine, title);
  if (engine.lookOnly) throw nextUp(title);
  await make();
  engine.signal.throwIfAborted();
}

/** Sends a write whose intention was written down just now; a refusal then says for sure that nothing happened. */
async function sendFirst<Result, Shown>(
  engine: Engine,
  write: Write<Result, Shown>,
  idempotencyKey: string,
): Promise<Made<Result, Shown>> {
  try {
    return await send(write, idempotencyKey);
  } catch (error) {
    const failure = failureOf(error, engine.explain);
    if (isRefusal(failure)) {
      record(engine, {
        type: 'refused',
        at: instant(engine),
        write: write.name,
        because: failure.headline,
        ...(failure.requestId === undefined ? {} : { requestId: failure.requestId }),
      });
    }
    throw error;
  }
}

/**
 * Sends a write of unknown outcome under its own key. A refusal is not the end of it: the first sending may have done its
 * work all the same, so the intention stays open, and it is looked for.
 */
async function sendAgain<Result, Shown>(
  engine: Engine,
  write: Write<Result, Shown>,
  idempotencyKey: string,
): Promise<{ readonly made: Made<Result, Shown> } | { readonly refused: boolean; readonly because: unknown }> {
  try {
    return { made: await send(write, idempotencyKey) };
  } catch (error) {
    const failure = failureOf(error, engine.explain);
    if (failure.keySpent) return { refused: false, because: error };
    if (isRefusal(failure)) return { refused: true, because: error };
    throw error;
  }
}

async function send<Result, Shown>(write: Write<Result, Shown>, idempotencyKey: string): Promise<Made<Result, Shown>> {
  announce({ point: 'write.send.before', name: write.name });
  const made = await write.send(idempotencyKey);
  announce({ point: 'write.send.after', name: write.name });
  return made;
}

function isRefusal({ outcome, passing }: Failure): boolean {
  return outcome === 'nothing happened' && passing === 'final';
}

async function finish<Result, Shown>(
  engine: Engine,
  write: Write<Result, Shown>,
  made: Made<Result, Shown>,
  how: 'sent' | 'adopted',
): Promise<Result> {
  await write.capture?.(made.shownOnce, made.result);
  announce({ point: 'write.capture.after', name: write.name });
  record(engine, {
    type: 'finished',
    at: instant(engine),
    write: write.name,
    title: write.title,
    // Through JSON, as it will be read back: what is undefined is absent.
    result: json.parse(JSON.parse(JSON.stringify(made.result))),
    how,
    uses: usedBy(engine, write),
    ...undoneBy(write),
    undo: write.undo,
    evidence: made.evidence,
  });
  tell(engine, {
    kind: how === 'sent' ? 'performed' : 'adopted',
    text: `${write.title}: ${how === 'sent' ? 'done' : write.undoes ? 'it was so already' : 'it was there already and is used'}.`,
    ...(made.evidence.requestId === undefined ? {} : { requestId: made.evidence.requestId }),
  });
  return made.result;
}

/** The answers that a write uses: those it names, and those that every write depends on. */
function usedBy({ journal, boundTo = [] }: Engine, { uses }: Pick<Write<unknown>, 'uses'>): string[] {
  const binding = standingAnswers(journal.entries()).filter(
    (recorded) => recorded.type === 'answered' && boundTo.includes(recorded.question),
  );
  return [...uses, ...binding.map(({ key }) => key)];
}

function undoneBy({ undoes }: { readonly undoes?: readonly string[] }): { undoes?: string[] } {
  return undoes === undefined ? {} : { undoes: [...undoes] };
}

function isTooOld(engine: Engine, intention: EntryOf<'intended'>): boolean {
  const age = engine.clock.now().getTime() - Date.parse(intention.at);
  // A clock that was set back says nothing about the key's age.
  return age > keyLifetime || age < 0;
}

/**
 * A money write whose key is worth nothing any more, and of which nothing is to be found: it may only be sent again after a
 * new confirmation. The old one goes first, so that a stop between the two entries leaves no consent behind.
 */
function giveUp<Result, Shown>(
  engine: Engine,
  write: Write<Result, Shown>,
  confirmedBy: string,
  why: 'too old' | 'spent',
): never {
  const at = instant(engine);
  record(engine, { type: 'withdrawn', at, key: confirmedBy });
  const because =
    why === 'too old' ? 'Its Idempotency-Key ran out.' : 'Its Idempotency-Key was spent on something else.';
  record(engine, { type: 'refused', at, write: write.name, because });
  throw new LaunchStopped({
    kind: 'confirmation missing',
    headline:
      why === 'too old'
        ? `${write.title}: it was begun too long ago to be repeated safely, and Flint shows nothing of it.`
        : `${write.title}: it cannot be repeated under its own key, and Flint shows nothing of it.`,
    meaning:
      why === 'too old'
        ? 'Flint protects a repeated request for 24 hours only, so it is not sent again without you. Nothing was sent.'
        : 'Flint took another request under that key, so this one is not sent again without you. Nothing was sent.',
    remedy: 'Try again to look once more; you will be asked to confirm it anew.',
    passing: 'final',
    outcome: 'nothing happened',
  });
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

function unconfirmed(title: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'confirmation missing',
    headline: `${title}: it moves money and was not confirmed.`,
    meaning: 'Nothing was sent.',
    remedy: 'Run the command in a terminal and confirm it there.',
    passing: 'final',
    outcome: 'nothing happened',
  });
}
