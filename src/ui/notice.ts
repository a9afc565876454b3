import { copy } from './copy.ts';
import { cut } from './layout/wrap.ts';

const bell = '\u0007';
/** As long as a desktop shows it on a line or two. */
const longestText = 160;

/**
 * What a terminal is sent so that somebody who looks elsewhere notices: the bell, and OSC 9, which many terminals turn
 * into a notice of the desktop. The program's name in front keeps a text such as `4;1` from being one of the commands
 * that some terminals read in OSC 9. A bare console gets the bell alone: it knows no such sequence.
 */
export function noticeSequence(text: string, terminal: string | undefined): string {
  if (terminal === 'linux') return bell;
  return `${bell}\u001B]9;${cut(copy.notice(text), longestText)}\u001B\\`;
}
