import type { FlintError } from './errors.ts';
import type { Explanation } from './sentences.ts';

/** How one kind of failure is said; most do not depend on the error itself. */
export type Sentences = (error: FlintError) => Explanation;

/** What happened, what it means, what to do. */
export const say =
  (headline: string, meaning: string, remedy: string): Sentences =>
  () => ({ headline, meaning, remedy });

/** Something that Flint itself cannot look up just now. */
export const unavailable = (what: string): Sentences =>
  say(
    `Flint cannot tell ${what} at the moment.`,
    'This is trouble on the side of Flint, and it passes.',
    'Try again in a minute.',
  );
