import type { Row } from '../../launch/sheet.ts';
import type { LaunchState } from '../../launch/state.ts';
import { copy } from '../copy.ts';
import type { Line } from './line.ts';
import { indent, strong } from './line.ts';
import { layoutRows } from './rows.ts';
import { wrap } from './wrap.ts';

/**
 * What the normal screen keeps when the wizard is left: what is done, what is next, how to come back.
 * `command` is the one that comes back; after the last step there is none.
 */
export function layoutSummary(state: LaunchState, width: number, command: string | undefined): Line[] {
  const { target } = state.launch;
  const title = [
    `${copy.program} ${copy.mode(target)}`,
    copy.money(target),
    state.account?.name,
    state.account?.merchantId,
  ];
  const done = state.steps.filter((step) => step.status === 'done').map((step) => step.short);
  const open = state.steps.filter((step) => step.note !== undefined);
  const finished = state.moment.kind === 'finished';
  const rows: Row[] = [
    {
      label: copy.summaryDone,
      value: finished
        ? copy.summaryAllDone(state.steps.length)
        : done.length === 0
          ? copy.summaryNothing
          : done.join(', '),
      tone: done.length === 0 ? 'plain' : 'proved',
    },
    ...state.proofs.map(
      ({ text, evidence }): Row => ({
        label: copy.summaryProved,
        value: evidence.requestId === undefined ? text : `${text} (${copy.requestId(evidence.requestId)})`,
      }),
    ),
    ...open.map(
      (step): Row => ({ label: copy.summaryOpen, value: `${step.short}: ${step.note ?? ''}`, tone: 'waiting' }),
    ),
    ...(finished ? [] : [{ label: copy.summaryNext, value: next(state) }]),
    { label: copy.summaryFolder, value: state.launch.folder },
    ...(command === undefined || finished ? [] : [{ label: copy.summaryBack, value: command }]),
  ];
  return [
    ...wrap(title.filter((part) => part !== undefined).join(', '), width, strong),
    ...indent(layoutRows(onceEach(rows), Math.max(1, width - 2)), 2),
  ];
}

/** What the launch stands at, as a person would say it. */
function next(state: LaunchState): string {
  const step = state.steps.find(({ id }) => id === state.current)?.title ?? state.current;
  const { moment } = state;
  switch (moment.kind) {
    case 'asking':
      return `${step}: ${moment.question.prompt}`;
    case 'failed':
      return `${step}: ${moment.failure.headline}`;
    case 'waiting':
    case 'working':
      return `${step}: ${moment.title}`;
    case 'finished':
      return '';
  }
}

/** The label of several rows in a row is said once. */
function onceEach(rows: readonly Row[]): Row[] {
  return rows.map((row, index) => (rows[index - 1]?.label === row.label ? { ...row, label: '' } : row));
}
