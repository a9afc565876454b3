import type { Block, Row, Sheet } from '../../../launch/sheet.ts';
import type { CopyPlan } from '../../../recreate/copy-plan.ts';
import type { Plans } from './choosing.ts';

/** How many rows of one kind a sheet has at most. `--plan FILE` has all of them. */
const mostRows = 200;

/** What every referenced object becomes in live mode, and what else the sandbox has. */
export function planSheet({ referenced, everything, unread }: Plans, places: (id: string) => string): Sheet {
  const rows = [...copyRows(referenced, places), ...presentRows(referenced, places), ...leftRows(referenced, places)];
  return {
    headline:
      rows.length === 0
        ? 'No test-mode id is left to re-create.'
        : 'What your project references by id, and what becomes of it in live mode.',
    blocks: [
      ...(rows.length === 0 ? [] : [{ kind: 'rows' as const, rows: atMost(rows) }]),
      ...unnamedBlocks(unnamedOf(referenced, everything)),
      ...unread.map(({ because }): Block => ({ kind: 'text', tone: 'quiet', text: because })),
    ],
  };
}

/** What the whole sandbox has beyond what the project names. */
function unnamedOf(plan: CopyPlan, everything: CopyPlan): CopyPlan {
  const named = new Set([...plan.copies, ...plan.alreadyThere].map(({ from }) => from));
  const told = new Set(plan.byHand.map(({ id }) => id));
  return {
    ...everything,
    copies: everything.copies.filter(({ from }) => !named.has(from)),
    alreadyThere: everything.alreadyThere.filter(({ from }) => !named.has(from)),
    byHand: everything.byHand.filter(({ id }) => !told.has(id)),
  };
}

/** No code names a host that shows wallets: it is told of all the same, where live does not have it in working order. */
function unnamedBlocks({ copies, alreadyThere, byHand }: CopyPlan): readonly Block[] {
  const hosts = alreadyThere.filter(({ kind, differs }) => kind === 'payment method domain' && differs.length > 0);
  return [
    ...block(
      'In the sandbox, and not named by your project',
      copies.map(
        ({ from, kind, name, notes }): Row => ({
          label: name,
          value: kind,
          ...(kind === 'payment method domain' ? { detail: notes.join(' ') } : {}),
          aside: from,
          tone: 'quiet',
        }),
      ),
    ),
    ...block('Not named by your project, and for you to see to', [
      ...byHand.map(
        ({ id, kind, name, why }): Row => ({
          label: name,
          value: `${kind}, by hand`,
          detail: why,
          aside: id,
          tone: 'attention',
        }),
      ),
      ...hosts.map(
        ({ to, kind, name, differs }): Row => ({
          label: name,
          value: `${kind}, not in order`,
          detail: `Live has it, and does not say that it is active (${differs.join(', ')}). See to it in the dashboard.`,
          aside: to,
          tone: 'attention',
        }),
      ),
    ]),
  ];
}

function block(title: string, rows: readonly Row[]): readonly Block[] {
  return rows.length === 0 ? [] : [{ kind: 'rows', title: `${title}: ${rows.length}`, rows: atMost(rows) }];
}

function copyRows({ copies }: CopyPlan, places: (id: string) => string): readonly Row[] {
  return copies.map(({ from, kind, name, notes }) => ({
    label: name,
    value: `re-create the ${kind}`,
    detail: [places(from), ...notes].filter((part) => part !== '').join('. '),
    aside: from,
    tone: 'waiting',
  }));
}

function presentRows({ alreadyThere }: CopyPlan, places: (id: string) => string): readonly Row[] {
  return alreadyThere
    .filter(({ from, differs }) => places(from) !== '' || differs.length > 0)
    .map(({ from, name, matchedBy, differs }) => ({
      label: name,
      value: `there already (same ${matchedBy})`,
      detail: differs.length === 0 ? places(from) : `unlike the sandbox’s in: ${differs.join(', ')}; left as it is`,
      aside: from,
      tone: differs.length === 0 ? 'proved' : 'attention',
    }));
}

function leftRows({ byHand, unknown }: CopyPlan, places: (id: string) => string): readonly Row[] {
  return [
    ...byHand.map(
      ({ id, name, why }): Row => ({ label: name, value: 'by hand', detail: why, aside: id, tone: 'attention' }),
    ),
    ...unknown.map(
      (id): Row => ({
        label: id,
        value: 'unknown to both modes',
        detail: `${places(id)}; it may be another vendor’s`,
        tone: 'quiet',
      }),
    ),
  ];
}

/** The first rows of many, with word of how many more there are. */
export function atMost(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= mostRows) return rows;
  return [
    ...rows.slice(0, mostRows),
    { label: `and ${rows.length - mostRows} more`, value: '--plan FILE writes all of them to a file', tone: 'quiet' },
  ];
}
