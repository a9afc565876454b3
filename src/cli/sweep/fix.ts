import { createInterface } from 'node:readline/promises';
import { backUp, backupOf } from '../../sweep/backup.ts';
import { type DifferenceLine, differenceOf } from '../../sweep/difference.ts';
import type { FileChange } from '../../sweep/file-change.ts';
import { type GitStanding, gitStanding, uncommittedFiles } from '../../sweep/git-standing.ts';
import { applyChange, planRewrite } from '../../sweep/rewrite.ts';
import { RewriteProblem } from '../../sweep/rewrite-problem.ts';
import { fixWords } from './copy.ts';
import type { Finding } from './finding.ts';
import type { Root } from './reading.ts';

/** What became of the change to one file. Paths are relative to where the sweep was started. */
export interface Fixed {
  readonly file: string;
  readonly outcome: 'changed' | 'declined' | 'left alone' | 'not confirmed';
  readonly replacements: FileChange['replacements'];
  readonly because?: string;
  readonly backup?: string;
}

/** How changes are shown and agreed to. Without `ask` and without `yes`, they are shown only. */
export interface FixOptions {
  readonly yes: boolean;
  readonly force: boolean;
  readonly show: (file: string, difference: readonly DifferenceLine[]) => void;
  readonly ask?: ((question: string) => Promise<boolean>) | undefined;
}

/**
 * Replaces the test-mode ids that are errors and have a live twin, below one root. Each change is shown first. A tracked file with
 * uncommitted changes is left alone unless forced, so that git can always take the change back; other files are backed up.
 */
export async function fixBelow(root: Root, findings: readonly Finding[], options: FixOptions): Promise<Fixed[]> {
  const fixable = findings.filter(({ rule, verdict }) => rule === 'test-mode-id' && verdict?.liveTwin !== undefined);
  const twins = new Map(fixable.map(({ value, verdict }) => [value, verdict?.liveTwin ?? value]));
  const files = [...new Set(fixable.map(({ file }) => file))];
  if (files.length === 0) return [];
  const standing = await gitStanding(root.folder, [...files, ...files.map(backupOf)]);
  const uncommitted = standing.repository === 'found' ? await uncommittedFiles(root.folder) : undefined;
  const fixed: Fixed[] = [];
  for (const file of files) {
    const shownFile = `${root.label}${file}`;
    try {
      const [change] = await planRewrite(root.folder, twins, [file]);
      if (change === undefined) continue;
      options.show(shownFile, differenceOf(change));
      const because = whyLeftAlone(file, standing, uncommitted, options);
      fixed.push({
        file: shownFile,
        replacements: change.replacements,
        ...(await carryOut({ root, change, standing, because }, options)),
      });
    } catch (error) {
      if (!(error instanceof RewriteProblem)) throw error;
      fixed.push({ file: shownFile, replacements: [], outcome: 'left alone', because: error.headline });
    }
  }
  return fixed;
}

type Ending = Omit<Fixed, 'file' | 'replacements'>;

interface Planned {
  readonly root: Root;
  readonly change: FileChange;
  readonly standing: GitStanding;
  /** Why it must not be made. */
  readonly because: string | undefined;
}

async function carryOut({ root, change, standing, because }: Planned, { yes, ask }: FixOptions): Promise<Ending> {
  const { folder, label } = root;
  const { file } = change;
  if (because !== undefined) return { outcome: 'left alone', because };
  if (!yes && ask === undefined) return { outcome: 'not confirmed', because: fixWords.notConfirmed };
  if (!yes && !(await ask?.(fixWords.question(`${label}${file}`)))) return { outcome: 'declined' };
  const backup = isTracked(file, standing) ? undefined : await backUp(folder, file);
  await applyChange(folder, change);
  return { outcome: 'changed', ...(backup === undefined ? {} : { backup: `${label}${backup}` }) };
}

function whyLeftAlone(
  file: string,
  standing: GitStanding,
  uncommitted: ReadonlySet<string> | undefined,
  { force }: FixOptions,
): string | undefined {
  if (force) return undefined;
  if (standing.repository !== 'found') return standing.repository === 'unknown' ? fixWords.gitUnknown : undefined;
  if (isTracked(file, standing)) {
    return uncommitted === undefined || uncommitted.has(file) ? fixWords.uncommitted : undefined;
  }
  const backup = backupOf(file);
  return standing.ignored.has(file) && !standing.ignored.has(backup) ? fixWords.backupNotIgnored(backup) : undefined;
}

function isTracked(file: string, standing: GitStanding): boolean {
  return standing.repository === 'found' && standing.tracked.has(file);
}

/** Asks on the terminal; anything but a clear yes is a no. */
export async function askOnTerminal(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}
