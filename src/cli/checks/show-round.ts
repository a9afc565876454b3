import type { Failure } from '../../launch/failure.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Audience } from '../terminal.ts';
import { inLines } from './in-lines.ts';
import { onScreens } from './on-screens.ts';
import type { Presentation } from './present.ts';
import type { Round } from './round.ts';

/** A round of checks for whoever watches. */
export interface ShownRound {
  readonly audience: Audience;
  readonly round: Round;
  /** What is said besides the items; asked for again after each change. */
  readonly presentation: () => Presentation;
  /** What the last line of NDJSON says in addition. */
  readonly result?: () => object;
  /** Why Flint could not be asked, for the exit code. */
  readonly trouble?: () => Failure | undefined;
  /** Done after the first round, where there is no screen; what it throws ends the run. */
  readonly afterwards?: () => Promise<void>;
  /** Ends what the checks are doing when the person leaves or interrupts. */
  readonly stop: () => void;
}

/**
 * Runs all checks once and shows them: on screens until the person leaves, else in lines or NDJSON. Exit code 0 only where
 * every item was seen to hold in this run, or is attested.
 */
export async function showRound(shown: ShownRound): Promise<ExitCode> {
  return shown.audience === 'screens' ? await onScreens(shown) : await inLines(shown);
}
