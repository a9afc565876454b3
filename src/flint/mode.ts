/** The two data planes of Flint, as the `Flint-Mode` header names them. The key alone decides which one a request runs in. */
export type Mode = 'test' | 'live';

/** Reads a `Flint-Mode` header; anything but the two known words is no mode at all. */
export function readMode(text: string | undefined): Mode | undefined {
  return text === 'test' || text === 'live' ? text : undefined;
}
