import type { Choice } from '../../launch/question.ts';
import type { OpenQuestion } from '../../launch/state.ts';
import { copy } from '../copy.ts';
import { edited, editingOf, textOf } from '../editing.ts';
import type { Line } from '../layout/line.ts';
import { quiet } from '../layout/line.ts';
import { wrap } from '../layout/wrap.ts';
import type { LocalState } from './local.ts';
import type { FieldControl, KeyBinding, Screen, Situation } from './screen.ts';

/** From so many lines on, a list can be narrowed down to those that hold a text. */
const worthNarrowing = 10;

/** The choices of a question that hold the text which was asked for, in their label or detail; all of them when none was. */
export function narrowed(local: LocalState, { key, choices }: OpenQuestion): readonly Choice[] {
  const wanted = wantedText(local, key);
  if (wanted === '') return choices;
  return choices.filter(({ label, detail = '' }) => `${label} ${detail}`.toLowerCase().includes(wanted));
}

/** The field for the text, while it is open; it stands where the list stood. */
export function narrowingField(
  situation: Situation,
  question: OpenQuestion,
): Pick<Screen, 'below' | 'keys' | 'control'> | undefined {
  const { local, columns, actions } = situation;
  const open = local.narrowing;
  if (open?.question !== question.key || !open.typing) return undefined;
  const close = (text: string | undefined): void =>
    actions.change(({ narrowing, ...rest }) =>
      narrowing === undefined || text === '' ? rest : { ...rest, narrowing: { ...narrowing, typing: false } },
    );
  const control: FieldControl = {
    kind: 'field',
    id: `${question.key} narrowed`,
    hidden: false,
    editing: open.editing,
    active: true,
    edit: (edit) =>
      actions.change((before) =>
        before.narrowing === undefined
          ? before
          : { ...before, narrowing: { ...before.narrowing, editing: edited(before.narrowing.editing, edit) } },
      ),
    submit: () => close(undefined),
  };
  return {
    control,
    below: wrap(copy.narrowing(narrowed(local, question).length, question.choices.length), columns, quiet),
    keys: [
      { key: 'return', shown: 'Enter', label: copy.keyNarrowed },
      { key: 'escape', shown: 'Esc', label: copy.keyNotNarrowed, run: () => close('') },
      { key: 'ctrl c', shown: 'Ctrl+C', label: copy.keyLeave },
    ],
  };
}

/** The key that opens the field; only where a list is long. */
export function narrowKeys({ local, actions }: Situation, { key, choices }: OpenQuestion): readonly KeyBinding[] {
  if (choices.length < worthNarrowing) return [];
  const standing = local.narrowing?.question === key ? local.narrowing.editing : editingOf('');
  return [
    {
      key: '/',
      label: copy.keyNarrow,
      run: () =>
        actions.change((before) => ({ ...before, narrowing: { question: key, editing: standing, typing: true } })),
    },
  ];
}

/** What the list is narrowed down to, said above its detail. */
export function narrowedLine({ local, columns }: Situation, question: OpenQuestion): Line[] {
  const wanted = wantedText(local, question.key);
  if (wanted === '') return [];
  return wrap(copy.narrowed(wanted, narrowed(local, question).length, question.choices.length), columns, quiet);
}

function wantedText({ narrowing }: LocalState, question: string): string {
  return narrowing?.question === question ? textOf(narrowing.editing).trim().toLowerCase() : '';
}
