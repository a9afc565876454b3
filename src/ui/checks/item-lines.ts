import type { Tone } from '../../launch/sheet.ts';
import type { Line } from '../layout/line.ts';
import { emptyLine, indent, padTo, quiet, span, strong, widthOfText } from '../layout/line.ts';
import { momentOf } from '../layout/time.ts';
import { cut, wrap } from '../layout/wrap.ts';
import { copy } from './copy.ts';
import type { BrowsedItem, BrowsedState, Standing } from './state.ts';

/** What each standing means to the person; every one reads without colour. */
export const tones: Readonly<Record<Standing, Tone>> = {
  checking: 'quiet',
  done: 'proved',
  attested: 'waiting',
  missing: 'attention',
  "can't tell": 'waiting',
};

/** What a standing is called. */
export function wordOf(standing: Standing, words: BrowsedState['words']): string {
  return words?.[standing] ?? copy.standings[standing];
}

/** The columns that the words for standings take. */
export function wordColumns(words: BrowsedState['words']): number {
  return Math.max(...standings.map((standing) => widthOfText(wordOf(standing, words))));
}

const standings = ['checking', 'done', 'attested', 'missing', "can't tell"] as const;
const gap = 2;

/** Where details begin: under the title, or further left where the terminal is narrow. */
export function detailMargin(words: BrowsedState['words'], width: number): number {
  return width < 64 ? 4 : 2 + wordColumns(words) + gap;
}

/** An item in one line: the pointer, how it stands, its title. */
export function layoutItem(
  item: BrowsedItem,
  options: { readonly words: BrowsedState['words']; readonly selected: boolean },
  width: number,
): Line {
  const { words, selected } = options;
  const left = wordColumns(words);
  const word = span(wordOf(item.standing, words), { tone: tones[item.standing] });
  const title = cut(item.title, Math.max(1, width - 2 - left - gap));
  return [
    span(selected ? '> ' : '  ', strong),
    ...padTo([word], left + gap),
    span(title, selected ? strong : { tone: 'plain' }),
  ];
}

/** All that is known of an item, in whole sentences. `hints` names the keys that do something about it; `now` is for times. */
export function layoutDetails(
  item: BrowsedItem,
  options: { readonly hints: boolean; readonly mostEvidence?: number; readonly now?: number },
  width: number,
): Line[] {
  const { hints, mostEvidence = Number.POSITIVE_INFINITY, now = Date.now() } = options;
  const { message, detail, remedy, evidence, attested, fix } = item;
  return [
    ...wrap(message === '' ? copy.nothingYet : message, width),
    ...(detail === undefined ? [] : wrap(detail, width)),
    ...(attested === undefined ? [] : wrap(copy.attested(attested.by, attested.at.slice(0, 10)), width)),
    ...(remedy === undefined ? [] : wrap(copy.remedy(remedy), width)),
    ...(hints && fix ? wrap(copy.fixHere(fix.title), width) : []),
    ...(hints && item.attestable && item.standing === "can't tell" ? wrap(copy.attestHere, width) : []),
    ...layoutEvidence(evidence, mostEvidence, now, width),
  ];
}

/** What was looked at, and when: said once where it was all at the same time. */
function layoutEvidence(evidence: BrowsedItem['evidence'], most: number, now: number, width: number): Line[] {
  if (evidence.length === 0) return [];
  const inner = Math.max(1, width - 2);
  const shown = evidence.slice(0, most);
  const left = evidence.length - shown.length;
  const [when = '', ...others] = new Set(shown.map(({ at }) => momentOf(at, now)));
  const together = others.length === 0 ? when : undefined;
  const lines = shown.map(({ what, at, requestId }) =>
    [what, together === undefined ? momentOf(at, now) : '', requestId === undefined ? '' : copy.requestId(requestId)]
      .filter((part) => part !== '')
      .join(', '),
  );
  return [
    ...wrap(copy.lookedAt(together ?? ''), width, quiet),
    ...indent(
      [...lines, ...(left === 0 ? [] : [copy.evidenceLeft(left)])].flatMap((line) => wrap(line, inner, quiet)),
      2,
    ),
  ];
}

/** Items under the names of their groups, each laid out by `layout`; an empty line before each group. */
export function layoutGroups(
  items: readonly BrowsedItem[],
  layout: (item: BrowsedItem) => readonly Line[],
  width: number,
): { readonly lines: Line[]; readonly places: ReadonlyMap<string, { readonly from: number; readonly to: number }> } {
  const lines: Line[] = [];
  const places = new Map<string, { readonly from: number; readonly to: number }>();
  let group = '';
  for (const item of items) {
    const from = lines.length;
    if (item.group !== group) {
      group = item.group;
      if (group !== '') lines.push(...(lines.length === 0 ? [] : [emptyLine]), ...wrap(group, width, strong));
    }
    lines.push(...layout(item));
    places.set(item.id, { from, to: lines.length });
  }
  return { lines, places };
}
