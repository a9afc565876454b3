import { emptyLine, indent, quiet, strong } from '../layout/line.ts';
import { wrap } from '../layout/wrap.ts';
import type { KeyBinding, Screen } from '../screens/screen.ts';
import { copy } from './copy.ts';
import { over } from './local.ts';
import { paragraphs } from './paragraphs.ts';
import type { BrowseSituation } from './situation.ts';

interface Way {
  readonly label: string;
  readonly detail: string;
  readonly run?: () => void;
}

/** A question with two ways. The cursor stands on the one that changes nothing. */
export function choiceScreen(
  { local, columns, actions }: BrowseSituation,
  asked: {
    readonly subject: string;
    readonly headline: string;
    readonly says: readonly string[];
    readonly yes: Way;
    readonly no: Way;
  },
): Screen {
  const close = (): void => actions.change((now) => over(now, undefined));
  const ways: Readonly<Record<string, Way>> = { no: asked.no, yes: asked.yes };
  const selected = local.highlighted ?? 'no';
  const keys: KeyBinding[] = [
    { key: 'return', shown: 'Enter', label: copy.keyPick },
    { key: 'up down', shown: copy.keysMove, label: copy.keyMove, minor: true },
    { key: 'escape', shown: 'Esc', label: copy.keyClose, run: close },
    { key: 'q', label: copy.keyLeave, run: actions.leave },
  ];
  return {
    subject: asked.subject,
    body: [...wrap(asked.headline, columns, strong), ...paragraphs(asked.says, columns)],
    prompt: [],
    explanation: [],
    control: {
      kind: 'list',
      id: asked.subject,
      items: Object.entries(ways).map(([value, { label }]) => ({ value, label })),
      selected,
      highlight: (value) => actions.change((now) => ({ ...now, highlighted: value })),
      pick: (value) => {
        close();
        ways[value]?.run?.();
      },
    },
    below: [emptyLine, ...indent(wrap(ways[selected]?.detail ?? '', Math.max(1, columns - 4), quiet), 4)],
    keys,
  };
}
