import type { Sheet } from './sheet.ts';

/** One way to answer a choice question. */
export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  /** What choosing it means, shown when it is the one under the cursor. */
  readonly detail?: string;
}

/**
 * How an answer is given: picking a choice, picking any number of them, typing text, typing or pasting a secret that is
 * never echoed, or typing a phrase in full because money moves.
 */
export type QuestionKind = 'choice' | 'several' | 'text' | 'secret' | 'money';

/**
 * A question a launch can ask, known before any launch runs, so that `questions` can list it and a flag can answer it.
 * `read` turns what was typed, given by a flag or found in an answers file into an answer, or says in a sentence why not.
 */
export interface Question<Answer = unknown> {
  readonly id: string;
  readonly step: string;
  readonly kind: QuestionKind;
  /** What is asked, in words that hold for every launch. */
  readonly title: string;
  /** The command-line flag that answers it. Secrets have none: a secret is never an argument. */
  readonly flag?: string;
  readonly choices?: readonly Choice[];
  /** What happens when it is answered with its default, in words; absent when it has none. */
  readonly defaultInWords?: string;
  readonly read: (given: unknown) => Reading<Answer>;
}

export type Reading<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly problem: string };

/** A question answered by picking one of a few choices. */
export function choiceQuestion<Value extends string>(question: {
  readonly id: string;
  readonly step: string;
  readonly title: string;
  readonly flag: string;
  readonly choices: readonly Choice<Value>[];
  readonly defaultInWords?: string;
}): Question<Value> {
  return {
    ...question,
    kind: 'choice',
    read: (given) => {
      const chosen = question.choices.find((choice) => choice.value === given);
      if (chosen) return { ok: true, answer: chosen.value };
      const values = question.choices.map((choice) => choice.value).join(', ');
      return { ok: false, problem: `The answer has to be one of: ${values}.` };
    },
  };
}

/**
 * A question answered by picking any number of choices, `atLeast` of them (default: none is needed). As it is typed,
 * recorded or given by a flag, the answer is {@link listedValues}: values with commas between them, so no value holds a
 * comma. Read, it has each value once, in the order of the choices.
 */
export function severalQuestion<Value extends string>(question: {
  readonly id: string;
  readonly step: string;
  readonly title: string;
  readonly flag: string;
  readonly choices: readonly Choice<Value>[];
  readonly defaultInWords?: string;
  readonly atLeast?: number;
}): Question<readonly Value[]> {
  const { atLeast = 0, ...rest } = question;
  return {
    ...rest,
    kind: 'several',
    read: (given) => {
      const values = typeof given === 'string' ? listedValues(given) : undefined;
      const known = question.choices.map(({ value }) => value);
      if (!values?.every((value) => known.some((other) => other === value))) {
        return { ok: false, problem: severalOf(known) };
      }
      const picked = known.filter((value) => values.includes(value));
      if (picked.length >= atLeast) return { ok: true, answer: picked };
      return { ok: false, problem: `Pick at least ${atLeast === 1 ? 'one' : String(atLeast)}.` };
    },
  };
}

/** The values in the answer to a question that takes several: `checkout, refunds` has two. */
export function listedValues(given: string): readonly string[] {
  return given
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** What an answer with a value that is none of the choices is told. */
export function severalOf(values: readonly string[]): string {
  return `The answer has to be any of these, with commas between them: ${values.join(', ')}.`;
}

/** A question answered by typing text. `check` says in a sentence what is wrong with the text, or gives the answer. */
export function textQuestion<Answer>(question: {
  readonly id: string;
  readonly step: string;
  readonly title: string;
  readonly flag: string;
  readonly defaultInWords?: string;
  readonly check: (text: string) => Reading<Answer>;
}): Question<Answer> {
  const { check, ...rest } = question;
  return {
    ...rest,
    kind: 'text',
    read: (given) =>
      typeof given === 'string' ? check(given.trim()) : { ok: false, problem: 'The answer has to be text.' },
  };
}

/** A question whose answer is a secret. The journal never holds the answer; {@link Circumstances} say where it is kept. */
export function secretQuestion<Answer>(question: {
  readonly id: string;
  readonly step: string;
  readonly title: string;
  readonly defaultInWords?: string;
  readonly check: (text: string) => Reading<Answer>;
}): Question<Answer> {
  const { check, ...rest } = question;
  return {
    ...rest,
    kind: 'secret',
    read: (given) => (typeof given === 'string' ? check(given) : { ok: false, problem: 'The answer has to be text.' }),
  };
}

/** An amount of money: an integer of minor units, and a currency. */
export interface Amount {
  readonly amount: number;
  readonly currency: string;
}

/** A question that is answered by typing a phrase in full, because real money moves after it. */
export interface MoneyQuestion extends Question<never> {
  readonly kind: 'money';
  readonly flag: string;
}

/** Declares a money question; its phrase and amount are known only when it is asked. */
export function moneyQuestion(question: {
  readonly id: string;
  readonly step: string;
  readonly title: string;
  readonly flag: string;
}): MoneyQuestion {
  return { ...question, kind: 'money', read: () => ({ ok: false, problem: 'It is answered by typing its phrase.' }) };
}

/** What a question says when it is asked here and now. */
export interface Circumstances<Answer> {
  readonly prompt: string;
  readonly explanation?: readonly string[];
  /** The default, as it would be typed or picked. */
  readonly default?: string;
  /** The answer that holds where nobody can be asked and no source gave one; absent: the launch then stops at it. */
  readonly unattended?: string;
  /** Which of the question's choices stand here; absent: all of them. */
  readonly only?: readonly string[];
  /** Words for a choice that fit this moment better than the declared ones. */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Tells apart several askings of one question, such as the decisions about two keys. A number at its end is an attempt: what is
   * no person gives one answer to only so many attempts in a run.
   */
  readonly instance?: string;
  /** An answer of an older journal, recorded without an instance, holds too where its prompt was the same. */
  readonly wasAskedWithoutInstance?: boolean;
  /** A last look at the answer, for instance by asking Flint; a sentence when it cannot be taken. */
  readonly verify?: (answer: Answer) => Promise<string | undefined>;
}

/** What a secret question says: like {@link Circumstances}, but its default is a secret that is already at hand. */
export interface SecretCircumstances<Answer> extends Omit<Circumstances<Answer>, 'default'> {
  readonly default?: Answer;
}

/** What a money question says when it is asked: what will happen, and the phrase that sends it. */
export interface MoneyCircumstances {
  readonly amount: Amount;
  /** What has to be typed, for instance `refund 1.00`. */
  readonly phrase: string;
  readonly sheet: Sheet;
  readonly instance?: string;
  /** What Esc does: `Esc leaves the payment as it is.` */
  readonly declined: string;
}

declare const confirmed: unique symbol;

/** Proof that a person confirmed an amount for one purpose. Only the engine makes one, after the journal holds it. */
export interface Confirmation {
  readonly [confirmed]: true;
  readonly question: string;
  /** The question and its instance: what was confirmed for one order or attempt holds for no other. */
  readonly key: string;
  readonly amount: Amount;
}
