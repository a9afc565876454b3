import type { ShownKey } from './footer.ts';
import { layoutFooter } from './footer.ts';
import type { Heading } from './header.ts';
import type { Line } from './line.ts';
import { emptyLine, quiet, span } from './line.ts';
import type { Viewport } from './viewport.ts';
import { viewport } from './viewport.ts';

/** What has to find its place between header and footer. All heights are in rows. */
export interface Contents {
  readonly body: readonly Line[];
  readonly offset: number;
  /** The lines of the body that have to be in sight. */
  readonly focus?: { readonly from: number; readonly to: number };
  /** Whether the body must be seen whole: header and rules give way. */
  readonly whole?: boolean;
  readonly prompt: readonly Line[];
  readonly explanation: readonly Line[];
  /** The rows that the list or field would take, and those that it cannot do without. */
  readonly control: { readonly wanted: number; readonly least: number };
  readonly below: readonly Line[];
  readonly keys: readonly ShownKey[];
}

/** Everything in its place: never more rows than there are. */
export interface Frame {
  readonly header: readonly Line[];
  readonly body: Viewport;
  readonly prompt: readonly Line[];
  readonly controlRows: number;
  readonly below: readonly Line[];
  readonly footer: readonly Line[];
}

/** From this many rows on there are rules, and the whole heading. */
const roomyRows = 16;

/**
 * Finds a place for everything. What the person acts on comes first, then a third of the room for what it is about;
 * explanations and empty lines go where there is room, and the body scrolls.
 */
export function layoutFrame(heading: Heading, contents: Contents, columns: number, rows: number): Frame {
  const wide = rows >= roomyRows ? edgesOf(heading, contents, columns, rows, true) : undefined;
  const least = contents.whole ? contents.body.length : contents.control.least;
  const roomy = wide !== undefined && (!contents.whole || wide.header.length + least + wide.footer.length <= rows);
  const edges = roomy ? wide : edgesOf(heading, contents, columns, rows, false);
  const { footer } = edges;
  const header = fitting(edges.header, Math.max(0, rows - footer.length - least));
  const room = rows - header.length - footer.length;

  const open = arrange(contents, room, columns, 'open');
  const middle = roomy && open.body.page === 0 ? open : arrange(contents, room, columns, roomy ? 'close' : 'closest');
  return { header, ...middle, footer };
}

/** All that could stand above and below: with rules and the whole heading, or without. */
function edgesOf(
  heading: Heading,
  { keys }: Contents,
  columns: number,
  rows: number,
  roomy: boolean,
): Pick<Frame, 'header' | 'footer'> {
  const rule = roomy ? [[span('─'.repeat(columns), quiet)]] : [];
  const under = roomy ? heading.full : rows >= 8 ? heading.brief : [];
  return {
    header: [heading.title, ...under, ...rule],
    footer: [...rule, ...layoutFooter(keys, columns, roomy ? 2 : 1)].slice(0, rows),
  };
}

function arrange(
  contents: Contents,
  room: number,
  columns: number,
  spacing: 'open' | 'close' | 'closest',
): Omit<Frame, 'header' | 'footer'> {
  const { control, explanation } = contents;
  const gap = spacing === 'open' && contents.body.length > 0 ? [emptyLine] : [];
  const under = spacing === 'open' ? contents.below : withoutGaps(contents.below, spacing);
  const forBody = Math.min(contents.body.length, Math.max(1, Math.floor(room / 3)));

  // With its explanation if the list or field keeps all its rows, else the explanation goes to the end of the body.
  const full = [...gap, ...contents.prompt, ...explanation];
  const explained = full.length + control.wanted + under.length + forBody <= room;
  const body = explained || explanation.length === 0 ? contents.body : [...contents.body, emptyLine, ...explanation];

  const prompt = fitting(explained ? full : [...gap, ...contents.prompt], Math.max(0, room - control.least));
  const below = fitting(
    under,
    Math.max(Math.min(2, room - control.least - prompt.length), room - control.least - prompt.length - forBody, 0),
  );
  const left = room - prompt.length - below.length;
  const controlRows = Math.max(0, Math.min(control.wanted, Math.max(control.least, left - forBody), left));
  return {
    body: viewport(body, left - controlRows, contents.offset, columns, contents.focus),
    prompt,
    controlRows,
    below,
  };
}

/** Without its first empty line; where room is scarcest, without those that only keep the footer in its place. */
function withoutGaps(lines: readonly Line[], spacing: 'close' | 'closest'): readonly Line[] {
  if (spacing === 'closest') return lines.filter((line) => line.length > 0);
  const gap = lines.findIndex((line) => line.length === 0);
  return lines.filter((_, index) => index !== gap);
}

function fitting(lines: readonly Line[], rows: number): readonly Line[] {
  return lines.length <= rows ? lines : lines.filter((line) => line.length > 0).slice(0, rows);
}
