import { copy } from '../copy.ts';
import type { Line } from './line.ts';
import { quiet, span } from './line.ts';
import { cut } from './wrap.ts';

/** What is seen of a text that may be longer than the room for it. */
export interface Viewport {
  readonly lines: readonly Line[];
  /** The offset that was really used, within what there is. */
  readonly offset: number;
  /** How far one page goes; 0 when everything is seen. */
  readonly page: number;
}

/**
 * The lines from `offset` on that fit into `height` rows. When not all do, the last row says which ones are seen. Lines in
 * `focus` are brought in sight, the first of them before all.
 */
export function viewport(
  lines: readonly Line[],
  height: number,
  offset: number,
  width: number,
  focus?: { readonly from: number; readonly to: number },
): Viewport {
  if (lines.length <= height) return { lines, offset: 0, page: 0 };
  if (height <= 0) return { lines: [], offset: 0, page: 0 };
  const seen = height === 1 ? 1 : height - 1;
  const wanted = focus === undefined ? offset : Math.min(focus.from, Math.max(offset, focus.to - seen));
  const start = Math.max(0, Math.min(wanted, lines.length - seen));
  const window = lines.slice(start, start + seen);
  const notice = [span(cut(copy.lines(start + 1, start + window.length, lines.length), width), quiet)];
  return { lines: height === 1 ? window : [...window, notice], offset: start, page: Math.max(1, seen - 1) };
}
