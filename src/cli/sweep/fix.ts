import { createInterface } from 'node:readline/promises';
import { backUp, nextBackupOf } from '../../sweep/backup.ts';
import { type DifferenceLine, differenceOf } from '../../sweep/difference.ts';
import type { FileChange } from '../../sweep/file-change.ts';
import { type GitStanding, gitStanding } from '../../sweep/git-standing.ts';
import { applyChange, planRewrite } from '../../sweep/rewrite.ts';
import { RewriteProblem } from '../../sweep/rewrite-problem.ts';
import { uncommittedFiles } from '../../sweep/uncommitted.ts';
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
  /** Told of each file at once, so that nothing written goes unsaid when something later fails. */
  readonly onFixed: (fixed: Fixed) => void;
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
  const backups = new Map(files.map((file) => [file, nextBackupOf(root.folder, file)]));
  const standing = await gitStanding(root.folder, [...files, ...backups.values()]);
  const tracked = files.filter((file) => isTracked(file, standing));
  const uncommitted = tracked.length > 0 ? await uncommittedFiles(root.folder, tracked) : undefined;
  const fixed: Fixed[] = [];
  for (const [file, backup] of backups) {
    const shownFile = `${root.label}${file}`;
    const ended = await fixOne({ root, file, backup, standing, uncommitted, twins }, options);
    if (ended === undefined) continue;
    fixed.push({ file: shownFile, ...ended });
    options.onFixed({ file: shownFile, ...ended });
  }
  return fixed;
}

interface FileToFix {
  readonly root: Root;
  readonly file: string;
  readonly backup: string;
  readonly standing: GitStanding;
  readonly uncommitted: ReadonlySet<string> | undefined;
  readonly twins: ReadonlyMap<string, string>;
}

/** Undefined when there is nothing to replace in the file any more. */
async function fixOne(toFix: FileToFix, options: FixOptions): Promise<Omit<Fixed, 'file'> | undefined> {
  const { root, file, twins } = toFix;
  try {
    const [change] = await planRewrite(root.folder, twins, [file]);
    if (change === undefined) return undefined;
    options.show(`${root.label}${file}`, differenceOf(change));
    return { replacements: change.replacements, ...(await carryOut(toFix, change, options)) };
  } catch (error) {
    if (!(error instanceof RewriteProblem)) throw error;
    return { replacements: [], outcome: 'left alone', because: error.headline };
  }
}

type Ending = Omit<Fixed, 'file' | 'replacements'>;

async function carryOut(toFix: FileToFix, change: FileChange, options: FixOptions): Promise<Ending> {
  const { root, file, backup, standing } = toFix;
  const { yes, ask } = options;
  const because = whyLeftAlone(toFix, options);
  if (because !== undefined) return { outcome: 'left alone', because };
  if (!yes && ask === undefined) return { outcome: 'not confirmed', because: fixWords.notConfirmed };
  if (!yes && !(await ask?.(fixWords.question(`${root.label}${file}`)))) return { outcome: 'declined' };
  if (isTracked(file, standing)) {
    await applyChange(root.folder, change);
    return { outcome: 'changed' };
  }
  await backUp(root.folder, file, backup);
  await applyChange(root.folder, change);
  return { outcome: 'changed', backup: `${root.label}${backup}` };
}

function whyLeftAlone({ file, backup, standing, uncommitted }: FileToFix, { force }: FixOptions): string | undefined {
  if (force) return undefined;
  if (standing.repository !== 'found') return standing.repository === 'unknown' ? fixWords.gitUnknown : undefined;
  if (isTracked(file, standing)) {
    return uncommitted === undefined || uncommitted.has(file) ? fixWords.uncommitted : undefined;
  }
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
