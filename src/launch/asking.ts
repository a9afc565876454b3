import type { AnsweredBy } from './answers.ts';
import type { Engine } from './engine.ts';
import { instant, record, tell } from './engine.ts';
import type { EntryOf } from './journal/entry.ts';
import { isWithdrawn, standingAnswer } from './journal/recall.ts';
import { nextUp } from './next-up.ts';
import { inVain, isTired, unanswered, unusable } from './no-answer.ts';
import type { Circumstances, Question, Reading, SecretCircumstances } from './question.ts';
import { listedValues, severalOf } from './question.ts';
import type { OpenQuestion } from './state.ts';
import type { Keeping } from './verbs.ts';

type By = AnsweredBy | 'person';

/** Puts a question, unless its answer stands in the journal already. */
export async function ask<Answer>(
  engine: Engine,
  question: Question<Answer>,
  circumstances: Circumstances<Answer>,
): Promise<Answer> {
  const key = answerKey(question, circumstances);
  const bound = standingAnswer(engine.journal.entries(), key);
  const standing = bound ?? unboundAnswer(engine, question, circumstances);
  if (standing) {
    const reading = question.read(standing.value);
    if (reading.ok) {
      if (!bound) record(engine, { ...standing, at: instant(engine), key });
      tell(engine, { kind: 'remembered', text: `${standing.title} ${standing.shown}` });
      return reading.answer;
    }
  }
  const open = openQuestion(engine, question, circumstances);
  const accept = (given: string): Promise<Reading<Answer>> => consider(engine, question, circumstances, open, given);
  const { answer, given, by } = await obtain(engine, open, accept, circumstances.unattended);
  const shown = shownAs(open, given);
  record(engine, {
    type: 'answered',
    at: instant(engine),
    key,
    question: question.id,
    step: question.step,
    title: circumstances.prompt,
    value: given,
    shown,
    by,
  });
  tell(engine, { kind: 'answered', text: `${circumstances.prompt} ${shown}` });
  return answer;
}

/** The answer from before a question was asked for each instance; it holds where the very same words were asked. */
function unboundAnswer<Answer>(
  { journal }: Engine,
  question: Question<Answer>,
  { wasAskedWithoutInstance, prompt }: Circumstances<Answer>,
): EntryOf<'answered'> | undefined {
  const earlier = wasAskedWithoutInstance ? standingAnswer(journal.entries(), question.id) : undefined;
  return earlier?.title === prompt ? earlier : undefined;
}

/**
 * Asks for a secret. It is stored before the journal says that it was given. One that was taken back is asked for anew, also
 * where it still lies in its place.
 */
export async function askSecret<Answer>(
  engine: Engine,
  question: Question<Answer>,
  circumstances: SecretCircumstances<Answer>,
  keeping: Keeping<Answer>,
): Promise<Answer> {
  const key = answerKey(question, circumstances);
  const recordGiven = (answer: Answer, by: By, how: { readonly found?: true } = {}): void => {
    const shown = keeping.shown(answer);
    record(engine, {
      type: 'answered',
      at: instant(engine),
      key,
      question: question.id,
      step: question.step,
      title: circumstances.prompt,
      shown,
      by,
      ...how,
    });
    tell(engine, { kind: 'answered', text: `${circumstances.prompt} ${shown}` });
  };

  const recalled = isWithdrawn(engine.journal.entries(), key) ? undefined : await keeping.recall();
  if (recalled !== undefined) {
    if (standingAnswer(engine.journal.entries(), key)) {
      tell(engine, { kind: 'remembered', text: `${circumstances.prompt} ${keeping.shown(recalled)}` });
    } else {
      recordGiven(recalled, 'environment', { found: true });
    }
    return recalled;
  }
  const { default: ready, ...rest } = circumstances;
  const open = { ...openQuestion(engine, question, rest), hasDefault: ready !== undefined };
  const accept = async (given: string): Promise<Reading<Answer>> => {
    if (given !== '' || ready === undefined) return await consider(engine, question, rest, open, given);
    const problem = await circumstances.verify?.(ready);
    return problem === undefined ? { ok: true, answer: ready } : { ok: false, problem };
  };
  // A secret in the environment was put there for this; without a person it is taken as given.
  const { answer, by } =
    !engine.interactive && !engine.lookOnly && ready !== undefined
      ? { answer: await settled(engine, open, 'environment', accept('')), by: 'environment' as const }
      : await obtain(engine, open, accept);
  await keeping.keep(answer);
  recordGiven(answer, by);
  return answer;
}

export function answerKey(question: { readonly id: string }, circumstances: { readonly instance?: string }): string {
  return circumstances.instance === undefined ? question.id : `${question.id}#${circumstances.instance}`;
}

function openQuestion<Answer>(
  engine: Engine,
  question: Question<Answer>,
  circumstances: Circumstances<Answer>,
): OpenQuestion {
  const { only, labels } = circumstances;
  return {
    id: question.id,
    key: answerKey(question, circumstances),
    step: engine.step(),
    kind: question.kind,
    prompt: circumstances.prompt,
    explanation: circumstances.explanation ?? [],
    choices: (question.choices ?? [])
      .filter((choice) => only === undefined || only.includes(choice.value))
      .map((choice) => ({ ...choice, label: labels?.[choice.value] ?? choice.label })),
    hasDefault: circumstances.default !== undefined,
    checking: false,
    ...(question.flag === undefined ? {} : { flag: question.flag }),
    ...(circumstances.default === undefined ? {} : { initial: circumstances.default }),
  };
}

async function consider<Answer>(
  engine: Engine,
  question: Question<Answer>,
  circumstances: Circumstances<Answer>,
  open: OpenQuestion,
  given: string,
): Promise<Reading<Answer>> {
  const values = open.choices.map(({ value }) => value);
  if (open.kind === 'choice' && !values.includes(given)) {
    return { ok: false, problem: `The answer has to be one of: ${values.join(', ')}.` };
  }
  if (open.kind === 'several' && !listedValues(given).every((value) => values.includes(value))) {
    return { ok: false, problem: severalOf(values) };
  }
  const unfit = open.kind === 'text' ? engine.mustNotKeep(given) : undefined;
  if (unfit !== undefined) return { ok: false, problem: unfit };
  const reading = question.read(given);
  if (!reading.ok) return reading;
  const problem = await circumstances.verify?.(reading.answer);
  return problem === undefined ? reading : { ok: false, problem };
}

/** How many of the things that were picked are named one by one. */
const mostNamed = 20;

/** The answer in the words in which it was picked; typed text as it is. Of very many the first are named, and the rest counted. */
function shownAs({ kind, choices }: OpenQuestion, given: string): string {
  const values = new Set(kind === 'several' ? listedValues(given) : [given]);
  const picked = choices.filter(({ value }) => values.has(value)).map(({ label }) => label);
  if (picked.length === 0) return kind === 'several' ? 'none' : given;
  const more = picked.length > mostNamed ? ` and ${picked.length - mostNamed} more` : '';
  return `${picked.slice(0, mostNamed).join(', ')}${more}`;
}

/** From the sources first, then from the person. Without a person a question that no source answers stops the launch. */
async function obtain<Answer>(
  engine: Engine,
  open: OpenQuestion,
  accept: (given: string) => Promise<Reading<Answer>>,
  unattended?: string,
): Promise<{ readonly answer: Answer; readonly given: string; readonly by: By }> {
  let tired = false;
  for (const source of engine.sources) {
    engine.signal.throwIfAborted();
    const given = await source.answer(open);
    if (given === undefined) continue;
    tired ||= isTired(engine, open, source, given);
    if (!tired) return { answer: await settled(engine, open, source.by, accept(given)), given, by: source.by };
  }
  if (engine.lookOnly) throw nextUp(open.prompt);
  if (!engine.interactive) {
    if (tired) throw inVain(open);
    if (unattended === undefined) throw unanswered(open);
    return { answer: await settled(engine, open, 'default', accept(unattended)), given: unattended, by: 'default' };
  }

  let asked = open;
  for (;;) {
    engine.state.change({ moment: { kind: 'asking', question: asked } });
    const reply = await engine.person.reply(engine.signal);
    if (reply === 'declined') continue;
    engine.state.change({ moment: { kind: 'asking', question: { ...open, checking: true } } });
    const reading = await accept(reply.given);
    engine.signal.throwIfAborted();
    if (reading.ok) return { answer: reading.answer, given: reply.given, by: 'person' };
    asked = { ...open, problem: reading.problem };
  }
}

async function settled<Answer>(
  engine: Engine,
  open: OpenQuestion,
  by: AnsweredBy,
  reading: Promise<Reading<Answer>>,
): Promise<Answer> {
  const read = await reading;
  engine.signal.throwIfAborted();
  if (read.ok) return read.answer;
  throw unusable(open, by, read.problem);
}
