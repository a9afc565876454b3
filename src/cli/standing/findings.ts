import type { ProjectFinding, SweepReach } from '../../checks/context.ts';
import type { FlintClient } from '../../flint/client.ts';
import { FlintError } from '../../flint/errors.ts';
import type { Inventory } from '../../recreate/inventory.ts';
import { readInventory } from '../../recreate/inventory.ts';
import { planCopies } from '../../recreate/plan.ts';
import type { ProductionClient } from '../../steps/connections.ts';
import { overriddenAmong } from '../../sweep/overridden.ts';
import { acceptedBy, today } from '../sweep/accepted/accept.ts';
import { type AcceptList, acceptListPath, readAcceptList } from '../sweep/accepted/list.ts';
import type { Finding } from '../sweep/finding.ts';
import { judge } from '../sweep/judge.ts';
import { type RootSweep, readRoot, rootsOf } from '../sweep/reading.ts';
import { summarise } from '../sweep/summary.ts';
import { verdicts } from '../sweep/verdict.ts';

/** The clients by which Flint is asked which mode an id belongs to; with one missing, more ids stay candidates. */
export interface Planes {
  readonly production?: ProductionClient;
  readonly sandbox?: FlintClient<'test'>;
}

/**
 * What a sweep of the folder and its git history finds, judged as `flint-golive sweep` judges it. What is where it may be is left
 * out, and what somebody accepted for this folder. Only reads are sent; a plane that cannot be read leaves its ids candidates.
 */
export async function findingsIn(
  folder: string,
  planes: Planes,
): Promise<{ readonly findings: readonly ProjectFinding[]; readonly reach: SweepReach }> {
  const list = await readAcceptList(acceptListPath(folder, undefined));
  const sweeps = await Promise.all(
    rootsOf([], folder).map((root) => readRoot(root, { history: true, onProgress: () => undefined })),
  );
  const ids = sweeps.flatMap(({ references }) => references).filter(({ kind }) => kind === 'configuration id');
  const asked = ids.length === 0 ? { sandbox: undefined, live: undefined } : await ask(planes);
  const { sandbox, live } = asked;
  const plan = sandbox && live && planCopies([...new Set(ids.map(({ value }) => value))], sandbox, live);
  const verdictOf = verdicts({ ...asked, ...(plan === undefined ? {} : { plan }) });
  const findings = sweeps
    .flatMap(({ references, history, standing }) => {
      const isOverridden = overriddenAmong(references);
      return [
        ...references.map((reference) =>
          judge(reference, {
            standing,
            overridden: isOverridden(reference),
            verdict: reference.kind === 'configuration id' ? verdictOf(reference.value) : undefined,
          }),
        ),
        ...(history?.read === true ? history.references : []).map((reference) =>
          judge(reference, { standing, commit: reference.commit }),
        ),
      ];
    })
    .map((finding) => acceptedBy(list, finding, today()))
    .filter(({ level, kind }) => level !== 'note' && kind !== 'run-time id')
    .map(projectFinding);
  return { findings, reach: reachOf(sweeps, list) };
}

function reachOf(sweeps: readonly RootSweep[], list: AcceptList): SweepReach {
  const { filesRead, notRead, history } = summarise(sweeps, [], {
    asked: { sandbox: false, live: false },
    countsUndecided: false,
    list,
  });
  const unread = notRead.filter(({ accepted }) => accepted === undefined).map(({ file }) => file);
  return { filesRead, notRead: unread, history: isInNone(sweeps) ? 'none' : (history ?? 'not read') };
}

function isInNone(sweeps: readonly RootSweep[]): boolean {
  return sweeps.every(({ history }) => history?.read === false && history.repository === 'none');
}

async function ask({
  production,
  sandbox,
}: Planes): Promise<{ sandbox: Inventory | undefined; live: Inventory | undefined }> {
  const [inSandbox, inLive] = await Promise.all([inventoryOf(sandbox), inventoryOf(production)]);
  // Two accounts say nothing of each other's ids.
  const sameAccount = sandbox?.merchantId === production?.merchantId;
  return { sandbox: inSandbox && (inLive === undefined || sameAccount) ? inSandbox : undefined, live: inLive };
}

async function inventoryOf(client: ProductionClient | undefined): Promise<Inventory | undefined> {
  if (client === undefined) return undefined;
  try {
    return await readInventory(client);
  } catch (error) {
    if (error instanceof FlintError) return undefined;
    throw error;
  }
}

function projectFinding(finding: Finding): ProjectFinding {
  const { value, file, line, rule, level, what, remedy, commit } = finding;
  return {
    kind: kindOf(finding),
    shown: value,
    file,
    line,
    exposure: exposures[rule] ?? 'server',
    level: level === 'note' ? 'warning' : level,
    what,
    remedy,
    ...(commit === undefined ? {} : { commit }),
  };
}

function kindOf({ kind, verdict }: Finding): ProjectFinding['kind'] {
  if (kind === 'test key' || kind === 'live key' || kind === 'webhook secret') return kind;
  return verdict?.is === 'test-mode' ? 'test-mode id' : 'candidate';
}

const exposures: Readonly<Record<string, ProjectFinding['exposure']>> = {
  'secret-in-public': 'browser',
  'secret-in-source-control': 'source control',
  'secret-in-history': 'source control',
};
