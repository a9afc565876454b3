import type { Moment } from '../../launch/state.ts';
import { copy } from '../copy.ts';
import { quiet } from '../layout/line.ts';
import { secondsBetween, timeOfDay } from '../layout/time.ts';
import { wrap } from '../layout/wrap.ts';
import { layoutBody } from './body.ts';
import { linkKeys, standingKeys, withoutClashes } from './keys.ts';
import type { KeyBinding, Screen, Situation } from './screen.ts';

type Waiting = Extract<Moment, { kind: 'waiting' }>;

/** Waiting for Flint or for somebody else: what for, when the next look is, and what can be done instead. */
export function waitingScreen(situation: Situation, moment: Waiting): Screen {
  const { columns, actions } = situation;
  const ways = moment.ways.map(
    (way): KeyBinding => ({ key: way.key, label: way.label, run: () => actions.take(way.id) }),
  );
  const look: KeyBinding = { key: 'r', label: copy.keyLook, run: actions.lookNow };
  return {
    subject: `waiting ${moment.id}`,
    body: layoutBody(situation),
    prompt: [
      ...wrap(moment.title, columns, { tone: 'waiting' }),
      ...(moment.trouble === undefined ? [] : wrap(copy.trouble(moment.trouble), columns, { tone: 'attention' })),
      ...wrap(`${nextLook(situation, moment)} ${copy.mayLeave}`, columns, quiet),
    ],
    explanation: [],
    below: [],
    ticks: true,
    keys: withoutClashes([look, ...ways, ...linkKeys(situation), ...standingKeys(situation)]),
  };
}

function nextLook({ now, screenReader }: Situation, moment: Waiting): string {
  if (screenReader) return copy.nextLookAt(timeOfDay(moment.nextLookAt, 'seconds'));
  const seconds = secondsBetween(now, Date.parse(moment.nextLookAt));
  return seconds === 0 ? copy.lookingNow : copy.nextLookIn(seconds);
}
