import { answerKey } from './asking.ts';
import type { Entry } from './journal/entry.ts';
import { standingAnswer, standingAnswers } from './journal/recall.ts';
import type { Verbs } from './verbs.ts';

/** The verbs that look at answers without asking anybody. */
export type RecordedAnswers = Pick<Verbs, 'answered' | 'answeredAt' | 'answersTo' | 'everAnswered'>;

/** Looks answers up in a journal, whether or not its launch runs. `entries` is asked anew for each look. */
export function recordedAnswers(entries: () => readonly Entry[]): RecordedAnswers {
  const standing = (question: { readonly id: string }, instance: string | undefined) =>
    standingAnswer(entries(), answerKey(question, instance === undefined ? {} : { instance }));
  return {
    answered: (question, instance) => {
      const reading = question.read(standing(question, instance)?.value);
      return reading.ok ? reading.answer : undefined;
    },
    answeredAt: (question, instance) => standing(question, instance)?.at,
    everAnswered: (question) =>
      entries().flatMap((recorded) => {
        if (recorded.type !== 'answered' || recorded.question !== question.id) return [];
        const reading = question.read(recorded.value);
        return reading.ok ? [reading.answer] : [];
      }),
    answersTo: (question) =>
      standingAnswers(entries()).flatMap((recorded) => {
        if (recorded.type !== 'answered' || recorded.question !== question.id) return [];
        const reading = question.read(recorded.value);
        const instance = recorded.key === question.id ? undefined : recorded.key.slice(question.id.length + 1);
        return reading.ok ? [{ instance, answer: reading.answer }] : [];
      }),
  };
}
