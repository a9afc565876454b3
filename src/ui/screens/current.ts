import { failureScreen } from './failure.ts';
import { finishedScreen } from './finished.ts';
import { goingBackScreen } from './going-back.ts';
import { helpScreen } from './help.ts';
import { openQrCode } from './keys.ts';
import { qrCodeScreen } from './qr-code.ts';
import { questionScreen } from './question.ts';
import type { Screen, Situation } from './screen.ts';
import { waitingScreen } from './waiting.ts';
import { workingScreen } from './working.ts';

/** The screen to show now: an open overlay, or else that of the moment. */
export function currentScreen(situation: Situation): Screen {
  const { overlay } = situation.local;
  if (overlay === 'answers') return goingBackScreen(situation);
  const screen = screenOfMoment(situation);
  if (overlay === 'help') return helpScreen(situation, screen);
  const address = openQrCode(situation, screen.keys);
  return address === undefined ? screen : qrCodeScreen(situation, address);
}

function screenOfMoment(situation: Situation): Screen {
  const { moment } = situation.state;
  switch (moment.kind) {
    case 'working':
      return workingScreen(situation, moment);
    case 'asking':
      return questionScreen(situation, moment.question);
    case 'waiting':
      return waitingScreen(situation, moment);
    case 'failed':
      return failureScreen(situation, moment.failure);
    case 'finished':
      return finishedScreen(situation);
  }
}
