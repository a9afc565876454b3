import type { Heading } from '../layout/header.ts';
import { layoutTitleOf } from '../layout/header.ts';
import type { Line } from '../layout/line.ts';
import { space, span } from '../layout/line.ts';
import { cutLine } from '../layout/wrap.ts';
import { copy } from './copy.ts';
import { tones, wordOf } from './item-lines.ts';
import { type BrowsedState, counted } from './state.ts';

/** Who and where, and how many items stand how. */
export function headingOf(state: BrowsedState, width: number): Heading {
  const { command, target, account, sum } = state;
  const title = layoutTitleOf(
    {
      program: command,
      place: sum,
      ...(target === undefined ? {} : { target }),
      ...(account === undefined ? {} : { account }),
    },
    width,
  );
  const counts = [cutLine(countsOf(state), width)];
  return { title, full: counts, brief: counts };
}

const order = ['done', 'attested', "can't tell", 'missing', 'checking'] as const;

function countsOf({ items, words }: BrowsedState): Line {
  const parts = order
    .map((standing) => ({ standing, count: counted(items).filter((item) => item.standing === standing).length }))
    .filter(({ count }) => count > 0)
    .map(({ standing, count }) => span(copy.count(count, wordOf(standing, words)), { tone: tones[standing] }));
  return parts.flatMap((part, index) => (index === 0 ? [part] : [space(3), part]));
}
