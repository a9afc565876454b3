import stringWidth from 'string-width';
import { plainText } from '../../launch/plain-text.ts';
import type { Tone } from '../../launch/sheet.ts';

/** A run of text that is drawn in one way. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
  readonly bold?: boolean;
  readonly inverse?: boolean;
}

/** One line of the screen, from the left. An empty one is an empty line. */
export type Line = readonly Span[];

/** How a span is drawn, apart from its text. */
export type SpanStyle = Omit<Span, 'text'>;

export const emptyLine: Line = [];

export const plain: SpanStyle = { tone: 'plain' };
export const quiet: SpanStyle = { tone: 'quiet' };
export const strong: SpanStyle = { tone: 'plain', bold: true };

/** A span of a text, which is made harmless: every text that is drawn comes through here. */
export function span(text: string, style: SpanStyle = plain): Span {
  return { ...style, text: plainText(text) };
}

export function space(columns: number): Span {
  return span(' '.repeat(Math.max(0, columns)));
}

/** The number of terminal columns a text takes. */
export function widthOfText(text: string): number {
  return stringWidth(text);
}

/** The number of terminal columns a line takes. */
export function widthOf(line: Line): number {
  return line.reduce((width, { text }) => width + widthOfText(text), 0);
}

export function indent(lines: readonly Line[], columns: number): Line[] {
  return lines.map((line) => (line.length === 0 ? line : [space(columns), ...line]));
}

/** The line with blanks at its end, so that what follows stands in the next column. */
export function padTo(line: Line, columns: number): Line {
  const missing = columns - widthOf(line);
  return missing > 0 ? [...line, space(missing)] : line;
}

/** The lines as text, without colours and without blanks at their ends. */
export function plainLines(lines: readonly Line[]): string[] {
  return lines.map((line) =>
    line
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
}
