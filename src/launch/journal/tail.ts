import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Entry } from './entry.ts';
import { entry } from './entry.ts';

/**
 * The tail of a journal: the entries that were added since its main file was written, a line each. A line names its launch and
 * its place in the whole journal, so that a tail is never taken for that of another launch, an entry that meanwhile is in
 * the main file is not counted twice, and a gap is noticed.
 */
export type Tail =
  | { readonly kind: 'read'; readonly lines: readonly TailLine[] }
  /** It was written by this other launch. */
  | { readonly kind: 'of another launch'; readonly launch: string }
  | { readonly kind: 'damaged'; readonly detail: string };

export interface TailLine {
  readonly launch: string;
  /** Counted from 0, over the main file and the tail together. */
  readonly place: number;
  readonly entry: Entry;
}

const tailLine = z.object({ launch: z.string().regex(/^[\w-]+$/), place: z.number().int().nonnegative(), entry });

const lineEnd = 0x0a;

export function tailText(line: TailLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** Reads the bytes of a tail. A last line that a crash or a full disk cut off is no damage: nobody was told that it is safe. */
export function readTail(bytes: Buffer, launch: string): Tail {
  const lines: TailLine[] = [];
  for (const text of wholeLines(bytes)) {
    const checked = tailLine.safeParse(parsed(text));
    if (!checked.success) return { kind: 'damaged', detail: `line ${lines.length + 1} of its tail is unreadable` };
    lines.push(checked.data);
  }
  const [other] = lines.filter((line) => line.launch !== launch);
  if (other === undefined) return { kind: 'read', lines };
  // Put aside as another launch's, it would take entries of this one with it.
  if (lines.some((line) => line.launch === launch)) return { kind: 'damaged', detail: 'its tail is of two launches' };
  return { kind: 'of another launch', launch: other.launch };
}

/** All entries of a journal, or the place at which one is missing between its main file and its tail, or is not the same in both. */
export function joined(
  entries: readonly Entry[],
  lines: readonly TailLine[],
): { readonly entries: readonly Entry[] } | { readonly missing: number } | { readonly unlike: number } {
  const all = [...entries];
  for (const { place, entry } of lines) {
    if (place > all.length) return { missing: all.length };
    if (place === all.length) all.push(entry);
    else if (!isDeepStrictEqual(all[place], entry)) return { unlike: place };
  }
  return { entries: all };
}

/** Without the end that has no line end, or that a power cut left as zeros; JSON has none. */
function wholeLines(bytes: Buffer): string[] {
  const lines = bytes
    .subarray(0, bytes.lastIndexOf(lineEnd) + 1)
    .toString('utf8')
    .split('\n')
    .slice(0, -1);
  return lines.at(-1)?.includes('\0') ? lines.slice(0, -1) : lines;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
