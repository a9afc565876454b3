import type { Line } from '../layout/line.ts';
import { emptyLine, indent, strong } from '../layout/line.ts';
import { layoutTerms } from '../layout/rows.ts';
import { wrap } from '../layout/wrap.ts';
import type { Screen } from '../screens/screen.ts';
import { copy } from './copy.ts';
import { wordOf } from './item-lines.ts';
import { over } from './local.ts';
import { paragraphs } from './paragraphs.ts';
import type { BrowseSituation } from './situation.ts';

/** What one sees here, the keys of the list below it, and what the words mean. */
export function helpScreen({ state, columns, actions }: BrowseSituation, below: Screen): Screen {
  const inner = Math.max(1, columns - 2);
  const close = (): void => actions.change((now) => over(now, undefined));
  const table = (title: string, terms: readonly (readonly [string, string])[]): Line[] => [
    emptyLine,
    ...indent([...wrap(title, inner, strong), ...layoutTerms(terms, inner)], 2),
  ];
  return {
    subject: 'help',
    body: [
      ...wrap(copy.help, columns, strong),
      ...paragraphs([copy.helpMeaning], columns),
      ...table(
        copy.helpKeys,
        below.keys.filter(({ silent }) => !silent).map(({ key, shown, label }) => [shown ?? key, label]),
      ),
      ...table(
        copy.helpWords,
        copy.wordMeanings
          .filter(([standing]) => standing !== 'attested' || state.items.some(({ attestable }) => attestable))
          .map(([standing, meaning]) => [wordOf(standing, state.words), meaning]),
      ),
    ],
    prompt: [],
    explanation: [],
    below: [],
    keys: [
      { key: 'escape', shown: 'Esc', label: copy.keyClose, run: close },
      { key: 'return', label: copy.keyClose, run: close, silent: true },
      { key: '?', label: copy.keyClose, run: close, silent: true },
      { key: 'q', label: copy.keyLeave, run: actions.leave },
    ],
  };
}
