import type { Outcome } from '../../launch/launch.ts';
import type { LaunchState } from '../../launch/state.ts';
import type { ExitCode } from '../exit-codes.ts';
import { type ResultToWrite, withoutStack, type writeEvent } from './stdout.ts';

/**
 * Turns the changes of a launch into NDJSON events on stdout. Pages on which somebody can pay are left out: their
 * addresses are secrets, and output of programs ends up in logs.
 */
export function ndjsonNarrator(emit: typeof writeEvent): (state: LaunchState) => void {
  let step = '';
  let told: LaunchState['happenings'] = [];
  let waiting = '';
  let noticed = '';
  return (state) => {
    if (state.current !== step) {
      step = state.current;
      emit({ type: 'step', step });
    }
    const known = state.happenings.length < told.length ? 0 : told.length;
    for (const happening of state.happenings.slice(known)) emit({ type: 'happening', ...happening });
    told = state.happenings;
    const { moment } = state;
    const key = moment.kind === 'waiting' ? `${moment.id} ${moment.trouble ?? ''}` : '';
    if (moment.kind === 'waiting' && key !== waiting) {
      const { id, title, since, nextLookAt, trouble } = moment;
      emit({ type: 'waiting', step, id, title, since, nextLookAt, ...(trouble === undefined ? {} : { trouble }) });
    }
    waiting = key;
    const notice = state.notice?.at ?? '';
    if (state.notice && notice !== noticed) emit({ type: 'notice', step, ...state.notice });
    noticed = notice;
  };
}

/** The last event: how it ended, and what that is based on. */
export function resultOf(state: LaunchState | undefined, outcome: Outcome, exitCode: ExitCode): ResultToWrite {
  return {
    outcome: outcome.kind,
    exitCode,
    ...(outcome.kind === 'failed' ? { failure: withoutStack(outcome.failure) } : {}),
    ...(state
      ? {
          launch: state.launch,
          ...(state.account ? { account: state.account } : {}),
          steps: state.steps.map(({ id, status, note }) => ({ id, status, ...(note === undefined ? {} : { note }) })),
          proofs: state.proofs,
        }
      : {}),
  };
}
