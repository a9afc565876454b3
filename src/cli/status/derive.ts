import type { Checked } from '../../checks/check.ts';
import { runChecks } from '../../checks/check.ts';
import { stillTrue, stillTrueSoFar } from '../../checks/still-true/still-true.ts';
import type { Failure } from '../../launch/failure.ts';
import type { Outcome } from '../../launch/launch.ts';
import type { LaunchState } from '../../launch/state.ts';
import { type Undoings, undoingsIn } from '../../steps/record.ts';
import { openLaunch } from '../open-launch.ts';
import type { Standing } from '../standing/open-standing.ts';

/** Where a launch stands, derived anew in this run. */
export interface Derived {
  /**
   * `complete`: every step ran to its end just now, everything that was proved still holds, and nothing was taken back.
   * `no longer`: it came to its end once, and something of it does not hold now. `taken back`: a part of it was, or all of it.
   * `not known`: it was begun, and Flint could not be asked how far it is.
   */
  readonly stands: 'not begun' | 'on its way' | 'not known' | 'taken back' | 'no longer' | 'complete';
  /** How far the script came in this run, and where it stopped. */
  readonly state: LaunchState;
  readonly outcome: Outcome;
  readonly checked: readonly Checked[];
  readonly undoings: Undoings;
  /** Why Flint could not be asked although there is a key. */
  readonly trouble?: Failure;
}

/**
 * Runs the launch's own script, stopping at the first thing that would be asked, sent or changed, and then looks whether what it
 * proved still holds. Nothing is written.
 */
export async function derive(standing: Standing, programVersion: string, signal: AbortSignal): Promise<Derived> {
  const { journal, where, world, context, trouble } = standing;
  const undoings = undoingsIn(journal?.entries ?? []);
  const launch = await openLaunch({
    world,
    journalFile: where.journalFile,
    flags: { launch: where.name, programVersion, given: new Map() },
    interactive: false,
    pace: { first: 1_000, longest: 1_000 },
    money: 'real',
    defaults: false,
    lookOnly: true,
  });
  const leave = (): void => launch.leave('interrupted');
  signal.addEventListener('abort', leave, { once: true });
  // A Flint that cannot be reached was waited for once already.
  const outcome: Outcome = trouble?.kind === 'network' ? { kind: 'failed', failure: trouble } : await launch.run();
  signal.removeEventListener('abort', leave);
  signal.throwIfAborted();
  const finished = outcome.kind === 'finished';
  const checks = finished ? stillTrue : journal === undefined ? [] : stillTrueSoFar(context);
  const checked = await runChecks(checks, context);
  const holds = checked.every(({ verdict }) => verdict.status === 'done');
  const undone = undoings.done.length + undoings.interrupted.length > 0;
  return {
    stands: standsAt({ begun: journal !== undefined, undone, finished, unasked: isUnasked(outcome, standing), holds }),
    state: launch.getState(),
    outcome,
    checked,
    undoings,
    ...(trouble === undefined ? {} : { trouble }),
  };
}

/** Whether the script only came to an end because Flint could not be asked: then it says nothing about the launch. */
function isUnasked(outcome: Outcome, { trouble, context, record }: Standing): boolean {
  // What was proved was proved with a key, so a launch that lacks it now has lost it.
  const lostItsKey = context.production === undefined && record !== undefined && record.proofs.length > 0;
  return lostItsKey || trouble !== undefined || (outcome.kind === 'failed' && outcome.failure.kind === 'network');
}

function standsAt(seen: {
  begun: boolean;
  undone: boolean;
  finished: boolean;
  unasked: boolean;
  holds: boolean;
}): Derived['stands'] {
  if (!seen.begun) return 'not begun';
  if (seen.undone) return 'taken back';
  if (!seen.finished) return seen.unasked ? 'not known' : 'on its way';
  return seen.holds ? 'complete' : 'no longer';
}
