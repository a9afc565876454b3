import { textOf } from '../editing.ts';
import type { Line } from '../layout/line.ts';
import { emptyLine, indent, quiet, strong } from '../layout/line.ts';
import { layoutTerms } from '../layout/rows.ts';
import { wrap } from '../layout/wrap.ts';
import type { KeyBinding, Screen } from '../screens/screen.ts';
import { copy } from './copy.ts';
import { wordOf } from './item-lines.ts';
import { draftOf, over, withEdit } from './local.ts';
import type { BrowseSituation } from './situation.ts';
import type { BrowsedItem } from './state.ts';

/** What a fix would change, and whether to do it. */
export function fixScreen(situation: BrowseSituation, item: BrowsedItem): Screen {
  const { fix } = item;
  return choice(situation, {
    subject: `fix ${item.id}`,
    headline: copy.fixHeadline(fix?.title ?? item.title),
    says: [item.message, fix?.effect ?? ''],
    yes: { label: copy.fixApply, detail: copy.fixApplyDetail, run: () => situation.actions.applyFix(item.id) },
    no: { label: copy.fixLeave, detail: copy.fixLeaveDetail },
  });
}

/** Whether a word that was given is taken back. */
export function withdrawScreen(situation: BrowseSituation, item: BrowsedItem): Screen {
  const { attested } = item;
  return choice(situation, {
    subject: `withdraw ${item.id}`,
    headline: copy.withdrawHeadline,
    says: [item.title, attested === undefined ? '' : copy.attested(attested.by, attested.at.slice(0, 10))],
    yes: {
      label: copy.withdrawApply,
      detail: copy.withdrawApplyDetail,
      run: () => situation.actions.withdraw(item.id),
    },
    no: { label: copy.withdrawLeave, detail: copy.withdrawLeaveDetail },
  });
}

/** A person's word for what cannot be seen: the name is typed. */
export function attestScreen({ local, columns, actions }: BrowseSituation, item: BrowsedItem): Screen {
  const close = (): void => actions.change((now) => over(now, undefined));
  return {
    subject: `attest ${item.id}`,
    body: [
      ...wrap(copy.attestHeadline, columns, strong),
      ...says([item.title, item.message, item.detail ?? '', copy.attestMeaning], columns),
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
      ...says([copy.helpMeaning], columns),
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

interface Way {
  readonly label: string;
  readonly detail: string;
  readonly run?: () => void;
}

/** A question with two ways. The cursor stands on the one that changes nothing. */
function choice(
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
    body: [...wrap(asked.headline, columns, strong), ...says(asked.says, columns)],
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

function says(sentences: readonly string[], columns: number): Line[] {
  return sentences
    .filter((sentence) => sentence !== '')
    .flatMap((sentence) => [emptyLine, ...indent(wrap(sentence, Math.max(1, columns - 2)), 2)]);
}
