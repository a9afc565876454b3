import type { Failure } from '../../launch/failure.ts';
import { copy } from '../copy.ts';
import { layoutFailure } from '../layout/failure.ts';
import { listKeys, standingKeys } from './keys.ts';
import { listOf } from './list.ts';
import type { Screen, Situation } from './screen.ts';

/** The launch stopped: why, what to do, and the ways on under the fingers. */
export function failureScreen(situation: Situation, failure: Failure): Screen {
  const { actions, columns } = situation;
  const { control, below } = listOf(situation, {
    id: `failure ${failure.headline}`,
    items: [
      { value: 'again', label: copy.tryAgain, detail: copy.tryAgainDetail },
      { value: 'leave', label: copy.leaveFailure, detail: copy.leaveFailureDetail },
    ],
    pick: (value) => (value === 'again' ? actions.tryAgain() : actions.leave()),
  });
  return {
    subject: `failure ${failure.headline}`,
    body: layoutFailure(failure, columns),
    prompt: [],
    explanation: [],
    control,
    below,
    keys: [...listKeys, ...standingKeys(situation)],
  };
}
