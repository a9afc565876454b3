import type { Failure } from '../../launch/failure.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Item } from './round.ts';
import { standingOf } from './round.ts';

/** One checked item for programs. `status` is that of the verdict, or `attested`. */
export function checkEvent(item: Item): object {
  const { id, group, title, verdict, attested } = item;
  const { message, detail, remedy, evidence = [], fix } = verdict ?? {};
  return {
    type: 'check',
    id,
    ...(group === '' ? {} : { group }),
    title,
    status: standingOf(item) ?? "can't tell",
    message,
    detail,
    remedy,
    evidence,
    ...(fix === undefined ? {} : { fix: { title: fix.title, effect: fix.effect } }),
    attested,
  };
}

/** The last line: how all of it stands. `more` is what the command adds. */
export function resultEvent(
  outcome: 'settled' | 'open' | 'interrupted',
  exitCode: ExitCode,
  items: readonly Item[],
  more: object = {},
): object {
  const count = (standing: string): number => items.filter((item) => standingOf(item) === standing).length;
  return {
    type: 'result',
    outcome,
    exitCode,
    counts: {
      done: count('done'),
      attested: count('attested'),
      "can't tell": count("can't tell"),
      missing: count('missing'),
    },
    ...more,
  };
}

/** The last line of a run that could not look at all. */
export function failureEvent({ stack: _stack, ...failure }: Failure, exitCode: ExitCode): object {
  return { type: 'result', outcome: 'failed', exitCode, failure };
}
