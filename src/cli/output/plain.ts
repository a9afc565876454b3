import type { Failure } from '../../launch/failure.ts';
import type { LaunchState } from '../../launch/state.ts';
import { layoutFailure } from '../../ui/layout/failure.ts';
import { plainLines } from '../../ui/layout/line.ts';
import { layoutSheet } from '../../ui/layout/sheet.ts';
import { layoutSummary } from '../../ui/layout/summary.ts';

const width = 80;

/** Turns the changes of a launch into lines, each said once: the steps, what happened, what is waited for. */
export function plainNarrator(write: (line: string) => void): (state: LaunchState) => void {
  let step = '';
  let told = 0;
  let happenings: LaunchState['happenings'] = [];
  let waiting = '';
  let noticed = '';
  return (state) => {
    if (state.current !== step) {
      step = state.current;
      const index = state.steps.findIndex(({ id }) => id === step);
      const number = state.steps.length === 1 ? '' : `Step ${index + 1} of ${state.steps.length}: `;
      write(`\n${number}${state.steps[index]?.title ?? ''}`);
    }
    if (state.happenings.length < happenings.length) told = 0;
    happenings = state.happenings;
    for (const { text, requestId } of happenings.slice(told)) {
      write(`  ${text}${requestId === undefined ? '' : ` (request id ${requestId})`}`);
    }
    told = happenings.length;
    const title = state.moment.kind === 'waiting' ? state.moment.title : '';
    if (title !== '' && title !== waiting) write(`  ${title} …`);
    waiting = title;
    const notice = state.notice?.at ?? '';
    if (state.notice && notice !== noticed) write(`  ${state.notice.text}`);
    noticed = notice;
  };
}

/** What is left on the normal screen: what is done, what is next, how to come back; at an end or a failure also what it looks like. */
export function closingLines(state: LaunchState, comeBack: string, columns = width): readonly string[] {
  const { moment, sheet } = state;
  const ended = moment.kind === 'failed' || moment.kind === 'finished';
  const parts = [
    ...(sheet && ended ? [layoutSheet(sheet, columns, { unbroken: true })] : []),
    ...(moment.kind === 'failed' ? [layoutFailure(moment.failure, columns)] : []),
    // The last sheet names the proofs itself.
    layoutSummary(moment.kind === 'finished' ? { ...state, proofs: [] } : state, columns, comeBack),
  ];
  return plainLines(parts.flatMap((part, index) => (index === 0 ? part : [[], ...part])));
}

/** A failure before there was a launch to show. */
export function failureLines(failure: Failure, columns = width): readonly string[] {
  return plainLines(layoutFailure(failure, columns));
}
