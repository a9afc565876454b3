import type { OpenQuestion } from '../../launch/state.ts';
import { copy } from '../copy.ts';
import { indent, quiet, strong } from '../layout/line.ts';
import { layoutSheet } from '../layout/sheet.ts';
import { wrap } from '../layout/wrap.ts';
import { headlineOf } from './body.ts';
import { fieldOf, verdict } from './field.ts';
import type { Screen, Situation } from './screen.ts';

/** A confirmation that moves money stands alone: what will happen, the phrase that has to be typed, and the way out. */
export function moneyScreen(situation: Situation, question: OpenQuestion): Screen {
  const { state, columns, actions } = situation;
  const { phrase = '', declined = '' } = question.money ?? {};
  return {
    subject: `money ${question.key} ${headlineOf(situation)}`,
    body: layoutSheet(state.sheet ?? { headline: question.prompt, blocks: [] }, columns),
    prompt: [
      ...wrap(copy.typePhrase, columns),
      ...indent(wrap(phrase, columns - 2, strong), 2),
      ...wrap(declined, columns, quiet),
    ],
    explanation: question.explanation.flatMap((sentence) => wrap(sentence, columns)),
    control: { ...fieldOf(situation, question), active: true },
    below: verdict(situation, question),
    keys: [
      { key: 'return', shown: 'Enter', label: copy.keySend },
      { key: 'escape', shown: 'Esc', label: copy.keyDecline, run: actions.decline },
      { key: 'ctrl c', shown: 'Ctrl+C', label: copy.keyLeave },
    ],
  };
}
