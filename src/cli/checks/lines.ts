import { layoutDetails, layoutGroups, wordColumns, wordOf } from '../../ui/checks/item-lines.ts';
import type { BrowsedItem, BrowsedState } from '../../ui/checks/state.ts';
import { counted, isOpen } from '../../ui/checks/state.ts';
import type { Line } from '../../ui/layout/line.ts';
import { emptyLine, indent, padTo, plainLines, space, span } from '../../ui/layout/line.ts';
import { layoutSheet } from '../../ui/layout/sheet.ts';
import { wrap } from '../../ui/layout/wrap.ts';
import { copy } from './copy.ts';

const width = 80;
const gap = 2;
const mostEvidence = 3;

/** Everything that was checked, in lines of at most `columns` columns: what for, each item with its grounds, and the sum. */
export function checkedLines(state: BrowsedState, columns = width): readonly string[] {
  const { headline, blocks = [], items, words } = state;
  return plainLines([
    ...layoutSheet({ headline, blocks }, columns, { unbroken: true }),
    emptyLine,
    ...layoutGroups(items, (item) => layoutWhole(item, words, columns), columns).lines,
    emptyLine,
    ...wrap(sumOf(state), columns),
  ]);
}

/** What is left on the normal screen when the checks are left: the sum, and what is still open. */
export function closingLines(state: BrowsedState, columns = width): readonly string[] {
  const open = state.items.filter(isOpen);
  return plainLines([
    ...wrap(sumOf(state), columns),
    ...(open.length === 0
      ? []
      : [
          emptyLine,
          ...wrap(copy.stillOpen, columns),
          ...open.flatMap((item) => layoutTitle(item, state.words, columns)),
        ]),
  ]);
}

/** One item with everything that is known of it. */
export function layoutWhole(item: BrowsedItem, words: BrowsedState['words'], columns: number): Line[] {
  const margin = columns < 64 ? 4 : marginOf(words);
  return [
    ...layoutTitle(item, words, columns),
    ...indent(layoutDetails(item, { hints: false, mostEvidence }, Math.max(1, columns - margin)), margin),
  ];
}

/** How it stands, and its title, in as many lines as it takes. */
function layoutTitle(item: BrowsedItem, words: BrowsedState['words'], columns: number): Line[] {
  const margin = marginOf(words);
  return wrap(item.title, Math.max(1, columns - margin)).map((line, index) => [
    ...padTo([space(2), span(index === 0 ? wordOf(item.standing, words) : '')], margin),
    ...line,
  ]);
}

function marginOf(words: BrowsedState['words']): number {
  return 2 + wordColumns(words) + gap;
}

function sumOf({ items, words }: BrowsedState): string {
  if (!items.some(isOpen)) return copy.allSettled(counted(items).length);
  const parts = (['done', 'attested', "can't tell", 'missing', 'checking'] as const)
    .map((standing) => ({ standing, count: counted(items).filter((item) => item.standing === standing).length }))
    .filter(({ count }) => count > 0)
    .map(({ standing, count }) => `${count} ${wordOf(standing, words)}`);
  return copy.counts(parts);
}
