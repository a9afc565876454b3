import { parseMoney } from '../flint/money.ts';
import type { AnswerSource } from '../launch/answers.ts';
import type { OpenQuestion } from '../launch/state.ts';
import type { Answers } from './answers-file.ts';

/**
 * Answers from flags. A money question is answered by its exact amount (`--confirm-refund 1.00USD`), and in a live launch
 * only together with `--live`: two separate consents.
 */
export function answersFromFlags(flags: Answers, consent: { readonly moneyMayMove: boolean }): AnswerSource {
  return {
    by: 'flag',
    answer: async (question) => {
      const given = flags.get(question.key) ?? flags.get(question.id);
      if (given === undefined || !question.money) return given;
      if (!consent.moneyMayMove) return undefined;
      const { amount, phrase } = question.money;
      const money = parseMoney(given, amount.currency);
      return money?.amount === amount.amount ? phrase : given;
    },
  };
}

/** Answers from `--answers FILE`. */
export function answersFromFile(answers: Answers): AnswerSource {
  return { by: 'answers file', answer: async ({ key, id }) => answers.get(key) ?? answers.get(id) };
}

/**
 * How often one question is answered with its default before a person is needed; a failing thing is not repeated for ever. A question about
 * several things, such as files, is one for each of them; attempts at the same thing are numbered, and are the same question.
 */
const mostDefaults = 3;

/** However many things it is about: something that names itself anew each time is not repeated for ever either. */
const mostDefaultsInAll = 30;

/** Answers every question with its default, money too. Only a rehearsal may use it. */
export function defaultAnswers(): AnswerSource {
  const given = new Map<string, readonly string[]>();
  return {
    by: 'default',
    answer: async (question) => {
      const times = given.get(question.id) ?? [];
      const thing = question.key.replace(/#\d+$/, '');
      const before = times.filter((one) => one === thing).length;
      given.set(question.id, [...times, thing]);
      return before < mostDefaults && times.length < mostDefaultsInAll ? defaultOf(question) : undefined;
    },
  };
}

function defaultOf(question: OpenQuestion): string | undefined {
  if (question.money) return question.money.phrase;
  if (question.kind === 'secret') return question.hasDefault ? '' : undefined;
  return question.initial;
}
