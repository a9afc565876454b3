import { FlintError } from '../../flint/errors.ts';
import { whoAmI } from '../../flint/merchant.ts';
import { failureOf, LaunchStopped } from '../../launch/failure.ts';
import type { Journal } from '../../launch/journal/journal.ts';
import { JournalProblem } from '../../launch/journal/problem.ts';
import { standingAnswer } from '../../launch/journal/recall.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { ProductionClient } from '../connections.ts';
import { explain } from '../explain.ts';
import { undoPrefix } from '../record.ts';
import { endSheet, itemSheet, listSheet, words } from './copy.ts';
import type { PossibleUndo, UndoItem } from './item.ts';
import type { UndoGround } from './list.ts';
import { listUndos } from './list.ts';
import { takeBackItem } from './questions.ts';

/** `ask`: each thing is asked for. `given`: flags said yes to all of it. `missing`: nobody is there to ask, and no flag said yes. */
export type UndoConsent = 'ask' | 'given' | 'missing';

/** What became of one thing, for whoever tells how it ended. */
export interface UndoEnding {
  readonly title: string;
  readonly outcome: 'taken back' | 'left' | 'failed' | UndoItem['kind'];
  readonly because?: string;
}

export interface UndoOptions {
  /** Made with the run's own signal, and anew at each try. */
  readonly ground: (signal: AbortSignal) => Promise<Omit<UndoGround, 'entries'>>;
  /** The launch's whole journal; the verbs see only the part of it that is about taking back. */
  readonly journal: Journal;
  readonly consent: UndoConsent;
  /** The flags that consent without a terminal, in words. */
  readonly flags: string;
  /** The command that begins another launch. */
  readonly another: string;
  readonly ended: (endings: readonly UndoEnding[]) => void;
}

/** Lists everything that the launch made, last made first, asks for each thing that can be taken back, and takes it back. */
export async function takeBack(step: Verbs, options: UndoOptions): Promise<void> {
  const { journal, consent } = options;
  const ground = await step.observe(words.listing, () => options.ground(step.signal));
  if (ground.flint) await identify(step, ground.flint.client);
  const items = await step.observe(words.listing, () => listUndos({ ...ground, entries: journal.entries() }));
  const possible = items.filter((item) => item.kind === 'possible');
  step.show(listSheet(ground.world.target, items));
  options.ended(items.map(asItStands));
  if (possible.length > 0 && consent === 'missing') throw notConsented(possible, options.flags);
  const needKey = items.filter((item) => item.kind === 'by hand' && item.how === words.needsKey);
  if (needKey.length > 0) throw noKey(needKey.length, ground.withoutKey);

  const endings = items.filter((item) => item.kind !== 'possible').map(asItStands);
  for (const [index, item] of possible.entries()) {
    if (consent === 'ask')
      step.show(index === 0 ? listSheet(ground.world.target, items) : itemSheet(index + 1, possible.length));
    const wanted = consent === 'given' || (await isWanted(step, journal, item));
    endings.push(wanted ? await takeBackOne(step, journal, item) : left(step, item));
    options.ended([...endings, ...possible.slice(index + 1).map(asItStands)]);
  }
  forgetAnswers(step, journal);
  const titles = (outcome: UndoEnding['outcome']) =>
    endings.filter((ending) => ending.outcome === outcome).map(({ title }) => title);
  step.show(endSheet(titles('taken back'), titles('left'), items, options.another));
  const failed = endings.filter(({ outcome }) => outcome === 'failed');
  if (failed.length > 0) throw notAll(failed);
}

/** What is known of a thing before anything is done about it. */
function asItStands(item: UndoItem): UndoEnding {
  const { kind, title } = item;
  return {
    title,
    outcome: kind,
    ...(kind === 'possible' ? {} : { because: kind === 'by hand' ? item.how : item.because }),
  };
}

/** Says whose account it is. A key that was revoked on the way tells nothing, which is no failure. */
async function identify(step: Verbs, client: ProductionClient): Promise<void> {
  try {
    const { value } = await step.observe(words.listing, () => whoAmI(client));
    const { merchantId, businessName } = value;
    step.identify({ merchantId, ...(businessName === undefined ? {} : { name: businessName }) });
  } catch (error) {
    if (!(error instanceof FlintError) || error.problem !== 'unauthorized') throw error;
  }
}

async function isWanted(step: Verbs, journal: Journal, item: PossibleUndo): Promise<boolean> {
  const instance = item.write.name;
  if (item.group !== undefined && standingAnswers(journal).some(({ value }) => value === 'rest')) return true;
  const only = item.group === undefined ? { only: ['keep', 'undo'] } : {};
  const answer = await step.ask(takeBackItem, {
    prompt: words.ask(item.title),
    explanation: [item.effect],
    default: 'keep',
    instance,
    ...only,
  });
  return answer !== 'keep';
}

async function takeBackOne(step: Verbs, journal: Journal, item: PossibleUndo): Promise<UndoEnding> {
  const { title } = item;
  try {
    withdraw(step, journal, item.withdraws);
    await step.perform(item.write);
    return { title, outcome: 'taken back' };
  } catch (error) {
    step.signal.throwIfAborted();
    const failure = failureOf(error, explain);
    // Without the journal nobody knows afterwards what was taken back.
    if (error instanceof JournalProblem) throw error;
    // One thing that Flint refuses keeps nobody from the rest; what would meet every other one ends the run.
    const ofThisOne = failure.kind === 'refused' || (error instanceof FlintError && error.problem === 'forbidden');
    if (!ofThisOne || failure.passing !== 'final') throw error;
    const because = [failure.headline, failure.requestId && `Request id: ${failure.requestId}.`]
      .filter(Boolean)
      .join(' ');
    step.tell(words.failed(title, because));
    return { title, outcome: 'failed', because };
  }
}

function left(step: Verbs, { title }: PossibleUndo): UndoEnding {
  step.tell(words.left(title));
  return { title, outcome: 'left' };
}

/** Answers about what is taken back say nothing any more. They go first: a launch that asks once too often does no harm. */
function withdraw(step: Verbs, journal: Journal, questions: readonly string[]): void {
  const entries = journal.entries();
  const keys = entries.flatMap((entry) =>
    entry.type === 'answered' && questions.includes(entry.question) ? [entry.key] : [],
  );
  for (const key of new Set(keys)) {
    if (standingAnswer(entries, key)) journal.append({ type: 'withdrawn', at: step.now().toISOString(), key });
  }
}

/** At the end, what was kept may be asked for again the next time. */
function forgetAnswers(step: Verbs, journal: Journal): void {
  for (const { key } of standingAnswers(journal)) step.forget(key);
}

function standingAnswers(journal: Journal) {
  const entries = journal.entries();
  return entries
    .filter((entry) => entry.type === 'answered')
    .filter((entry) => entry.question === takeBackItem.id && standingAnswer(entries, entry.key) === entry);
}

/** The part of a launch's journal that is about taking it back: nothing else of it can be seen or changed on the way. */
export function undoPartOf(journal: Journal): Journal {
  return {
    header: journal.header,
    append: journal.append,
    entries: () =>
      journal.entries().filter((entry) => {
        if ('write' in entry) return entry.write.startsWith(undoPrefix);
        return 'key' in entry && entry.key.startsWith(`${takeBackItem.id}#`);
      }),
  };
}

function notConsented(possible: readonly PossibleUndo[], flags: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'confirmation missing',
    headline: `${possible.length === 1 ? 'One thing' : `${possible.length} things`} can be taken back, and nobody is there to ask.`,
    meaning: 'Nothing was sent and nothing was changed.',
    remedy: `Run it in a terminal to be asked for each, or give ${flags} to take all of it back.`,
    passing: 'final',
    outcome: 'nothing happened',
  });
}

function noKey(count: number, why: string | undefined): LaunchStopped {
  return new LaunchStopped({
    kind: 'credentials',
    headline: `There is no production key to take ${count === 1 ? 'one thing' : `${count} things`} back with.`,
    meaning: `${why ?? ''} Nothing was sent and nothing was changed.`.trim(),
    remedy: 'Set FLINT_API_KEY to a key of the account that was launched, and run the same command again.',
    passing: 'final',
    outcome: 'nothing happened',
  });
}

function notAll(failed: readonly UndoEnding[]): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: `${failed.length === 1 ? 'One thing' : `${failed.length} things`} could not be taken back.`,
    meaning: failed.map(({ title, because }) => `${title}: ${because ?? ''}`).join(' '),
    remedy: 'Put that right and run the same command again; what was taken back stays so.',
    passing: 'final',
  });
}
