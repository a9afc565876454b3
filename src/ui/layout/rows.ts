import type { Row } from '../../launch/sheet.ts';
import type { Line } from './line.ts';
import { padTo, plain, quiet, space, span, widthOf, widthOfText } from './line.ts';
import { wrap } from './wrap.ts';

const gap = 3;
const narrowestText = 16;

/** The columns of a table, in terminal columns; no `detail` where details stand under the value. */
interface Columns {
  readonly label: number;
  readonly value: number;
  readonly detail?: number;
}

/**
 * A table whose labels, values and details line up across all rows, with asides at the right edge. Where the width does
 * not allow it, asides take what room a row leaves, details go under the value, and at last values under their labels.
 */
export function layoutRows(rows: readonly Row[], width: number): Line[] {
  const label = widest(rows.map((row) => row.label));
  const value = widest(rows.map((row) => row.value));
  const detail = widest(rows.map((row) => row.detail ?? ''));
  const aside = widest(rows.map((row) => row.aside ?? ''));

  const room = width - label - gap;
  if (room < Math.min(narrowestText, Math.max(value, detail, aside)))
    return rows.flatMap((row) => underLabel(row, width));

  const columns = columnsWithin(room, value, detail, aside);
  return rows.flatMap((row) => layoutRow(row, { label, ...columns }, width));
}

function columnsWithin(room: number, value: number, detail: number, aside: number): Omit<Columns, 'label'> {
  const detailNeeds = Math.min(detail, narrowestText);
  const beside = detail === 0 ? 0 : gap + detailNeeds;
  const apart = aside === 0 ? 0 : gap + aside;
  if (value + beside + apart <= room) {
    const rest = room - value - apart - gap;
    return {
      value: detail === 0 ? room - apart : value,
      ...(detail === 0 ? {} : { detail: rest }),
    };
  }
  if (detail > 0 && value + beside <= room) return { value, detail: room - value - gap };
  return { value: room };
}

function layoutRow(row: Row, columns: Columns, width: number): Line[] {
  const values = wrap(row.value, columns.value, { tone: row.tone ?? 'plain' });
  const details = row.detail === undefined ? [] : wrap(row.detail, columns.detail ?? columns.value, plain);
  const main = columns.detail === undefined ? [...values, ...details] : values;
  const side = columns.detail === undefined ? [] : details;
  const lines = Array.from({ length: Math.max(main.length, side.length, 1) }, (_, index): Line => {
    const label = index === 0 ? (wrap(row.label, columns.label)[0] ?? []) : [];
    const line = [...padTo(label, columns.label + gap), ...(main[index] ?? [])];
    const beside = side[index];
    return beside === undefined ? line : [...padTo(line, columns.label + gap + columns.value + gap), ...beside];
  });
  return row.aside === undefined ? lines : withAside(lines, row.aside, columns, width);
}

/** The aside at the right edge, beside the first line that leaves room for it, or else on lines of its own. */
function withAside(lines: readonly Line[], aside: string, columns: Columns, width: number): Line[] {
  const [first = [], ...rest] = wrap(aside, width - columns.label - gap, quiet);
  const atRight = (line: Line, part: Line): Line => [...padTo(line, width - widthOf(part)), ...part];
  const beside = rest.length > 0 ? -1 : lines.findIndex((line) => widthOf(line) + gap + widthOf(first) <= width);
  if (beside === -1) return [...lines, ...[first, ...rest].map((part) => atRight([], part))];
  return lines.map((line, index) => (index === beside ? atRight(line, first) : line));
}

function underLabel(row: Row, width: number): Line[] {
  const parts = [
    ...wrap(row.value, width - 2, { tone: row.tone ?? 'plain' }),
    ...(row.detail === undefined ? [] : wrap(row.detail, width - 2)),
    ...(row.aside === undefined ? [] : wrap(row.aside, width - 2, quiet)),
  ];
  return [...wrap(row.label, width, plain), ...parts.map((line) => [space(2), ...line])];
}

/** A table of keys or marks and what they mean. */
export function layoutTerms(terms: readonly (readonly [string, string])[], width: number): Line[] {
  const left = widest(terms.map(([term]) => term));
  return terms.flatMap(([term, meaning]) =>
    wrap(meaning, Math.max(1, width - left - gap)).map((line, index) => [
      ...padTo([span(index === 0 ? term : '', { tone: 'plain', bold: true })], left + gap),
      ...line,
    ]),
  );
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(widthOfText));
}
