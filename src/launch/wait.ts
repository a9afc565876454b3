import type { Sheet } from './sheet.ts';

/** How often to look: the first pause and the longest, in milliseconds. Pauses grow in between and return to the first after a change. */
export interface Pace {
  readonly first: number;
  readonly longest: number;
}

/** Keys that a way out may have: letters that mean nothing else on a screen (`q`, `r`, `o`, `k`, `b` and `?` do). */
export type WayKey = 'c' | 'f' | 'l' | 'n' | 'p' | 's' | 'w';

/** Something the person can do instead of waiting on. */
export interface WayOut<Id extends string = string> {
  readonly id: Id;
  /** The key that takes it; none that the screens use themselves. */
  readonly key: WayKey;
  readonly label: string;
}

/** A wait: look again and again until a condition holds. */
export interface Wait<Seen, Way extends string = never> {
  readonly id: string;
  /** What is waited for, as a sentence. */
  readonly title: string;
  readonly look: () => Promise<Seen>;
  /** Whether the wait is over. An unknown status never ends it. */
  readonly over: (seen: Seen) => boolean;
  readonly show: (seen: Seen, before: Seen | undefined) => Sheet;
  /** What tells two looks apart; a change makes the next look come sooner. */
  readonly fingerprint?: (seen: Seen) => string;
  /**
   * What to call out to a person who looks elsewhere, when what was seen has changed since the look before: that it is
   * ready, or blocked; undefined where the change is not worth it. What it says look after look is called out once.
   */
  readonly notice?: (seen: Seen, before: Seen) => string | undefined;
  readonly pace?: Pace;
  /** What the person can do instead of waiting on, given what was seen last. */
  readonly ways?: (seen: Seen | undefined) => readonly WayOut<Way>[];
  /** The way that is taken when nobody watches and the time for waiting ran out; absent: the launch stops there. */
  readonly otherwise?: (seen: Seen | undefined) => Way | undefined;
}

/** How a wait ended: the condition held, or the person took a way out. Without ways out it can only be the former. */
export type Waited<Seen, Way extends string> =
  | { readonly kind: 'seen'; readonly seen: Seen }
  | (Way extends never ? never : { readonly kind: 'way'; readonly way: Way });

/** The pause before the next look, in milliseconds. `random` is in [0, 1): a tenth more or less, so that many programs do not look at once. */
export function nextPause(pace: Pace, looksSinceChange: number, random: number): number {
  const grown = Math.min(pace.longest, pace.first * 1.5 ** looksSinceChange);
  return Math.round(grown * (0.9 + 0.2 * random));
}
