import type { Reference } from '../../sweep/reference.ts';
import type { RuleId } from './rules.ts';

/** What Flint says of an id: which plane has it. A candidate is an id that was not, or could not be, asked about. */
export interface Verdict {
  readonly is: 'test-mode' | 'live' | 'unknown to both' | 'candidate';
  /** Of the object, fit to be shown. */
  readonly name?: string;
  /** Its counterpart in live. */
  readonly liveTwin?: string;
  /** Why nothing is known, in words. */
  readonly because?: string;
}

/**
 * `error`: must not be left. `undecided`: may be one, and nobody could tell. `warning`: worth a look. `note`: found where it may be.
 */
export type Level = 'error' | 'undecided' | 'warning' | 'note';

/** Who accepted a finding and why, and the level it would have otherwise. */
export interface Accepted {
  readonly reason: string;
  readonly by: string;
  readonly instead: Level;
}

/** A reference, judged. Its file is relative to where the sweep was started. */
export interface Finding extends Reference {
  readonly rule: RuleId;
  readonly level: Level;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
  readonly verdict?: Verdict;
  /** Names the value without holding it; by it a finding can be accepted. */
  readonly fingerprint: string;
  /** Present when somebody accepted it; it is then a note. */
  readonly accepted?: Accepted;
  /** The commit that added it, for findings in git history. */
  readonly commit?: string;
}
