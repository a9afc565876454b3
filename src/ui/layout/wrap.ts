import { plainText } from '../../launch/plain-text.ts';
import type { Line, SpanStyle } from './line.ts';
import { plain, span, widthOfText } from './line.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a reader sees as one character each. */
export function graphemesOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/**
 * Text in lines no wider than `width` columns, broken between words; a word that is too long for a line is broken
 * where the line ends.
 */
function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of plainText(text)
    .split(' ')
    .filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOfText(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakAnywhere(word, width);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** {@link wrapText}, each line as one span. */
export function wrap(text: string, width: number, style: SpanStyle = plain): Line[] {
  return wrapText(text, width).map((line) => (line === '' ? [] : [span(line, style)]));
}

/** Text cut into pieces of at most `width` columns wherever they end, for what must be copied character by character. */
export function breakAnywhere(text: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let columns = 0;
  for (const grapheme of graphemesOf(plainText(text))) {
    const wide = widthOfText(grapheme);
    if (columns + wide > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      columns = 0;
    }
    piece += grapheme;
    columns += wide;
  }
  pieces.push(piece);
  return pieces;
}

/** Text shortened to `width` columns; three dots say that something is missing. */
export function cut(text: string, width: number): string {
  const whole = plainText(text);
  if (widthOfText(whole) <= width) return whole;
  if (width < 4) return breakAnywhere(whole, Math.max(1, width))[0] ?? '';
  return `${(breakAnywhere(whole, width - 3)[0] ?? '').trimEnd()}...`;
}

/** A line shortened to `width` columns, span by span. */
export function cutLine(line: Line, width: number): Line {
  const kept: Line[number][] = [];
  let room = width;
  for (const part of line) {
    const columns = widthOfText(part.text);
    if (columns > room) {
      if (room > 0) kept.push({ ...part, text: cut(part.text, room) });
      return kept;
    }
    kept.push(part);
    room -= columns;
  }
  return kept;
}
