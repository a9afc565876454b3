import { randomUUID } from 'node:crypto';
import { isConfirmed, isConfirmedSince } from './confirming.ts';
import { announce } from './crossings.ts';
import type { Engine } from './engine.ts';
import { instant, record, tell, work } from './engine.ts';
import { LaunchStopped } from './failure.ts';
import { giveUp, worthlessKeyOf } from './giving-up.ts';
import { standingAnswers, standingOf } from './journal/recall.ts';
import { json } from './json.ts';
import { nextUp } from './next-up.ts';
import { sendAgain, sendFirst } from './sending.ts';
import { resultOf } from './standing-writes.ts';
import type { Made, Write } from './write.ts';

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

  const worthless = standing.kind === 'intended' ? worthlessKeyOf(engine, standing.intention) : undefined;
  const again =
    standing.kind === 'intended' && worthless === undefined
      ? await sendAgain(engine, write, standing.intention.idempotencyKey)
      : undefined;
  if (again && 'made' in again) return await finish(engine, write, again.made, 'sent');
  const found = await write.find?.();
  engine.signal.throwIfAborted();
  if (found) return await finish(engine, write, found, 'adopted');
  if (again?.refused && (write.money || !write.find)) throw again.because;
  if (standing.kind === 'intended' && write.money && !isConfirmedSince(engine, write.money, standing.intention)) {
    return giveUp(engine, write, write.money.key, worthless ?? 'spent');
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

/** Makes a change on this machine; see `Verbs.change`. */
export async function change(engine: Engine, title: string, make: () => Promise<void>): Promise<void> {
  work(engine, title);
  if (engine.lookOnly) throw nextUp(title);
  await make();
  engine.signal.throwIfAborted();
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
    text: `${write.title}: ${how === 'sent' ? 'done' : write.undoes || write.ends ? 'it was so already' : 'it was there already and is used'}.`,
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
