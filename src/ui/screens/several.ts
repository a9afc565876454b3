import type { OpenQuestion } from '../../launch/state.ts';
import { copy } from '../copy.ts';
import type { Line } from '../layout/line.ts';
import { indent, quiet, span } from '../layout/line.ts';
import { cut } from '../layout/wrap.ts';
import { verdict } from './field.ts';
import { linkKeys, moveKey, standingKeys, withoutClashes } from './keys.ts';
import { listOf } from './list.ts';
import { pickedOf, withAllToggled, withToggled } from './local.ts';
import { narrowed, narrowedLine, narrowingField, narrowKeys } from './narrowing.ts';
import type { KeyBinding, Screen, Situation } from './screen.ts';

/** A list in which any number of lines can be picked: each has a box, and what is picked is said in words below. */
export function severalList(situation: Situation, question: OpenQuestion): Pick<Screen, 'below' | 'keys' | 'control'> {
  const typing = narrowingField(situation, question);
  if (typing !== undefined) return typing;
  const { local, screenReader } = situation;
  const picked = new Set(pickedOf(local, question));
  const { control, below } = listOf(situation, {
    id: question.key,
    items: narrowed(local, question).map(({ value, label, detail }) => {
      const box = (screenReader ? copy.boxInWords : copy.box)(picked.has(value));
      return { value, label: `${box} ${label}`, detail };
    }),
  });
  return {
    control,
    below: [
      ...narrowedLine(situation, question),
      ...pickedLine(situation, question, picked),
      ...below,
      ...verdict(situation, question),
    ],
    keys: withoutClashes([
      ...keysOf(situation, question, control.selected),
      ...linkKeys(situation),
      ...standingKeys(situation),
    ]),
  };
}

function keysOf(situation: Situation, question: OpenQuestion, selected: string | undefined): KeyBinding[] {
  const { local, actions } = situation;
  return [
    {
      key: 'return',
      shown: 'Enter',
      label: copy.keyTake,
      run: () => (question.checking ? undefined : actions.answer(pickedOf(local, question).join(','))),
    },
    {
      key: ' ',
      shown: copy.keySpace,
      label: copy.keyToggle,
      run: () => {
        if (selected !== undefined) actions.change((before) => withToggled(before, question, selected));
      },
    },
    {
      key: 'a',
      label: copy.keyAll,
      minor: true,
      run: () =>
        actions.change((before) =>
          withAllToggled(
            before,
            question,
            narrowed(before, question).map(({ value }) => value),
          ),
        ),
    },
    ...narrowKeys(situation, question),
    moveKey,
  ];
}

function pickedLine({ columns }: Situation, { choices }: OpenQuestion, picked: ReadonlySet<string>): Line[] {
  // Of thousands no more is laid out than the line could hold.
  const labels = choices.filter(({ value }) => picked.has(value)).slice(0, columns);
  const words = copy.picked(
    picked.size,
    labels.map(({ label }) => label),
    choices.length,
  );
  return indent([[span(cut(words, Math.max(1, columns - 2)), quiet)]], 2);
}
