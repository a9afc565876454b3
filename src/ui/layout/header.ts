import type { LaunchState, StepProgress, TargetName } from '../../launch/state.ts';
import { copy } from '../copy.ts';
import type { Line, Span } from './line.ts';
import { padTo, plain, quiet, space, span, strong, widthOf, widthOfText } from './line.ts';
import { cut, cutLine } from './wrap.ts';

/** What stands above everything, for one width: the title, and what is under it where there is room and where there is little. */
export interface Heading {
  readonly title: Line;
  readonly full: readonly Line[];
  readonly brief: readonly Line[];
}

/** The heading of a launch: who and where, and its steps. */
export function headingOf(state: LaunchState, width: number): Heading {
  return {
    title: layoutTitle(state, width),
    full: layoutSteps(state, width),
    brief: [layoutStepsBriefly(state, width)],
  };
}

function layoutTitle(state: LaunchState, width: number): Line {
  const { account } = state;
  return layoutTitleOf(
    {
      program: copy.program,
      target: state.launch.target,
      place: copy.stepOf(stepNumber(state), state.steps.length),
      ...(account === undefined ? {} : { account }),
    },
    width,
  );
}

/** What a title says; `place` stands at the right edge. */
export interface Title {
  readonly program: string;
  /** Absent where it is about no launch. */
  readonly target?: TargetName;
  readonly account?: { readonly merchantId: string; readonly name?: string };
  readonly place: string;
}

/** Who and where: the program, LIVE or REHEARSAL, what money is here, the account, and the place in it. One line. */
export function layoutTitleOf({ program: command, target, account: whose, place }: Title, width: number): Line {
  const inverse = target === 'live';
  const word = target === undefined ? '' : copy.mode(target);
  const mode = target === undefined ? [] : [span(inverse ? ` ${word} ` : word, { tone: 'plain', bold: true, inverse })];
  const name = whose?.name;
  const merchant = whose?.merchantId;
  const program = span(command, strong);
  const money = target === undefined ? [] : [span(copy.money(target))];
  const account = name === undefined ? [] : [span(cut(name, 28))];
  const id = merchant === undefined ? [] : [span(merchant.slice(0, shortIdLength), quiet)];
  const shortName = name === undefined ? [] : [span(cut(name, 16))];

  // From everything to the bare minimum; the first that fits beside the step is taken.
  const variants: readonly (readonly Span[])[] = [
    [program, ...mode, ...money, ...account, ...id],
    [program, ...mode, ...money, ...account],
    [...mode, ...money, ...account],
    [...mode, ...money, ...shortName],
    [...mode, ...money],
    mode,
  ];
  const room = width - widthOfText(place) - 2;
  const lines = variants.map((parts) => joined(parts, 2));
  const left = lines.find((line) => widthOf(line) <= room) ?? cutLine(lines.at(-1) ?? [], Math.max(1, room));
  return cutLine([...padTo(left, width - widthOfText(place)), span(place)], width);
}

/** Enough of a merchant id to tell two apart. */
const shortIdLength = 10;

/** All steps in order, as many lines as they take at this width. */
function layoutSteps(state: LaunchState, width: number): Line[] {
  const lines: Span[][] = [];
  let line: Span[] = [];
  for (const step of state.steps) {
    const item = stepItem(step);
    const longer = [...line, ...(line.length === 0 ? [] : [space(3)]), ...item];
    if (line.length > 0 && widthOf(longer) > width) {
      lines.push(line);
      line = item;
    } else {
      line = longer;
    }
  }
  return [...lines, line].map((each) => [...cutLine(each, width)]);
}

/** The steps in one line for a small screen: only the current one in words. */
function layoutStepsBriefly(state: LaunchState, width: number): Line {
  const parts = state.steps.map((step) => (step.status === 'current' ? stepItem(step) : [stepMark(step)]));
  return cutLine(
    parts.flatMap((part, index) => (index === 0 ? part : [space(1), ...part])),
    width,
  );
}

/** The number of the step that runs or ran last, from 1. */
export function stepNumber(state: LaunchState): number {
  return (
    Math.max(
      0,
      state.steps.findIndex((step) => step.id === state.current),
    ) + 1
  );
}

const marks: Readonly<Record<StepProgress['status'], string>> = { done: '✓', current: '●', upcoming: '○' };

function stepItem(step: StepProgress): Span[] {
  return [
    stepMark(step),
    space(1),
    span(step.short, step.status === 'current' ? strong : step.status === 'done' ? plain : quiet),
    ...(isShortNote(step) ? [span(` (${step.note})`, { tone: 'waiting' })] : []),
  ];
}

/** Whether what a step left open is short enough to stand beside its name; longer notes stand in the body. */
export function isShortNote(step: StepProgress): boolean {
  return step.note !== undefined && step.note.length <= longestShortNote;
}

const longestShortNote = 26;

function stepMark(step: StepProgress): Span {
  return span(
    marks[step.status],
    step.status === 'done' ? { tone: step.note === undefined ? 'proved' : 'waiting' } : plain,
  );
}

function joined(parts: readonly Span[], gap: number): Line {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [space(gap), part]));
}
