import { copy } from '../copy.ts';
import { layoutHappenings } from '../layout/happenings.ts';
import { isShortNote } from '../layout/header.ts';
import type { Line } from '../layout/line.ts';
import { emptyLine, indent } from '../layout/line.ts';
import { layoutSheet } from '../layout/sheet.ts';
import { wrap } from '../layout/wrap.ts';
import type { Situation } from './screen.ts';

/** How many happenings are shown where rows are scarce, and where they are not. */
const happeningsShown = { few: 3, many: 8 };

/** What the current step shows, what happened in it, and what earlier steps left open. */
export function layoutBody({ state, columns, rows }: Situation): Line[] {
  const step = state.steps.find(({ id }) => id === state.current);
  const sheet = layoutSheet(state.sheet ?? { headline: step?.title ?? state.current, blocks: [] }, columns);
  const happened = layoutHappenings(
    state.happenings.filter((happening) => happening.step === state.current),
    columns - 2,
    rows < 30 ? happeningsShown.few : happeningsShown.many,
  );
  const open = state.steps
    .filter((one) => one.note !== undefined && !isShortNote(one) && one.id !== state.current)
    .flatMap(({ title, note }) => wrap(copy.stillOpen(title, note ?? ''), columns - 2, { tone: 'waiting' }));
  return [sheet, indent(open, 2), indent(happened, 2)]
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : [emptyLine, ...lines]));
}

/** The headline of the current step's sheet, or its title. */
export function headlineOf({ state }: Situation): string {
  return state.sheet?.headline ?? state.steps.find(({ id }) => id === state.current)?.title ?? state.current;
}
