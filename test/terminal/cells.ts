import type { Terminal as Emulator, IBufferCell } from '@xterm/headless';

/** The terminal's own colour, one of its palette (0-15 are the ANSI colours), or an exact one as `#rrggbb`. */
export type Colour = 'default' | number | `#${string}`;

/** One cell of the screen as the person sees it. */
export interface Cell {
  /** Empty in the second cell of a wide character. */
  readonly text: string;
  readonly width: 0 | 1 | 2;
  readonly foreground: Colour;
  readonly background: Colour;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly hidden: boolean;
}

/** The cells of the visible rows, top to bottom. */
export function readCells(emulator: Emulator): Cell[][] {
  const { active } = emulator.buffer;
  return Array.from({ length: emulator.rows }, (_, row) => {
    const line = active.getLine(active.baseY + row);
    return Array.from({ length: emulator.cols }, (_, column) => toCell(line?.getCell(column)));
  });
}

function toCell(cell: IBufferCell | undefined): Cell {
  const width = cell?.getWidth();
  return {
    text: cell?.getChars() || (width === 0 ? '' : ' '),
    width: width === 0 || width === 2 ? width : 1,
    foreground: cell === undefined || cell.isFgDefault() ? 'default' : colour(cell.isFgRGB(), cell.getFgColor()),
    background: cell === undefined || cell.isBgDefault() ? 'default' : colour(cell.isBgRGB(), cell.getBgColor()),
    bold: Boolean(cell?.isBold()),
    dim: Boolean(cell?.isDim()),
    italic: Boolean(cell?.isItalic()),
    underline: Boolean(cell?.isUnderline()),
    inverse: Boolean(cell?.isInverse()),
    hidden: Boolean(cell?.isInvisible()),
  };
}

function colour(exact: boolean, value: number): Colour {
  return exact ? `#${value.toString(16).padStart(6, '0')}` : value;
}
