import type { Block } from '../../launch/sheet.ts';
import type { BrowsedState } from '../../ui/checks/state.ts';
import { timeOfDay } from '../../ui/layout/time.ts';
import { browsedItem } from '../checks/present.ts';
import type { Item } from '../checks/round.ts';
import type { Standing } from '../standing/open-standing.ts';
import { copy } from './copy.ts';
import type { DoctorState } from './doctor.ts';

/** What the screen and the lines of the doctor show. */
export function shownState(
  state: DoctorState,
  { standing, watching }: { readonly standing: Standing | undefined; readonly watching: boolean },
): BrowsedState {
  const { examination, items, busy, said, turns } = state;
  const notice = turns.length > 0 && examination ? { text: turnWords(turns[0]), at: examination.at } : undefined;
  const merchantId = standing?.context.merchantId;
  return {
    command: watching ? copy.watching : copy.command,
    ...(standing === undefined ? {} : { target: standing.where.target }),
    ...(merchantId === undefined ? {} : { account: { merchantId } }),
    sum: examination ? copy.sum(...countsOf(state)) : '',
    headline: headlineOf(state),
    blocks: blocksOf(state, watching),
    items: byStanding(items).map((item) => ({
      ...browsedItem(item),
      ...(item.group === copy.server ? { uncounted: true as const } : {}),
    })),
    words: copy.standings,
    ...(busy === undefined ? {} : { busy }),
    ...(said === undefined
      ? {}
      : { said: { text: said.text, tone: said.worked ? ('proved' as const) : ('attention' as const) } }),
    ...(notice === undefined ? {} : { notice }),
  };
}

/** What is wrong stands first, then what is not known; within that, the order is that of the guide. */
function byStanding(items: readonly Item[]): Item[] {
  const groups = (['missing', "can't tell", 'done'] as const).flatMap((status) =>
    items
      .filter(({ verdict, group }) => verdict?.status === status && group !== copy.server)
      .map((item) => ({ ...item, group: copy.standing[status] })),
  );
  return [
    ...items.filter(({ verdict }) => verdict === undefined),
    ...groups,
    ...items.filter(({ group }) => group === copy.server),
  ];
}

/** One sentence on how it stands. */
function headlineOf(state: DoctorState): string {
  const { examination } = state;
  if (examination === undefined) return copy.looking;
  if (!examination.healthy) return copy.ill(...countsOf(state));
  return examination.notServed.length === 0 ? copy.healthy : copy.healthyAsServed;
}

/** What turned, in words. */
export function turnWords(turn: DoctorState['turns'][number] | undefined): string {
  return turn === undefined ? '' : copy.turned[turn.kind](turn.title, turn.message);
}

/** How many items were found, and how many are not known. */
function countsOf({ examination }: DoctorState): [found: number, unknown: number] {
  const count = (status: string) =>
    examination?.verdicts.filter(({ verdict }) => verdict.status === status).length ?? 0;
  return [count('missing'), count("can't tell")];
}

function blocksOf({ examination, nextLookAt, turns }: DoctorState, watching: boolean): Block[] {
  if (examination === undefined) return [];
  const { vitalSigns, at, restSeconds } = examination;
  const next = nextLookAt === undefined ? undefined : timeOfDay(nextLookAt, 'seconds');
  return [
    { kind: 'text', text: vitalSigns === undefined ? copy.noVitalSigns : copy.vitalSigns(vitalSigns) },
    ...(watching && next !== undefined
      ? [
          {
            kind: 'text' as const,
            text: restSeconds > 0 ? copy.resting(next) : copy.lastLook(timeOfDay(at, 'seconds'), next),
            tone: 'quiet' as const,
          },
        ]
      : []),
    ...(turns.length === 0
      ? []
      : [
          {
            kind: 'lists' as const,
            lists: [
              {
                title: copy.turnedTitle,
                items: turns.map((turn) => ({
                  text: turnWords(turn),
                  tone: turn.kind === 'well' ? ('proved' as const) : ('attention' as const),
                })),
              },
            ],
          },
        ]),
  ];
}
