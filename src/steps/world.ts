import type { PlaceKind } from './live-key/questions.ts';
import type { ProductionKey, Target } from './target.ts';

/** What the steps of one launch work on, besides their verbs. Put together once, by the command line. */
export interface World {
  readonly target: Target;
  /** Of flint-golive, for whoever it talks to. */
  readonly programVersion: string;
  /** The project folder that the launch takes live, as an absolute path. */
  readonly folder: string;
  /** A production key that is at hand already, and where it comes from, in words. */
  readonly keyAtHand?: ProductionKey & { readonly from: string };
  /** Why the key that was at hand is not taken, in a sentence. */
  readonly keyRefused?: string;
  /** The text of FLINT_TEST_API_KEY, the key of the sandbox that the configuration is copied from. */
  readonly sandboxKeyText?: string;
  /** Where the secrets of production may go. A rehearsal touches nothing outside its own folder, so it has the env file only. */
  readonly secretPlaces: readonly PlaceKind[];
  /** Where the plan of what is re-created is written to, as JSON, and where the ids that replaced others; absolute paths. */
  readonly planFile?: string;
  readonly idMapFile?: string;
  /** The person's own checkout, where it is known: that of a rehearsal's shop. */
  readonly shopUrl?: string;
  /** The most that the verification charge may be, as it was given; absent: 5.00 in the account's currency. */
  readonly chargeLimit?: string;
  /** Defaults that this launch knows better than the questions themselves, by question id. A rehearsal brings its sample project's. */
  readonly suggested: Readonly<Record<string, string>>;
}
