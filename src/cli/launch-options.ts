import type { Command } from 'commander';
import { Option } from 'commander';
import { questions } from '../steps/questions.ts';

/** The options that every command which runs a launch takes. */
export interface LaunchFlags {
  readonly json?: boolean;
  readonly answers?: string;
  readonly cwd?: string;
  readonly launch: string;
  /** Of flint-golive. */
  readonly programVersion: string;
  readonly live?: boolean;
  /** Read the live key from standard input. */
  readonly keyFromStdin?: boolean;
  /** No bell and no notice when a wait turns. */
  readonly quiet?: boolean;
  /** Seconds. */
  readonly wait?: number;
  /** Where the plan of what is re-created, and the ids that replaced others, are written to. */
  readonly plan?: string;
  readonly idMap?: string;
  /** The most that the verification charge may be. */
  readonly chargeLimit?: string;
  /** Answers given by flags, by question id. */
  readonly given: ReadonlyMap<string, string>;
}

/** Adds the options, among them one flag for each question that a flag may answer. */
export function addLaunchOptions(command: Command): Command {
  command
    .option('--json', 'events for programs (NDJSON) on stdout, one result object last')
    .option('--answers <file>', 'answers to questions: a JSON object, question id to answer')
    .option('--cwd <dir>', 'the project folder, instead of the current one')
    .option('--launch <name>', 'a name for the launch, when one folder has several', 'default')
    .option('--plan <file>', 'write the plan of what is re-created in live mode to a file, as JSON')
    .option('--id-map <file>', 'write which sandbox id became which live id to a file, as JSON')
    .option('--no-color', 'no colours')
    .option('--charge-limit <amount>', 'the most that the verification charge may be, instead of 5.00')
    .option('--quiet', 'no bell when a wait turns')
    .addOption(
      new Option('--wait <time>', 'how long to wait without a terminal, such as 90s, 20m or 2h').argParser(seconds),
    );
  for (const { flag, kind, title, choices } of questions) {
    if (flag === undefined) continue;
    const values = choices ? ` (${choices.map(({ value }) => value).join(', ')})` : '';
    const option = new Option(`${flag} <answer>`, `${title}${values}`).hideHelp();
    // For completion only: whether an answer will do is said by its question, in its own words.
    if (kind === 'choice' && choices) option.argChoices = choices.map(({ value }) => value);
    command.addOption(option);
  }
  return command;
}

/** The options as given, the answers among them sorted out by question. */
export function launchFlags(command: Command, programVersion: string): LaunchFlags {
  const values: Record<string, unknown> = command.opts();
  const given = new Map<string, string>();
  for (const { id, flag } of questions) {
    const value = flag === undefined ? undefined : values[attributeName(flag)];
    if (typeof value === 'string') given.set(id, value);
  }
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const answers = text('answers');
  const cwd = text('cwd');
  const plan = text('plan');
  const idMap = text('idMap');
  const chargeLimit = text('chargeLimit');
  const wait = values.wait;
  return {
    json: values.json === true,
    launch: text('launch') ?? 'default',
    programVersion,
    live: values.live === true,
    quiet: values.quiet === true || Boolean(process.env.FLINT_GOLIVE_NO_NOTICE),
    keyFromStdin: values.keyStdin === true,
    given,
    ...(answers === undefined ? {} : { answers }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(plan === undefined ? {} : { plan }),
    ...(idMap === undefined ? {} : { idMap }),
    ...(chargeLimit === undefined ? {} : { chargeLimit }),
    ...(typeof wait === 'number' ? { wait } : {}),
  };
}

function attributeName(flag: string): string {
  return new Option(`${flag} <answer>`).attributeName();
}

/** `90s`, `20m`, `2h` or a bare number of seconds, in seconds. */
function seconds(text: string): number {
  const match = /^(\d+)(s|m|h)?$/.exec(text.trim());
  if (!match) throw new Error('It has to be a time such as 90s, 20m or 2h.');
  const unit = { s: 1, m: 60, h: 3600 }[match[2] ?? 's'];
  return Number(match[1]) * (unit ?? 1);
}
