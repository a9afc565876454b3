import { overriddenAmong } from '../../sweep/overridden.ts';
import { acceptedBy } from './accepted/accept.ts';
import type { AcceptList } from './accepted/list.ts';
import type { Asked } from './asking.ts';
import type { Finding } from './finding.ts';
import { judge } from './judge.ts';
import { createProgress } from './progress.ts';
import { type Root, type RootSweep, readRoot } from './reading.ts';

/** One look at everything: what was found, and what Flint said of it. */
export interface Looked {
  readonly sweeps: readonly RootSweep[];
  readonly findings: readonly FoundBelow[];
  readonly asked: Asked | undefined;
}

/** A finding as people see it, and as it stands below its root. */
export interface FoundBelow {
  readonly sweep: RootSweep;
  readonly below: Finding;
  readonly finding: Finding;
}

export interface HowToLook {
  readonly history: boolean;
  readonly network: boolean;
  /** A file that this program writes itself, as an absolute path; what an earlier run left in it is no finding. */
  readonly except?: string | undefined;
  readonly list: AcceptList;
  /** As in 2027-01-31. */
  readonly today: string;
}

/** Reads all roots, asks Flint about the ids where that is wanted, and judges what was found. */
export async function look(roots: readonly Root[], how: HowToLook): Promise<Looked> {
  const progress = createProgress(process.stderr);
  const sweeps: RootSweep[] = [];
  try {
    for (const root of roots) {
      sweeps.push(await readRoot(root, { history: how.history, except: how.except, onProgress: progress.told }));
    }
  } finally {
    progress.clear();
  }
  const asked = how.network && hasIds(sweeps) ? await ask(sweeps) : undefined;
  const verdictOf = asked && (await import('./verdict.ts')).verdicts(asked);
  const findings = sweeps.flatMap((sweep) => {
    const { root, standing, references, history } = sweep;
    const old = history?.read === true ? history.references : [];
    const isOverridden = overriddenAmong(references);
    const judged = [
      ...references.map((reference) =>
        judge(reference, {
          standing,
          overridden: isOverridden(reference),
          label: root.label,
          verdict: reference.kind === 'configuration id' ? verdictOf?.(reference.value) : undefined,
        }),
      ),
      ...old.map((reference) => judge(reference, { standing, label: root.label, commit: reference.commit })),
    ];
    return judged.map((below) => {
      const finding = acceptedBy(how.list, { ...below, file: `${root.label}${below.file}` }, how.today);
      return { sweep, below, finding };
    });
  });
  return { sweeps, findings, asked };
}

// What talks to Flint is imported only when it is needed: without it a sweep starts in no time.
async function ask(sweeps: readonly RootSweep[]): Promise<Asked> {
  const { askFlint } = await import('./asking.ts');
  return await askFlint(sweeps, process.env);
}

function hasIds(sweeps: readonly RootSweep[]): boolean {
  return sweeps.some(({ references }) => references.some(({ kind }) => kind === 'configuration id'));
}
