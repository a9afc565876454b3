import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { failureOf, LaunchStopped } from '../../launch/failure.ts';
import { type ExitCode, exitCodeOfFailure } from '../exit-codes.ts';
import type { Asked } from '../sweep/asking.ts';
import { differenceLines, findingLines, fixedLine, summaryLines } from '../sweep/copy.ts';
import type { Finding } from '../sweep/finding.ts';
import type { Fixed } from '../sweep/fix.ts';
import { judge } from '../sweep/judge.ts';
import type { SweepFlags } from '../sweep/options.ts';
import { createProgress } from '../sweep/progress.ts';
import { type RootSweep, readRoot, rootsOf } from '../sweep/reading.ts';
import { sarifOf } from '../sweep/sarif.ts';
import { exitCodeOf, summarise } from '../sweep/summary.ts';

// What talks to Flint, and what rewrites, is imported only when it is needed: without them a sweep starts in no time.

/** `flint-golive sweep`: finds what is left of test mode and keys where they must not be; with `--fix`, replaces ids. */
export async function sweep(flags: SweepFlags, version: string): Promise<ExitCode> {
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    return await run(flags, version, write);
  } catch (error) {
    const explained = await inWords(error);
    if (flags.json !== true) throw explained;
    const failure = failureOf(explained, () => undefined);
    const exitCode = exitCodeOfFailure(failure.kind);
    const { stack: _stack, ...told } = failure;
    write(JSON.stringify({ type: 'result', outcome: 'failed', exitCode, failure: told }));
    return exitCode;
  }
}

async function run(flags: SweepFlags, version: string, write: (line: string) => void): Promise<ExitCode> {
  const cwd = flags.cwd ?? '.';
  if (flags.fix === true && !flags.network) throw fixNeedsNetwork();
  const roots = rootsOf(flags.paths, cwd);
  const before = await look(roots, flags);
  const fixed = flags.fix === true ? await fix(before, flags, write) : [];
  // What was written is read again: the result says what is there, not what was meant.
  const { sweeps, findings, asked } = fixed.some(({ outcome }) => outcome === 'changed')
    ? await look(roots, flags)
    : before;

  const told = findings.map(({ finding }) => finding);
  const summary = summarise(sweeps, told, {
    asked: {
      sandbox: asked?.sandbox !== undefined,
      live: asked?.live !== undefined,
      ...(asked?.testKeyFrom === undefined ? {} : { testKeyFrom: asked.testKeyFrom }),
    },
    countsUndecided: flags.network,
  });
  if (flags.sarif !== undefined) await writeSarif(resolve(cwd, flags.sarif), sarifOf(told, version));
  const exitCode = exitCodeOf(summary, fixed);
  if (flags.json === true) {
    for (const finding of told) write(JSON.stringify({ type: 'finding', ...finding }));
    write(JSON.stringify({ type: 'result', outcome: exitCode === 0 ? 'clean' : 'left', exitCode, ...summary }));
    return exitCode;
  }
  if (fixed.length > 0) write('');
  for (const finding of told.filter(({ level }) => level !== 'note')) {
    for (const line of findingLines(finding)) write(line);
    write('');
  }
  for (const line of summaryLines(summary)) write(line);
  return exitCode;
}

interface Looked {
  readonly sweeps: readonly RootSweep[];
  readonly findings: readonly { readonly sweep: RootSweep; readonly below: Finding; readonly finding: Finding }[];
  readonly asked: Asked | undefined;
}

async function look(roots: ReturnType<typeof rootsOf>, flags: SweepFlags): Promise<Looked> {
  const progress = createProgress();
  const sweeps: RootSweep[] = [];
  for (const root of roots) {
    sweeps.push(await readRoot(root, { history: flags.history === true, onProgress: progress.told }));
  }
  progress.clear();
  const asked = flags.network && hasIds(sweeps) ? await ask(sweeps) : undefined;
  const verdictOf = asked && (await import('../sweep/verdict.ts')).verdicts(asked);
  const findings = sweeps.flatMap((sweep) => {
    const { root, standing, references, history } = sweep;
    const old = history?.read === true ? history.references : [];
    const judged = [
      ...references.map((reference) =>
        judge(reference, {
          standing,
          verdict: reference.kind === 'configuration id' ? verdictOf?.(reference.value) : undefined,
        }),
      ),
      ...old.map((reference) => judge(reference, { standing, commit: reference.commit })),
    ];
    return judged.map((below) => ({ sweep, below, finding: { ...below, file: `${root.label}${below.file}` } }));
  });
  return { sweeps, findings, asked };
}

async function ask(sweeps: readonly RootSweep[]): Promise<Asked> {
  const { askFlint } = await import('../sweep/asking.ts');
  return await askFlint(sweeps, process.env);
}

function hasIds(sweeps: readonly RootSweep[]): boolean {
  return sweeps.some(({ references }) => references.some(({ kind }) => kind === 'configuration id'));
}

async function fix({ sweeps, findings }: Looked, flags: SweepFlags, write: (line: string) => void): Promise<Fixed[]> {
  const { askOnTerminal, fixBelow } = await import('../sweep/fix.ts');
  const interactive = process.stdin.isTTY === true && process.stderr.isTTY === true && flags.json !== true;
  const fixed: Fixed[] = [];
  for (const sweep of sweeps) {
    const below = findings.filter((entry) => entry.sweep === sweep).map((entry) => entry.below);
    const done = await fixBelow(sweep.root, below, {
      yes: flags.yes === true,
      force: flags.force === true,
      ask: interactive ? askOnTerminal : undefined,
      show: (file, difference) => {
        if (flags.json !== true) for (const line of [...differenceLines(file, difference), '']) write(line);
      },
      onFixed: (change) =>
        write(flags.json === true ? JSON.stringify({ type: 'change', ...change }) : fixedLine(change)),
    });
    fixed.push(...done);
  }
  return fixed;
}

async function writeSarif(file: string, sarif: object): Promise<void> {
  await writeFile(file, `${JSON.stringify(sarif, undefined, 2)}\n`).catch((error: unknown) => {
    throw new LaunchStopped({
      kind: 'usage',
      headline: 'The SARIF file cannot be written.',
      meaning: error instanceof Error && 'code' in error ? `The system refused it (${String(error.code)}).` : '',
      remedy: 'Name another file with --sarif.',
      passing: 'final',
    });
  });
}

function fixNeedsNetwork(): LaunchStopped {
  return new LaunchStopped({
    kind: 'usage',
    headline: '--fix and --no-network do not go together.',
    meaning: 'Which id takes the place of a test-mode one, only Flint can say. Nothing was read.',
    remedy: 'Leave one of them out.',
    passing: 'final',
  });
}

/** Errors of Flint and of rewriting in sentences; an error that is not known stays what it is. */
async function inWords(error: unknown): Promise<unknown> {
  if (error instanceof LaunchStopped) return error;
  const { explain } = await import('../../steps/explain.ts');
  const failure = explain(error);
  return failure === undefined ? error : new LaunchStopped(failure);
}
