import type { Block, Item } from '../../launch/sheet.ts';
import type { Line } from './line.ts';
import { emptyLine, indent, padTo, quiet, span, strong, widthOfText } from './line.ts';
import { wrap } from './wrap.ts';

const gap = 4;
const narrowestList = 30;

type Lists = Extract<Block, { kind: 'lists' }>['lists'];

/** Lists side by side where each gets enough room, otherwise one under the other. */
export function layoutLists(lists: Lists, width: number): Line[] {
  const column = Math.floor((width - gap * (lists.length - 1)) / Math.max(1, lists.length));
  if (lists.length > 1 && column < narrowestList) {
    return lists.flatMap((list, index) => [...(index === 0 ? [] : [emptyLine]), ...layoutList(list, width)]);
  }
  const columns = lists.map((list) => layoutList(list, column));
  const height = Math.max(0, ...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    columns.reduce<Line>((line, lines, index) => {
      const part = lines[row] ?? emptyLine;
      return part.length === 0 ? line : [...padTo(line, index * (column + gap)), ...part];
    }, emptyLine),
  );
}

function layoutList(list: Lists[number], width: number): Line[] {
  return [...wrap(list.title, width, strong), ...list.items.flatMap((item) => layoutItem(item, width))];
}

/** The detail stands behind the text in brackets where both fit on one line, otherwise below it. */
function layoutItem(item: Item, width: number): Line[] {
  const tone = item.tone ?? 'plain';
  const behind = item.detail === undefined ? '' : `  (${item.detail})`;
  if (behind !== '' && widthOfText(item.text) + widthOfText(behind) <= width - 2) {
    return indent([[span(item.text, { tone }), span(behind, quiet)]], 2);
  }
  return [
    ...indent(wrap(item.text, width - 2, { tone }), 2),
    ...(item.detail === undefined ? [] : indent(wrap(item.detail, width - 4, quiet), 4)),
  ];
}
