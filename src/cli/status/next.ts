import { nothingDue } from '../../checks/still-true/requirements.ts';
import type { LaunchState } from '../../launch/state.ts';
import type { Where } from '../standing/where.ts';
import { namingFlags, typedCommand } from '../typed-command.ts';
import { words } from './copy.ts';
import type { Derived } from './derive.ts';

/** What comes next, in a sentence, and the command that does it. */
export interface Next {
  readonly what: string;
  readonly command: string;
}

export function nextOf({ stands, state, outcome, checked, undoings, trouble }: Derived, where: Where): Next {
  const [interrupted] = undoings.interrupted;
  if (interrupted !== undefined) {
    return { what: words.finishUndo(interrupted.title), command: typedCommand('undo', ...namingFlags(where)) };
  }
  if (undoings.done.length > 0) return { what: words.undone, command: where.command };
  const unreached = outcome.kind === 'failed' && outcome.failure.kind === 'network' ? outcome.failure : undefined;
  const lookAgain = typedCommand('status', ...namingFlags(where));
  if (stands === 'not known') {
    const keyless = where.target === 'sandbox' ? words.setTestKey : words.setKey;
    return { what: words.askAgain((trouble ?? unreached)?.remedy ?? keyless), command: lookAgain };
  }
  // Where the script stopped for that alone, it does not tell which step is next.
  if (unreached !== undefined) return { what: words.unreached(unreached.remedy), command: lookAgain };
  if (outcome.kind === 'failed') {
    const step = stepTitle(state);
    const { headline } = outcome.failure;
    return { what: step === undefined ? headline : `${step}: ${headline}`, command: where.command };
  }
  const broken = checked.find(({ verdict }) => verdict.status !== 'done')?.verdict;
  const doctor = typedCommand('doctor', ...namingFlags(where));
  const asked = checked.find(({ id, verdict }) => id === nothingDue.id && verdict.status === 'missing');
  if (asked !== undefined && asked.verdict === broken) {
    return { what: asked.verdict.message, command: where.target === 'live' ? where.command : doctor };
  }
  if (broken !== undefined) {
    return { what: [broken.message, broken.remedy ?? words.lookCloser].join(' '), command: doctor };
  }
  return { what: words.nothingToDo, command: typedCommand('doctor', '--watch', ...namingFlags(where)) };
}

function stepTitle({ steps, current }: LaunchState): string | undefined {
  return steps.find(({ id }) => id === current)?.title;
}
