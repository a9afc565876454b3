import type { OpenQuestion } from '../../launch/state.ts';
import { copy } from '../copy.ts';
import { textOf } from '../editing.ts';
import type { Line } from '../layout/line.ts';
import { wrap } from '../layout/wrap.ts';
import { draftOf, isInField, withEdit, withEmptyDraft } from './local.ts';
import type { FieldControl, Situation } from './screen.ts';

/** The field of a question; Enter gives what stands in it, or the default where it is empty. */
export function fieldOf({ local, actions }: Situation, question: OpenQuestion): FieldControl {
  const editing = draftOf(local, question);
  return {
    kind: 'field',
    id: question.key,
    hidden: question.kind === 'secret',
    editing,
    active: isInField(local, question),
    edit: (edit) => actions.change((before) => withEdit(before, question, edit)),
    submit: () => {
      if (question.checking) return;
      const typed = textOf(editing);
      if (question.kind === 'secret') actions.change((before) => withEmptyDraft(before, question));
      actions.answer(typed === '' ? (question.initial ?? '') : typed);
    },
  };
}

/** What became of the last answer: it is being looked at, or it was not taken, and why. */
export function verdict({ columns }: Situation, question: OpenQuestion): Line[] {
  if (question.checking) return wrap(copy.checking, columns, { tone: 'waiting' });
  return question.problem === undefined ? [] : wrap(question.problem, columns, { tone: 'attention' });
}
