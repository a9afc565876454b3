import type { Line } from '../layout/line.ts';
import { emptyLine, indent, quiet } from '../layout/line.ts';
import { layoutSheet } from '../layout/sheet.ts';
import { wrap } from '../layout/wrap.ts';
import type { KeyBinding, Screen } from '../screens/screen.ts';
import { copy } from './copy.ts';
import { detailMargin, layoutDetails, layoutGroups, layoutItem } from './item-lines.ts';
import { currentItem, filtered, moved, over, shownItems } from './local.ts';
import type { BrowseSituation } from './situation.ts';
import type { BrowsedItem } from './state.ts';
import { counted, isOpen } from './state.ts';

/** What is said of the item under the cursor takes this many lines, what came of something that was done a few more. */
const briefLines = 2;
const saidLines = 6;

/** All items by group, a cursor among them, and the details of the one under it. */
export function listScreen(situation: BrowseSituation): Screen {
  const { state, local, columns, actions } = situation;
  const items = shownItems(state, local);
  const current = currentItem(state, local);
  const opened = local.details === true ? current : undefined;
  const top = layoutSheet({ headline: state.headline, blocks: state.blocks ?? [] }, columns);
  const notes = notesOf(situation, items);
  const margin = detailMargin(state.words, columns);
  const { lines, places } = layoutGroups(
    items,
    (item) => [
      layoutItem(item, { words: state.words, selected: item === current }, columns),
      ...(item === opened ? indent(layoutDetails(item, { hints: true }, Math.max(1, columns - margin)), margin) : []),
    ],
    columns,
  );
  const before = [...top, ...notes, emptyLine];
  const place = current && places.get(current.id);
  return {
    subject: 'items',
    body: [...before, ...lines],
    ...(place && !local.scroll?.free
      ? { focus: { from: before.length + place.from, to: before.length + place.to } }
      : {}),
    prompt: [],
    explanation: [],
    below: brief(situation, opened ? undefined : current),
    keys: keysOf(situation, current),
    move: (direction, offset) => actions.change((now) => moved(state, now, direction, offset)),
  };
}

function notesOf({ state, local, columns }: BrowseSituation, items: readonly BrowsedItem[]): Line[] {
  if (!local.onlyOpen) return [];
  const open = state.items.filter(isOpen).length;
  const text = items.length === 0 ? copy.nothingOpen : copy.onlyOpen(open, counted(state.items).length);
  return [emptyLine, ...wrap(text, columns, quiet)];
}

/** What is being done, what came of it, or else the item in brief: as many lines for each, so that nothing jumps. */
function brief({ state, local, columns }: BrowseSituation, item: BrowsedItem | undefined): Line[] {
  const { busy, said } = state;
  if (busy !== undefined) return filled(wrap(copy.busy(busy), columns, { tone: 'waiting' }));
  if (said !== undefined && said.text !== local.read) {
    return filled(wrap(said.text, columns, { tone: said.tone }).slice(0, saidLines));
  }
  if (item === undefined) return [];
  return filled(wrap(item.message === '' ? copy.nothingYet : item.message, columns).slice(0, briefLines));
}

function filled(lines: readonly Line[]): Line[] {
  return [emptyLine, ...lines, ...Array.from({ length: Math.max(0, briefLines - lines.length) }, () => emptyLine)];
}

function keysOf({ state, local, actions }: BrowseSituation, item: BrowsedItem | undefined): KeyBinding[] {
  const { change } = actions;
  const idle = state.busy === undefined;
  const checking = state.items.some(({ standing }) => standing === 'checking');
  const toggle = (): void =>
    change((now) => ({
      ...now,
      cursor: item?.id,
      details: !now.details,
      scroll: { offset: now.scroll?.offset ?? 0, free: false },
    }));
  const open = (kind: 'fix' | 'attest' | 'withdraw', id: string) => (): void =>
    change((now) => over({ ...now, cursor: id }, { kind, item: id }));
  return [
    { key: 'up down', shown: copy.keysMove, label: copy.keyMove, minor: true },
    ...(item === undefined
      ? []
      : [{ key: 'return', shown: 'Enter', label: local.details ? copy.keyClose : copy.keyDetails, run: toggle }]),
    ...(local.details ? [{ key: 'escape', label: copy.keyClose, run: toggle, silent: true }] : []),
    ...(idle && item?.fix ? [{ key: 'f', label: copy.keyFix, run: open('fix', item.id) }] : []),
    ...(idle && item?.standing === 'attested'
      ? [{ key: 'a', label: copy.keyWithdraw, run: open('withdraw', item.id) }]
      : idle && item?.attestable && item.standing === "can't tell"
        ? [{ key: 'a', label: copy.keyAttest, run: open('attest', item.id) }]
        : []),
    {
      key: 'o',
      label: local.onlyOpen ? copy.keyAll : copy.keyOnlyOpen,
      run: () => change((now) => filtered(state, now)),
    },
    ...(idle && !checking ? [{ key: 'r', label: copy.keyAgain, minor: true, run: actions.checkAgain }] : []),
    { key: '?', label: copy.keyHelp, run: () => change((now) => over(now, { kind: 'help' })) },
    { key: 'q', label: copy.keyLeave, run: actions.leave },
  ];
}
