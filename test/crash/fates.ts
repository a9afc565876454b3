/**
 * What can happen to the program at a boundary. `25h`: it is killed, and when it is started again the clock of the machine is 25
 * hours ahead, so that Flint has forgotten every Idempotency-Key.
 */
export const fates = ['SIGKILL', 'SIGTERM', 'ENOSPC', '25h', 'SIGINT', 'EIO'] as const;

export type Fate = (typeof fates)[number];

/** The fate of a boundary where each has its own. It hangs on the name alone, not on the order in which boundaries are met. */
export function fateOf(boundary: string): Fate {
  return fates[numberOf(`fate of ${boundary}`) % fates.length] ?? 'SIGKILL';
}

/**
 * Whether a boundary belongs to a share such as `0/2`, the first of two; without one, all do. Only boundaries of an ordinary run are
 * shared out: one that is met on the way back from a fate belongs to whoever meets it.
 */
export function isInShare(boundary: string, share = '0/1', ordinary?: ReadonlySet<string>): boolean {
  if (ordinary !== undefined && !ordinary.has(boundary)) return true;
  const [place = 0, shares = 1] = share.split('/').map(Number);
  return numberOf(boundary) % shares === place;
}

/** FNV-1a. */
function numberOf(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value >>> 7;
}
