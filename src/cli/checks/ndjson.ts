import type { ExitCode } from '../exit-codes.ts';
import type { ProgramEvent } from '../output/events/events.ts';
import type { ResultToWrite } from '../output/stdout.ts';
import type { Item } from './round.ts';
import { standingOf } from './round.ts';

/** One checked item for programs. `status` is that of the verdict, or `attested`. */
export function checkEvent(item: Item): Extract<ProgramEvent, { type: 'check' }> {
  const { id, group, title, verdict, attested } = item;
  const { message, detail, remedy, evidence = [], fix } = verdict ?? {};
  return {
    type: 'check',
    id,
    ...(group === '' ? {} : { group }),
    title,
    status: standingOf(item) ?? "can't tell",
    ...(message === undefined ? {} : { message }),
    ...(detail === undefined ? {} : { detail }),
    ...(remedy === undefined ? {} : { remedy }),
    evidence,
    ...(fix === undefined ? {} : { fix: { title: fix.title, effect: fix.effect } }),
    ...(attested === undefined ? {} : { attested }),
  };
}

/** The last line: how all of it stands. `more` is what the command adds. */
export function resultEvent(
  outcome: 'settled' | 'open' | 'interrupted',
  exitCode: ExitCode,
  items: readonly Item[],
  more: object = {},
): ResultToWrite {
  const count = (standing: string): number => items.filter((item) => standingOf(item) === standing).length;
  return {
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
