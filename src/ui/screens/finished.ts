import { copy } from '../copy.ts';
import { wrap } from '../layout/wrap.ts';
import { headlineOf, layoutBody } from './body.ts';
import { linkKeys, standingKeys, withoutClashes } from './keys.ts';
import type { Screen, Situation } from './screen.ts';

/** Every step has run to its end: the last sheet stays until the person leaves. */
export function finishedScreen(situation: Situation): Screen {
  return {
    subject: `finished ${headlineOf(situation)}`,
    body: layoutBody(situation),
    prompt: wrap(copy.finished(situation.state.steps.length), situation.columns, { tone: 'proved', bold: true }),
    explanation: [],
    below: [],
    keys: withoutClashes([
      { key: 'return', shown: 'Enter', label: copy.keyLeave, run: situation.actions.leave },
      ...linkKeys(situation),
      ...standingKeys(situation),
    ]),
  };
}
