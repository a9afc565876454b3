import type { ProductionKey, Target } from './target.ts';

/** What the steps of one launch work on, besides their verbs. Put together once, by the command line. */
export interface World {
  readonly target: Target;
  /** The project folder that the launch takes live, as an absolute path. */
  readonly folder: string;
  /** A production key that is at hand already, and where it comes from, in words. */
  readonly keyAtHand?: ProductionKey & { readonly from: string };
  /** Why the key that was at hand is not taken, in a sentence. */
  readonly keyRefused?: string;
  /** The text of FLINT_TEST_API_KEY, the key of the sandbox that the configuration is copied from. */
  readonly sandboxKeyText?: string;
  /** Defaults that this launch knows better than the questions themselves, by question id. A rehearsal brings its sample project's. */
  readonly suggested: Readonly<Record<string, string>>;
}
