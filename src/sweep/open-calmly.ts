import { constants, openSync } from 'node:fs';

// Windows knows neither flag.
const calm = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Opens a file for reading; neither waits for a pipe that took the file's place, nor follows a link that did. */
export function openCalmly(path: string): number {
  return openSync(path, calm);
}
