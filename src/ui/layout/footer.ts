import type { Line } from './line.ts';
import { emptyLine, quiet, space, span, strong, widthOf } from './line.ts';
import { cutLine } from './wrap.ts';

/** A key as the footer shows it. */
export interface ShownKey {
  readonly key: string;
  readonly label: string;
  /** Whether it is left out before the others. */
  readonly minor?: boolean;
}

/**
 * The keys that work now, in at most `rows` lines. Where there is no room for all, the minor ones are left out first,
 * then those before the last ones: how to leave always stays.
 */
export function layoutFooter(keys: readonly ShownKey[], width: number, rows: number): Line[] {
  const sooner = [
    ...keys.slice(1, -1).filter(({ minor }) => minor),
    ...keys.slice(1, -1).filter(({ minor }) => !minor),
  ];
  for (let left = 0; left <= sooner.length; left += 1) {
    const shown = keys.filter((key) => !sooner.slice(0, left).includes(key));
    // Closer together before a second line, and before anything is left out.
    for (const [most, gap] of [
      [1, 3],
      [1, 2],
      [rows, 3],
    ] as const) {
      const lines = flow(shown, width, gap);
      if (lines.length <= Math.min(most, rows)) return lines;
    }
  }
  return flow(keys.slice(-1), width, 2)
    .slice(0, rows)
    .map((line) => cutLine(line, width));
}

function flow(keys: readonly ShownKey[], width: number, gap: number): Line[] {
  const lines: Line[] = [];
  let line: Line = emptyLine;
  for (const { key, label } of keys) {
    const item: Line = [span(key, strong), span(` ${label}`, quiet)];
    const longer = line.length === 0 ? item : [...line, space(gap), ...item];
    if (line.length > 0 && widthOf(longer) > width) {
      lines.push(line);
      line = item;
    } else {
      line = longer;
    }
  }
  return line.length === 0 ? lines : [...lines, line];
}
