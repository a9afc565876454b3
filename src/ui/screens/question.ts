import type { OpenQuestion } from '../../launch/state.ts';
import { copy } from '../copy.ts';
import { strong } from '../layout/line.ts';
import { wrap } from '../layout/wrap.ts';
import { headlineOf, layoutBody } from './body.ts';
import { fieldOf, verdict } from './field.ts';
import { linkKeys, listKeys, standingKeys, withoutClashes } from './keys.ts';
import { listOf } from './list.ts';
import { isInField } from './local.ts';
import { moneyScreen } from './money.ts';
import type { KeyBinding, Screen, Situation } from './screen.ts';
import { severalList } from './several.ts';

/** A question to the person: a list to pick one or several from, a field to type in, or a confirmation that stands alone. */
export function questionScreen(situation: Situation, question: OpenQuestion): Screen {
  if (question.kind === 'money') return moneyScreen(situation, question);
  if (question.kind === 'several') return { ...asked(situation, question), ...severalList(situation, question) };
  return question.kind === 'choice' ? choiceScreen(situation, question) : fieldScreen(situation, question);
}

function choiceScreen(situation: Situation, question: OpenQuestion): Screen {
  const { control, below } = listOf(situation, {
    id: question.key,
    items: question.choices,
    initial: question.initial,
    pick: (value) => (question.checking ? undefined : situation.actions.answer(value)),
  });
  return {
    ...asked(situation, question),
    control,
    below: [...below, ...verdict(situation, question)],
    keys: withoutClashes([...listKeys, ...linkKeys(situation), ...standingKeys(situation)]),
  };
}

function fieldScreen(situation: Situation, question: OpenQuestion): Screen {
  const { local } = situation;
  return {
    ...asked(situation, question),
    control: fieldOf(situation, question),
    below: verdict(situation, question),
    keys: isInField(local, question) ? typingKeys(situation, question) : outsideKeys(situation),
  };
}

function asked(
  situation: Situation,
  question: OpenQuestion,
): Pick<Screen, 'subject' | 'body' | 'prompt' | 'explanation'> {
  const { columns } = situation;
  return {
    subject: `question ${question.key} ${headlineOf(situation)}`,
    body: layoutBody(situation),
    prompt: wrap(question.prompt, columns, strong),
    explanation: question.explanation.flatMap((sentence) => wrap(sentence, columns)),
  };
}

function typingKeys({ actions }: Situation, question: OpenQuestion): KeyBinding[] {
  return [
    { key: 'return', shown: 'Enter', label: copy.keyAnswer },
    {
      key: 'escape',
      shown: 'Esc',
      label: copy.keyOtherKeys,
      run: () => actions.change((local) => ({ ...local, outsideFieldOf: question.key })),
    },
    { key: 'ctrl c', shown: 'Ctrl+C', label: copy.keyLeave },
  ];
}

function outsideKeys(situation: Situation): KeyBinding[] {
  const typeOn = (): void => situation.actions.change((local) => ({ ...local, outsideFieldOf: undefined }));
  return withoutClashes([
    { key: 'return', shown: 'Enter', label: copy.keyTypeOn, run: typeOn },
    { key: 'escape', label: copy.keyTypeOn, run: typeOn, silent: true },
    ...linkKeys(situation),
    ...standingKeys(situation),
  ]);
}
