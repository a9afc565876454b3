import { basename } from 'node:path';
import { LaunchStopped } from '../../launch/failure.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { writeEvent, writeResult } from '../output/stdout.ts';
import { today } from '../sweep/accepted/accept.ts';
import { type AcceptList, acceptListPath, readAcceptList } from '../sweep/accepted/list.ts';
import { acceptedLine, differenceLines, findingLines, fixedLine, summaryLines } from '../sweep/copy.ts';
import type { Fixed } from '../sweep/fix.ts';
import { type Looked, look } from '../sweep/looking.ts';
import type { SweepFlags } from '../sweep/options.ts';
import { rootsOf } from '../sweep/reading.ts';
import { sarifOf } from '../sweep/sarif.ts';
import { sarifTarget, toStdout, writeSarif } from '../sweep/sarif-file.ts';
import { exitCodeOf, summarise } from '../sweep/summary.ts';

// What rewrites is imported only when it is needed: without it a sweep starts in no time.

/** `flint-golive sweep`: finds what is left of test mode and keys where they must not be; with `--fix`, replaces ids. */
export async function sweep(flags: SweepFlags, version: string): Promise<ExitCode> {
  try {
    return await run(flags, version);
  } catch (error) {
    throw await inWords(error);
  }
}

async function run(flags: SweepFlags, version: string): Promise<ExitCode> {
  const cwd = flags.cwd ?? '.';
  refuseWhatDoesNotGoTogether(flags);
  const listPath = acceptListPath(cwd, flags.acceptList);
  const list = await readAcceptList(listPath);
  const write = lineWriter(flags);
  const sarifFile = flags.sarif === undefined ? undefined : await sarifTarget(cwd, flags.sarif);
  const how = {
    history: flags.history === true,
    network: flags.network,
    today: today(),
    list,
    except: sarifFile === toStdout ? undefined : sarifFile,
  };
  const roots = rootsOf(flags.paths, cwd);
  const before = await look(roots, how);
  const fixed = flags.fix === true ? await fix(before, flags, write) : [];
  // What was written is read again: the result says what is there, not what was meant.
  const after = fixed.some(({ outcome }) => outcome === 'changed') ? await look(roots, how) : before;
  if (flags.accept !== undefined) return await acceptWhatIsLeft(after, listPath, list, flags);

  const findings = after.findings.map(({ finding }) => finding);
  const { sweeps, asked } = after;
  const summary = summarise(sweeps, findings, {
    asked: {
      sandbox: asked?.sandbox !== undefined,
      live: asked?.live !== undefined,
      ...(asked?.testKeyFrom === undefined ? {} : { testKeyFrom: asked.testKeyFrom }),
    },
    countsUndecided: flags.network,
    list,
    today: how.today,
  });
  if (sarifFile !== undefined) await writeSarif(sarifFile, sarifOf(findings, version));
  const exitCode = exitCodeOf(summary, fixed);
  if (flags.json === true) {
    for (const finding of findings) writeEvent({ type: 'finding', ...finding });
    writeResult({ outcome: exitCode === exitCodes.done ? 'clean' : 'left', exitCode, ...summary });
    return exitCode;
  }
  if (fixed.length > 0) write('');
  for (const finding of findings.filter(({ level }) => level !== 'note')) {
    for (const line of findingLines(finding)) write(line);
    write('');
  }
  for (const line of summaryLines(summary)) write(line);
  return exitCode;
}

async function fix({ sweeps, findings }: Looked, flags: SweepFlags, write: Write): Promise<Fixed[]> {
  const { askOnTerminal, fixBelow } = await import('../sweep/fix.ts');
  const forPrograms = flags.json === true;
  const interactive = process.stdin.isTTY === true && process.stderr.isTTY === true && !forPrograms;
  const fixed: Fixed[] = [];
  for (const sweep of sweeps) {
    const open = findings.filter((entry) => entry.sweep === sweep && entry.finding.accepted === undefined);
    const done = await fixBelow(
      sweep.root,
      open.map(({ below }) => below),
      {
        yes: flags.yes === true,
        force: flags.force === true,
        ask: interactive ? askOnTerminal : undefined,
        show: (file, difference) => {
          if (!forPrograms) for (const line of [...differenceLines(file, difference), '']) write(line);
        },
        onFixed: (change) => (forPrograms ? writeEvent({ type: 'change', ...change }) : write(fixedLine(change))),
      },
    );
    fixed.push(...done);
  }
  return fixed;
}

/** Puts what is left on the list. Exit 0 says that it was written: the next sweep says whether all is clean. */
async function acceptWhatIsLeft(
  { findings }: Looked,
  listPath: string,
  list: AcceptList,
  { accept: reason = '', by = '', json }: SweepFlags,
): Promise<ExitCode> {
  const { withAccepted, writeAcceptList } = await import('../sweep/accepted/add.ts');
  const open = findings.map(({ finding }) => finding).filter(({ level }) => level !== 'note');
  await writeAcceptList(listPath, withAccepted(list, open, { reason, by }));
  const exitCode = exitCodes.done;
  if (json === true) writeResult({ outcome: 'accepted', exitCode, added: open.length });
  else process.stdout.write(`${acceptedLine(open.length, basename(listPath))}\n`);
  return exitCode;
}

function refuseWhatDoesNotGoTogether({ fix: fixing, network, accept, by, json, sarif }: SweepFlags): void {
  if (fixing === true && !network) {
    throw misused(
      '--fix and --no-network do not go together.',
      'Which id takes the place of a test-mode one, only Flint can say. Nothing was read.',
      'Leave one of them out.',
    );
  }
  if (sarif === toStdout && (json === true || accept !== undefined)) {
    throw misused(
      `--sarif ${toStdout} and ${json === true ? '--json' : '--accept'} do not go together.`,
      'Both write to stdout. Nothing was read.',
      `Name a file with --sarif, or leave one of them out.`,
    );
  }
  if (accept !== undefined && (accept.trim() === '' || by === undefined || by.trim() === '')) {
    throw misused(
      'Whoever accepts findings gives a reason and a name.',
      'Both stand in the list, for those who come later. Nothing was read.',
      "Say both: --accept 'revoked on 3 March' --by 'Mona Lee'.",
    );
  }
}

function misused(headline: string, meaning: string, remedy: string): LaunchStopped {
  return new LaunchStopped({ kind: 'usage', headline, meaning, remedy, passing: 'final' });
}

type Write = (line: string) => void;

/** What is said to people; where stdout is the SARIF file, it goes to stderr. */
function lineWriter({ sarif }: SweepFlags): Write {
  const stream = sarif === toStdout ? process.stderr : process.stdout;
  return (line) => stream.write(`${line}\n`);
}

/** Errors of Flint and of rewriting in sentences; an error that is not known stays what it is. */
async function inWords(error: unknown): Promise<unknown> {
  if (error instanceof LaunchStopped) return error;
  const { explain } = await import('../../steps/explain.ts');
  const failure = explain(error);
  return failure === undefined ? error : new LaunchStopped(failure);
}
