import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { decodeText } from './text-encoding.ts';

// Neither waits for a pipe that took a file's place, nor follows a link that did. Windows knows neither flag.
const calmly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
const largestBytes = 1024 * 1024;

/** The lines of a source file; undefined when it is no text, too large to have been written by hand, or cannot be read. */
export function readLines(path: string): readonly string[] | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, calmly);
    const standing = fstatSync(file);
    if (!standing.isFile() || standing.size > largestBytes) return undefined;
    return decodeText(readFileSync(file))?.text.split(/\r\n|\r|\n/);
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
