import { nothingDue } from '../../checks/still-true/requirements.ts';
import type { LaunchState } from '../../launch/state.ts';
import type { Where } from '../standing/where.ts';
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
    return { what: words.finishUndo(interrupted.title), command: `flint-golive undo${namedFlags(where)}` };
  }
  if (undoings.done.length > 0) return { what: words.undone, command: where.command };
  if (stands === 'not known') {
    const unreached = outcome.kind === 'failed' && outcome.failure.kind === 'network' ? outcome.failure : undefined;
    return { what: words.askAgain((trouble ?? unreached)?.remedy), command: `flint-golive status${namedFlags(where)}` };
  }
  if (outcome.kind === 'failed') {
    const step = stepTitle(state);
    const { headline } = outcome.failure;
    return { what: step === undefined ? headline : `${step}: ${headline}`, command: where.command };
  }
  const broken = checked.find(({ verdict }) => verdict.status !== 'done')?.verdict;
  const doctor = `flint-golive doctor${namedFlags(where)}`;
  const asked = checked.find(({ id, verdict }) => id === nothingDue.id && verdict.status === 'missing');
  if (asked !== undefined && asked.verdict === broken) {
    return { what: asked.verdict.message, command: where.target === 'live' ? where.command : doctor };
  }
  if (broken !== undefined) {
    return { what: [broken.message, broken.remedy ?? words.lookCloser].join(' '), command: doctor };
  }
  return { what: words.nothingToDo, command: `flint-golive doctor --watch${namedFlags(where)}` };
}

/** The flags that name this launch to the other commands; empty for the usual one. */
export function namedFlags({ name, target }: Where): string {
  return `${target === 'embedded' ? ' --rehearsal' : ''}${name === 'default' ? '' : ` --launch ${name}`}`;
}

function stepTitle({ steps, current }: LaunchState): string | undefined {
  return steps.find(({ id }) => id === current)?.title;
}
