import { plainText } from '../../launch/plain-text.ts';
import type { Block, Sheet } from '../../launch/sheet.ts';
import { layoutDifference } from './difference.ts';
import type { Line } from './line.ts';
import { emptyLine, indent, plain, span, strong } from './line.ts';
import { layoutLists } from './lists.ts';
import { layoutRows } from './rows.ts';
import { breakAnywhere, wrap } from './wrap.ts';

/** How a sheet is laid out. */
export interface LayoutOptions {
  /** Leaves URLs and verbatim lines in one piece even where they are wider than the width: for output that nobody redraws. */
  readonly unbroken?: boolean;
}

/** A sheet in lines of at most `width` columns: its headline, then its blocks with an empty line before each. */
export function layoutSheet(sheet: Sheet, width: number, options: LayoutOptions = {}): Line[] {
  return [
    ...wrap(sheet.headline, width, strong),
    ...sheet.blocks.flatMap((block) => [emptyLine, ...layoutBlock(block, width, options)]),
  ];
}

const margin = 2;

function layoutBlock(block: Block, width: number, options: LayoutOptions): Line[] {
  const inner = Math.max(1, width - margin);
  switch (block.kind) {
    case 'text':
      return indent(wrap(block.text, inner, { tone: block.tone ?? 'plain' }), margin);
    case 'rows':
      return indent(
        [...(block.title === undefined ? [] : wrap(block.title, inner, strong)), ...layoutRows(block.rows, inner)],
        margin,
      );
    case 'lists':
      return indent(layoutLists(block.lists, inner), margin);
    case 'difference':
      return indent(layoutDifference(block.lines, inner), margin);
    case 'verbatim':
      return block.lines.flatMap((line) => whole(line, width, options));
    case 'link':
      // The URL starts at the margin of the screen, so that its parts can be marked and copied without blanks.
      return [...indent(wrap(block.label, inner), margin), ...whole(block.url, width, options)];
  }
}

function whole(text: string, width: number, options: LayoutOptions): Line[] {
  const pieces = options.unbroken ? [plainText(text)] : breakAnywhere(text, width);
  return pieces.map((piece) => [span(piece, plain)]);
}
