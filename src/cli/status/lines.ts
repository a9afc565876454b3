import { isNextUp } from '../../launch/next-up.ts';
import type { Block, Item, Row } from '../../launch/sheet.ts';
import type { LaunchState } from '../../launch/state.ts';
import { copy } from '../../ui/copy.ts';
import { layoutFailure } from '../../ui/layout/failure.ts';
import { plainLines } from '../../ui/layout/line.ts';
import { layoutSheet } from '../../ui/layout/sheet.ts';
import type { Standing } from '../standing/open-standing.ts';
import { namingFlags } from '../typed-command.ts';
import { words } from './copy.ts';
import type { Derived } from './derive.ts';
import { nextOf } from './next.ts';

const width = 80;

/** Where a launch stands, in lines of at most `columns` columns: how it is, what was looked at, and what comes next. */
export function statusLines(derived: Derived, standing: Standing, columns = width): readonly string[] {
  const { where } = standing;
  const { stands, state, checked, outcome } = derived;
  const blocks: Block[] = [
    { kind: 'rows', rows: summaryRows(derived, standing) },
    ...(checked.length === 0
      ? []
      : [{ kind: 'lists' as const, lists: [{ title: words.looked, items: checked.map(itemOf) }] }]),
    ...(stands !== 'on its way' && stands !== 'not known' && stands !== 'not begun'
      ? [
          {
            kind: 'lists' as const,
            lists: [
              {
                title: words.afterwards,
                items: words.commands(namingFlags(where)).map(({ command, what }) => ({ text: command, detail: what })),
              },
            ],
          },
        ]
      : []),
  ];
  const title = [`${copy.program} ${copy.mode(where.target)}`, copy.money(where.target), ...accountOf(state)].join(
    ', ',
  );
  return [
    ...plainLines(layoutSheet({ headline: title, blocks: [] }, columns)),
    '',
    ...plainLines(layoutSheet({ headline: words.headline[stands], blocks }, columns, { unbroken: true })),
    ...(outcome.kind === 'failed' && !isNextUp(outcome.failure)
      ? ['', ...plainLines(layoutFailure(outcome.failure, columns))]
      : []),
  ];
}

function summaryRows(derived: Derived, { where }: Standing): Row[] {
  const { state, undoings, stands } = derived;
  const { labels } = words;
  const done = state.steps.filter(({ status }) => status === 'done').map(({ short }) => short);
  const { what, command } = nextOf(derived, where);
  const position = state.steps.findIndex(({ id }) => id === state.current);
  const current = state.steps[position];
  const whole = done.length > 0 && done.length === state.steps.length;
  return [
    ...(stands === 'not begun' || (stands === 'not known' && done.length === 0)
      ? []
      : [{ label: labels.done, value: whole ? words.allSteps : done.length === 0 ? words.none : done.join(', ') }]),
    ...(stands === 'on its way' && current
      ? [{ label: labels.at, value: words.step(position + 1, state.steps.length, current.title) }]
      : []),
    ...state.steps
      .filter(({ note }) => note !== undefined)
      .map(({ short, note }): Row => ({ label: labels.open, value: `${short}: ${note ?? ''}`, tone: 'waiting' })),
    ...undoings.done.map(({ title, at }): Row => ({ label: labels.undone, value: `${title}, ${at.slice(0, 10)}` })),
    { label: labels.next, value: what },
    { label: labels.command, value: command },
    { label: labels.folder, value: where.project },
  ];
}

function itemOf({ verdict }: Derived['checked'][number]): Item {
  const { status, message, detail, remedy, evidence } = verdict;
  const requestId = evidence.find((one) => one.requestId !== undefined)?.requestId;
  const mark = { done: '✓', missing: '!', "can't tell": '?' }[status];
  const below = [detail, status === 'done' ? undefined : remedy, requestId && words.requestId(requestId)];
  const said = below.filter((part) => part !== undefined && part !== '').join(' ');
  return {
    text: `${mark} ${message}`,
    tone: status === 'done' ? 'proved' : 'attention',
    ...(said === '' ? {} : { detail: said }),
  };
}

function accountOf({ account }: LaunchState): readonly string[] {
  const { name, merchantId } = account ?? {};
  return [name, merchantId].filter((part) => part !== undefined);
}
