import { copy } from '../copy.ts';
import { layoutHelp } from '../layout/help.ts';
import type { KeyBinding, Screen, Situation } from './screen.ts';

/** Help for the screen below it. */
export function helpScreen({ state, columns, actions }: Situation, below: Screen): Screen {
  const close = (): void => actions.change((local) => ({ ...local, overlay: undefined }));
  const closing: KeyBinding[] = [
    { key: 'escape', shown: 'Esc', label: copy.keyClose, run: close },
    { key: 'return', label: copy.keyClose, run: close, silent: true },
    { key: '?', label: copy.keyClose, run: close, silent: true },
  ];
  const keys = below.keys
    .filter(({ silent }) => !silent)
    .map(({ key, shown, label }): [string, string] => [shown ?? key, label]);
  return {
    subject: 'help',
    body: layoutHelp(
      state,
      [...keys, ...(below.control?.kind === 'list' && below.control.pick ? [copy.listKeys] : [])],
      columns,
    ),
    prompt: [],
    explanation: [],
    below: [],
    keys: [...closing, { key: 'q', label: copy.keyLeave, run: actions.leave }],
  };
}
