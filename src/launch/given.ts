import type { Journal } from './journal/journal.ts';
import { standingAnswers, writesThatUsed } from './journal/recall.ts';
import type { GivenAnswer, Proof } from './state.ts';

/** The answers given so far, each with the reason why it cannot be changed any more, where there is one. */
export function givenAnswers(journal: Journal): readonly GivenAnswer[] {
  const entries = journal.entries();
  const writeThatUsed = writesThatUsed(entries);
  return standingAnswers(entries).map((recorded): GivenAnswer => {
    const common = { key: recorded.key, step: recorded.step, title: recorded.title };
    if (recorded.type === 'confirmed') {
      return { ...common, shown: recorded.phrase, locked: 'A confirmation of money stands once it is given.' };
    }
    const write = writeThatUsed(recorded);
    const given = { ...common, shown: recorded.shown };
    return write === undefined ? given : { ...given, locked: `It was used by a write that was sent: ${write}.` };
  });
}

/** What was proved so far, the first time each. */
export function recordedProofs(journal: Journal): readonly Proof[] {
  return journal
    .entries()
    .filter((recorded) => recorded.type === 'proved')
    .map(({ name, step, text, evidence }) => ({ name, step, text, evidence }));
}
