import { closeSync, fstatSync, readFileSync } from 'node:fs';
import { openCalmly } from './open-calmly.ts';
import { decodeText } from './text-encoding.ts';

const largestBytes = 1024 * 1024;

/** The lines of a source file; undefined when it is no text, too large to have been written by hand, or cannot be read. */
export function readLines(path: string): readonly string[] | undefined {
  let file: number | undefined;
  try {
    file = openCalmly(path);
    const standing = fstatSync(file);
    if (!standing.isFile() || standing.size > largestBytes) return undefined;
    return decodeText(readFileSync(file))?.text.split(/\r\n|\r|\n/);
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
