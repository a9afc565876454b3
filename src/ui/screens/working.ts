import type { Moment } from '../../launch/state.ts';
import { copy } from '../copy.ts';
import { secondsBetween } from '../layout/time.ts';
import { wrap } from '../layout/wrap.ts';
import { headlineOf, layoutBody } from './body.ts';
import { linkKeys, standingKeys, withoutClashes } from './keys.ts';
import type { Screen, Situation } from './screen.ts';

/** Something runs and nothing is asked: what, and for how long once it takes longer than a moment. */
export function workingScreen(situation: Situation, moment: Extract<Moment, { kind: 'working' }>): Screen {
  const seconds = secondsBetween(Date.parse(moment.since), situation.now);
  const line =
    situation.screenReader || seconds < 3 ? copy.workingSince(moment.title) : copy.working(moment.title, seconds);
  return {
    subject: `working ${headlineOf(situation)}`,
    body: layoutBody(situation),
    prompt: wrap(line, situation.columns, { tone: 'waiting' }),
    explanation: [],
    below: [],
    ticks: true,
    keys: withoutClashes([...linkKeys(situation), ...standingKeys(situation)]),
  };
}
