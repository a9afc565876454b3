import type { Failure } from './failure.ts';

/** What the system answers when there is no room. */
const full = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** What it answers when a disk cannot be read or written. */
const broken = ['EIO', 'EROFS'];

/** What it answers when the file may not be touched; programs on the network get the same, but with no path. */
const forbidden = ['EACCES', 'EPERM'];

/** A failure of the file system, in words; undefined for anything else. It is the machine's trouble, and no bug of ours. */
export function fileTrouble(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const { code } = error;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  const isFull = full.includes(code);
  if (!isFull && !broken.includes(code) && !(forbidden.includes(code) && path !== undefined)) return undefined;
  return {
    kind: 'refused',
    headline: isFull ? 'The disk is full.' : 'A file could not be read or written.',
    meaning: `${path === undefined ? 'The system said' : `${path}:`} ${code}. What a launch did is in its journal, and starting again sends nothing twice.`,
    remedy: isFull
      ? 'Free some space and run the same command again.'
      : 'Check the disk and your rights to the file, then run the same command again.',
    passing: 'final',
    outcome: 'unknown',
  };
}
