import { layoutGroups } from '../../ui/checks/item-lines.ts';
import type { BrowsedState } from '../../ui/checks/state.ts';
import { emptyLine, plainLines } from '../../ui/layout/line.ts';
import { layoutSheet } from '../../ui/layout/sheet.ts';
import { timeOfDay } from '../../ui/layout/time.ts';
import { wrap } from '../../ui/layout/wrap.ts';
import { layoutWhole } from '../checks/lines.ts';
import { copy } from './copy.ts';
import type { DoctorState } from './doctor.ts';
import { turnWords } from './screen.ts';

const width = 80;

/**
 * A whole look in lines of at most `columns` columns: what is wrong or unknown in full, the rest by its title; `whole` shows the rest in
 * full as well.
 */
export function doctorLines(
  state: BrowsedState,
  columns = width,
  { whole = false }: { readonly whole?: boolean } = {},
): readonly string[] {
  const { headline, blocks = [], items, words } = state;
  const inFull = items.filter(({ standing, group }) => whole || standing !== 'done' || group === copy.server);
  const well = items.filter((item) => !inFull.includes(item)).map(({ title }) => title);
  return plainLines([
    ...layoutSheet({ headline, blocks }, columns, { unbroken: true }),
    emptyLine,
    ...layoutGroups(inFull, (item) => layoutWhole(item, words, columns), columns).lines,
    ...(well.length === 0 ? [] : [emptyLine, ...wrap(`${copy.well}: ${copy.wellToo(well)}`, columns)]),
  ]);
}

/** One look of many, in a line, and below it what turned. */
export function watchLines({ examination, turns }: DoctorState, columns = width): readonly string[] {
  if (examination === undefined) return [];
  const { at, vitalSigns } = examination;
  const signs = vitalSigns === undefined ? copy.noVitalSigns : copy.vitalSigns(vitalSigns);
  return [
    `${timeOfDay(at, 'seconds')}   ${signs}`,
    ...turns.flatMap((turn) => plainLines(wrap(turnWords(turn), columns))),
  ];
}
