import type { Difference } from './copy.ts';
import type { Secret } from './secret.ts';

/** How what came back differs from what was stored; undefined when it does not. */
export function differenceOf(stored: Secret, cameBack: Secret | undefined): Difference | undefined {
  if (cameBack === undefined) return 'nothing';
  if (cameBack.equals(stored)) return undefined;
  const before = stored.reveal();
  const after = cameBack.reveal();
  if (after.trim() === before.trim()) return 'spaces around it';
  if (after.length === before.length) return 'another';
  return after.length < before.length ? 'shorter' : 'longer';
}
