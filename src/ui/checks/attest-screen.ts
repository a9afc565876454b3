import { textOf } from '../editing.ts';
import { strong } from '../layout/line.ts';
import { wrap } from '../layout/wrap.ts';
import type { Screen } from '../screens/screen.ts';
import { copy } from './copy.ts';
import { draftOf, over, withEdit } from './local.ts';
import { paragraphs } from './paragraphs.ts';
import type { BrowseSituation } from './situation.ts';
import type { BrowsedItem } from './state.ts';

/** A person's word for what cannot be seen: the name is typed. */
export function attestScreen({ local, columns, actions }: BrowseSituation, item: BrowsedItem): Screen {
  const close = (): void => actions.change((now) => over(now, undefined));
  return {
    subject: `attest ${item.id}`,
    body: [
      ...wrap(copy.attestHeadline, columns, strong),
      ...paragraphs([item.title, item.message, item.detail ?? '', copy.attestMeaning], columns),
    ],
    prompt: wrap(copy.attestPrompt, columns, strong),
    explanation: [],
    control: {
      kind: 'field',
      id: `attest ${item.id}`,
      hidden: false,
      active: true,
      editing: draftOf(local),
      edit: (edit) => actions.change((now) => withEdit(now, edit)),
      submit: () => {
        const name = textOf(draftOf(local)).trim();
        if (name === '') return actions.change((now) => ({ ...now, problem: copy.attestEmpty }));
        close();
        actions.attest(item.id, name);
      },
    },
    below: local.problem === undefined ? [] : wrap(local.problem, columns, { tone: 'attention' }),
    keys: [
      { key: 'return', shown: 'Enter', label: copy.keyConfirm },
      { key: 'escape', shown: 'Esc', label: copy.keyClose, run: close },
      { key: 'ctrl c', shown: 'Ctrl+C', label: copy.keyLeave },
    ],
  };
}
