import type { Choice, Question } from '../../launch/question.ts';
import { listedValues } from '../../launch/question.ts';

/**
 * A question answered by picking any number of things that only this launch knows, such as objects of its sandbox. What was picked is
 * kept as it is: things that are gone at the next run, because they were dealt with, do not make the answer wrong.
 */
export function anyOf(question: {
  readonly id: string;
  readonly step: string;
  readonly title: string;
  readonly flag: string;
  readonly defaultInWords: string;
}): Question<readonly string[]> {
  return {
    ...question,
    kind: 'several',
    read: (given) =>
      typeof given === 'string'
        ? { ok: true, answer: listedValues(given) }
        : { ok: false, problem: 'The answer has to be text: values with commas between them.' },
  };
}

/** The same question with what there is to pick from at this moment. */
export function offering(
  question: Question<readonly string[]>,
  choices: readonly Choice[],
): Question<readonly string[]> {
  return { ...question, choices };
}
