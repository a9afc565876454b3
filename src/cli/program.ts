import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { ChecklistFlags } from './commands/checklist.ts';
import type { UndoFlags } from './commands/undo.ts';
import { addCompletionCommand } from './completion/options.ts';
import { addDoctorOptions, type DoctorFlags } from './doctor/options.ts';
import { addExamples } from './examples.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { addLaunchOptions, launchFlags } from './launch-options.ts';
import { misuse, refuseUnknownCommand, wantsEvents } from './misuse.ts';
import { beginOutputOf, writeFailure } from './output/stdout.ts';
import { addReportOptions, type ReportFlags } from './report/options.ts';
import { addSandboxOptions, type SandboxFlags } from './sandbox/options.ts';
import { addStandingOptions } from './standing/options.ts';
import type { StandingFlags } from './standing/where.ts';
import { addSweepOptions, type SweepFlags } from './sweep/options.ts';
import { columnsOf } from './terminal.ts';

/** The command line: every command with its options. Completion and help are made from it. */
export function createProgram(version: string): { readonly program: Command; readonly exitCode: () => ExitCode } {
  let exitCode: ExitCode = exitCodes.done;
  const program: Command = new Command('flint-golive')
    .description(
      'Takes a Flint Pay integration from its sandbox to production, and proves it with one real charge and refund.',
    )
    .version(version)
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(wrapped(text)) })
    .configureHelp({ minWidthToWrap: 20 })
    // Excess words are looked at by the command itself, which knows the other commands.
    .allowExcessArguments()
    .hook('preAction', (_, command) => beginOutputOf(command === program ? 'launch' : command.name()))
    .addHelpText(
      'after',
      '\nWithout a command: start or go on with this folder’s launch.\nflint-golive questions lists every question and its flag.',
    );
  addLaunchOptions(program)
    .option('--live', 'consent, without a terminal, that real money may move')
    .option('--key-stdin', 'read the live key from standard input');
  program.action(async () => {
    if (program.args.length > 0) refuseUnknownCommand(program);
    const { launch } = await import('./commands/launch.ts');
    exitCode = await launch(launchFlags(program, version));
  });

  const rehearsal = addLaunchOptions(
    program.command('rehearse').description('the same five steps without real money, against an embedded Flint'),
  )
    .option('--auto', 'answer every question with its default, and pay the checkout page over HTTP')
    .option('--on-flint', 'against Flint’s own sandbox; the flint_test_ key is asked for, or in FLINT_TEST_API_KEY')
    .option('--fresh', 'begin anew instead of going on with an interrupted rehearsal')
    .addOption(new Option('--speed <n>', 'how fast reviews and settlements pass').default(1).argParser(positive));
  rehearsal.action(async () => {
    const { rehearse } = await import('./commands/rehearse.ts');
    const { auto, fresh, onFlint, speed } = rehearsal.opts<{
      auto?: boolean;
      fresh?: boolean;
      onFlint?: boolean;
      speed: number;
    }>();
    exitCode = await rehearse({
      ...launchFlags(rehearsal, version),
      auto: auto === true,
      fresh: fresh === true,
      onFlint: onFlint === true,
      speed,
    });
  });

  const status = addStandingOptions(
    program.command('status').description('where the launch stands and what is next, derived anew; it only reads'),
  );
  status.action(async () => {
    const { status: tell } = await import('./commands/status.ts');
    exitCode = await tell(status.opts<StandingFlags>(), version);
  });

  const examining = addDoctorOptions(
    program
      .command('doctor')
      .description('the symptoms of a launch day, diagnosed, each with its fix; --watch keeps looking'),
  );
  examining.action(async (requestId: string | undefined) => {
    const { doctor } = await import('./commands/doctor.ts');
    exitCode = await doctor(examining.opts<DoctorFlags>(), requestId, version);
  });

  const reporting = addReportOptions(
    program.command('report').description('what was done, with evidence, for a ticket: Markdown, HTML or JSON'),
  );
  reporting.action(async () => {
    const { report } = await import('./commands/report.ts');
    exitCode = await report(reporting.opts<ReportFlags>(), version);
  });

  const undoing = addStandingOptions(
    program
      .command('undo')
      .description('everything the launch made, last made first, and how to take it back; asks for each'),
  )
    .option('--yes', 'take all of it back without asking for each')
    .option('--live', 'consent, without a terminal, that a live launch is taken back');
  undoing.action(async () => {
    const { undo } = await import('./commands/undo.ts');
    exitCode = await undo(undoing.opts<UndoFlags>(), version);
  });

  const sweeping = addSweepOptions(
    program.command('sweep').description('find test-mode ids, and keys where they must not be; --fix replaces the ids'),
  );
  sweeping.action(async (paths: readonly string[]) => {
    const { sweep } = await import('./commands/sweep.ts');
    exitCode = await sweep({ ...sweeping.opts<Omit<SweepFlags, 'paths'>>(), paths }, version);
  });

  const checking = addStandingOptions(
    program
      .command('checklist')
      .description('the go-live checklist, each item done, missing or not to be told, and why'),
  )
    .option('--attest <item...>', 'give your word for an item that cannot be seen, by its id')
    .option('--by <name>', 'whose word it is');
  checking.action(async () => {
    const { checklist } = await import('./commands/checklist.ts');
    exitCode = await checklist(checking.opts<ChecklistFlags>(), version);
  });

  const sandbox = addSandboxOptions(
    program.command('sandbox').description('run the embedded Flint API on its own, to test an integration against it'),
  );
  sandbox.action(async () => {
    const { runSandbox } = await import('./commands/sandbox.ts');
    exitCode = await runSandbox(sandbox.opts<SandboxFlags>());
  });

  const listing = program
    .command('questions')
    .description('every question a launch can ask: id, step, kind, choices, default, and the flag that answers it')
    .option('--json', 'one result object on stdout');
  listing.action(async () => {
    const { listQuestions } = await import('./commands/questions.ts');
    exitCode = listQuestions({ json: listing.opts<{ json?: boolean }>().json === true });
  });

  const completing = addCompletionCommand(program);
  completing.action(async () => {
    const { printCompletion } = await import('./commands/completion.ts');
    exitCode = printCompletion(program, completing.args[0]);
  });

  // What a command has no place for is a mistake, such as a word that was meant for an option.
  for (const command of program.commands) command.allowExcessArguments(false);
  addExamples(program);
  return { program, exitCode: () => exitCode };
}

/** A sentence of commander's breaks between words, as ours do. */
function wrapped(text: string): string {
  const line = new RegExp(`(.{1,${columnsOf(process.stderr)}})(?: +|$)`, 'gm');
  return text.replace(line, '$1\n').replace(/\n+/g, '\n');
}

/** Runs the command line and answers with the exit code. */
export async function runCommandLine(words: readonly string[], version: string): Promise<ExitCode> {
  const { program, exitCode } = createProgram(version);
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.done;
    // commander has said it on stderr already.
    if (wantsEvents(words)) {
      beginOutputOf(program.commands.map((command) => command.name()).find((name) => words.includes(name)) ?? 'launch');
      writeFailure(misuse(error.message));
    }
    return exitCodes.usage;
  }
  return exitCode();
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('It has to be a number above 0.');
}
