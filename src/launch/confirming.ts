import { answerKey } from './asking.ts';
import type { Engine } from './engine.ts';
import { instant, record, tell } from './engine.ts';
import { LaunchStopped } from './failure.ts';
import type { EntryOf } from './journal/entry.ts';
import { standingConfirmation } from './journal/recall.ts';
import { nextUp } from './next-up.ts';
import type { Amount, Confirmation, MoneyCircumstances, MoneyQuestion } from './question.ts';
import type { OpenQuestion } from './state.ts';

/** Asks for the typed confirmation of an amount. A recorded one holds only for exactly the same amount. */
export async function confirmMoney(
  engine: Engine,
  question: MoneyQuestion,
  circumstances: MoneyCircumstances,
): Promise<Confirmation> {
  const key = answerKey(question, circumstances);
  const { amount, phrase } = circumstances;
  const confirmation = confirmationOf(question, key, amount);

  const standing = standingConfirmation(engine.journal.entries(), key);
  if (standing && sameAmount(standing.amount, amount)) {
    tell(engine, { kind: 'remembered', text: `Confirmed earlier: ${standing.phrase}.` });
    return confirmation;
  }

  const open: OpenQuestion = {
    id: question.id,
    key,
    step: engine.step(),
    kind: 'money',
    prompt: question.title,
    explanation: [],
    choices: [],
    flag: question.flag,
    hasDefault: false,
    checking: false,
    money: { phrase, amount, declined: circumstances.declined },
  };
  engine.state.change({ sheet: circumstances.sheet });
  const by = await typed(engine, open, phrase);
  record(engine, {
    type: 'confirmed',
    at: instant(engine),
    key,
    step: question.step,
    title: question.title,
    amount,
    phrase,
    by,
  });
  tell(engine, { kind: 'answered', text: `Confirmed: ${phrase}.` });
  return confirmation;
}

/** The confirmation that stands in the journal; see `Verbs.confirmed`. */
export function confirmedBefore(engine: Engine, question: MoneyQuestion, instance?: string): Confirmation | undefined {
  const key = answerKey(question, instance === undefined ? {} : { instance });
  const standing = standingConfirmation(engine.journal.entries(), key);
  return standing && confirmationOf(question, key, standing.amount);
}

/** The one place where the brand is given: the journal holds the confirmation. */
function confirmationOf(question: MoneyQuestion, key: string, amount: Amount): Confirmation {
  return { question: question.id, key, amount } as Confirmation;
}

/** Whether the journal really holds a confirmation; the last look before money moves. */
export function isConfirmed(engine: Engine, { key, amount }: Confirmation): boolean {
  const standing = standingConfirmation(engine.journal.entries(), key);
  return standing !== undefined && sameAmount(standing.amount, amount);
}

/** Whether a confirmation was given after an intention was written down: then it is a new decision about an old attempt. */
export function isConfirmedSince(engine: Engine, { key }: Confirmation, intention: EntryOf<'intended'>): boolean {
  const entries = engine.journal.entries();
  const standing = standingConfirmation(entries, key);
  // By their order, since a clock can be set back.
  return standing !== undefined && entries.indexOf(standing) > entries.indexOf(intention);
}

async function typed(engine: Engine, open: OpenQuestion, phrase: string): Promise<'person' | 'flag' | 'default'> {
  for (const source of engine.sources) {
    const given = await source.answer(open);
    if (given === undefined || (source.by !== 'flag' && source.by !== 'default')) continue;
    if (matches(given, phrase)) return source.by;
    throw stopped(
      `${open.flag} does not match what would be sent.`,
      `It would be “${phrase}”, and “${given}” was given. Nothing was sent.`,
      open,
    );
  }
  if (engine.lookOnly) throw nextUp(open.prompt);
  if (!engine.interactive) {
    throw stopped(
      'Money moves only after a confirmation, and there is none.',
      `There is no terminal to type “${phrase}” in. Nothing was sent.`,
      open,
    );
  }
  let asked = open;
  for (;;) {
    engine.state.change({ moment: { kind: 'asking', question: asked } });
    const reply = await engine.person.reply(engine.signal);
    if (reply === 'declined') {
      throw stopped(
        'You did not confirm, so nothing was sent.',
        'No money has moved by this.',
        open,
        'Try again when you are ready to confirm it.',
      );
    }
    if (matches(reply.given, phrase)) return 'person';
    asked = { ...open, problem: `To send it, type “${phrase}” in full. Nothing was sent.` };
  }
}

function matches(given: string, phrase: string): boolean {
  return given.trim().replace(/\s+/g, ' ').toLowerCase() === phrase.toLowerCase();
}

function sameAmount(one: Amount, other: Amount): boolean {
  return one.amount === other.amount && one.currency === other.currency;
}

function stopped(headline: string, meaning: string, open: OpenQuestion, remedy = remedyFor(open)): LaunchStopped {
  return new LaunchStopped({
    kind: 'confirmation missing',
    headline,
    meaning,
    remedy,
    passing: 'final',
    outcome: 'nothing happened',
  });
}

function remedyFor({ flag }: OpenQuestion): string {
  return `Start again when you are ready to confirm it in a terminal${flag === undefined ? '' : `, or give ${flag}`}.`;
}
