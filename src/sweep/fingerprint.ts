import { createHash } from 'node:crypto';

/**
 * Names an id, a key or a secret without holding it, so that it can be told again. The key of an account has more than enough
 * chance in it that nobody gets from here back to it.
 */
export function fingerprintOf(value: string): string {
  return createHash('sha256').update(`flint-golive reference\0${value}`).digest('hex').slice(0, 32);
}
