import type { Line } from '../layout/line.ts';
import { emptyLine, indent, quiet } from '../layout/line.ts';
import { wrap } from '../layout/wrap.ts';
import { highlightedIn } from './local.ts';
import type { ListControl, Situation } from './screen.ts';

/** Something to pick from a list, and what it means to pick it. */
export interface Listed {
  readonly value: string;
  readonly label: string;
  readonly detail?: string | undefined;
}

/** A list, and under it the detail of the line under the cursor. */
export function listOf(
  { local, columns, actions }: Situation,
  list: {
    readonly id: string;
    readonly items: readonly Listed[];
    readonly initial?: string | undefined;
    readonly pick?: (value: string) => void;
  },
): { readonly control: ListControl; readonly below: Line[] } {
  const wanted = highlightedIn(local, list.id) ?? list.initial;
  const selected = list.items.find(({ value }) => value === wanted) ?? list.items[0];
  const details = list.items.map((item) => layoutDetail(item, columns));
  const shown = selected === undefined ? [] : layoutDetail(selected, columns);
  // As many rows as the longest detail takes, so that the footer stands still while the cursor moves.
  const height = Math.max(0, ...details.map((lines) => lines.length));
  return {
    control: {
      kind: 'list',
      id: list.id,
      items: list.items,
      selected: selected?.value,
      highlight: (value) => actions.change((before) => ({ ...before, highlighted: { list: list.id, value } })),
      ...(list.pick ? { pick: list.pick } : {}),
    },
    below: [
      ...(height === 0 ? [] : [emptyLine]),
      ...shown,
      ...Array.from({ length: height - shown.length }, () => emptyLine),
    ],
  };
}

function layoutDetail({ label, detail }: Listed, columns: number): Line[] {
  const room = Math.max(1, columns - 4);
  // A label that is cut off in the list is said in full here.
  const whole = wrap(label, room).length > 1 ? wrap(label, room) : [];
  return indent([...whole, ...(detail === undefined ? [] : wrap(detail, room, quiet))], 4);
}
