import { copy } from '../copy.ts';
import { emptyLine, strong } from '../layout/line.ts';
import { wrap } from '../layout/wrap.ts';
import { listOf } from './list.ts';
import type { KeyBinding, Screen, Situation } from './screen.ts';

/** The answers so far, the newest first, as it is the one mostly meant: each can be asked again, or says why it is locked. */
export function goingBackScreen(situation: Situation): Screen {
  const { state, columns, actions } = situation;
  const close = (): void => actions.change((local) => ({ ...local, overlay: undefined }));
  const stepOf = (id: string): string => state.steps.find((step) => step.id === id)?.short ?? id;
  const { control, below } = listOf(situation, {
    id: 'answers',
    items: state.answers.toReversed().map((answer) => ({
      value: answer.key,
      label: `${stepOf(answer.step)}: ${answer.title} ${answer.shown}${answer.locked === undefined ? '' : ` (${copy.lockedShort})`}`,
      detail: answer.locked === undefined ? copy.changeable : copy.locked(answer.locked),
    })),
    pick: (key) => {
      const answer = state.answers.find((given) => given.key === key);
      if (answer === undefined || answer.locked !== undefined) return;
      close();
      actions.reconsider(key);
    },
  });
  const keys: KeyBinding[] = [
    ...(state.answers.length === 0 ? [] : [{ key: 'return', shown: 'Enter', label: copy.keyAgain }]),
    { key: 'escape', shown: 'Esc', label: copy.keyClose, run: close },
    { key: 'q', label: copy.keyLeave, run: actions.leave },
  ];
  return {
    subject: 'answers',
    body: [
      ...wrap(copy.goingBack, columns, strong),
      emptyLine,
      ...wrap(state.answers.length === 0 ? copy.noAnswers : copy.goingBackExplained, columns),
    ],
    prompt: [],
    explanation: [],
    ...(state.answers.length === 0 ? {} : { control }),
    below: state.answers.length === 0 ? [] : below,
    keys,
  };
}
