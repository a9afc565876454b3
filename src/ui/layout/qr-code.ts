import { encode } from 'uqr';
import type { Line } from './line.ts';
import { span } from './line.ts';

/** A QR code: its modules row by row, true where they are dark, without the quiet zone around them. */
export type QrCode = readonly (readonly boolean[])[];

/** The code of a text; undefined when the text is too long for any. */
export function qrCodeOf(text: string): QrCode | undefined {
  try {
    return encode(text, { ecc: 'L', border: 0 }).data;
  } catch {
    return undefined;
  }
}

/** What a code takes on a terminal. A character is two modules high. */
export function sizeOf(code: QrCode, quietZone: number): { readonly columns: number; readonly rows: number } {
  const modules = code.length + 2 * quietZone;
  return { columns: modules, rows: Math.ceil(modules / 2) };
}

/**
 * A code in half blocks, with so many light modules around it. Only the text colour is there to draw with, so it says
 * which modules get it: on a dark background the light ones, on a light background the dark ones. A reader wants light
 * around dark; not every phone reads the reverse.
 */
export function layoutQrCode(code: QrCode, quietZone: number, drawn: 'light' | 'dark'): Line[] {
  const { columns, rows } = sizeOf(code, quietZone);
  const isDrawn = (row: number, column: number): boolean => {
    const dark = code[row - quietZone]?.[column - quietZone] === true;
    return drawn === 'dark' ? dark : !dark;
  };
  return Array.from({ length: rows }, (_, row): Line => {
    const characters = Array.from({ length: columns }, (_, column) => {
      const upper = isDrawn(2 * row, column);
      const lower = isDrawn(2 * row + 1, column);
      return upper ? (lower ? '█' : '▀') : lower ? '▄' : ' ';
    });
    return [span(characters.join(''))];
  });
}
