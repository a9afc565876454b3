import type { Argument, Command, Option } from 'commander';

/** What a word on the command line can be completed to. */
export type Completes =
  | { readonly with: 'nothing' | 'files' | 'folders' }
  | { readonly with: 'values'; readonly values: readonly string[] };

/** An option as completion sees it. */
export interface DescribedOption {
  /** As in `--history`. */
  readonly flag: string;
  readonly description: string;
  /** Absent when it takes no value. */
  readonly value?: Completes;
}

/** A command as completion sees it. */
export interface DescribedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly DescribedOption[];
  /** What stands after the command, besides options. */
  readonly words: Completes;
}

/** The command line as completion sees it: what stands before any command, and the commands. */
export interface DescribedProgram {
  readonly name: string;
  readonly options: readonly DescribedOption[];
  readonly commands: readonly DescribedCommand[];
}

/** Describes a command line from the commands and options that it has, the hidden ones included. */
export function describeProgram(program: Command): DescribedProgram {
  return {
    name: program.name(),
    options: optionsOf(program),
    commands: program.commands.map((command) => ({
      name: command.name(),
      description: command.description(),
      options: optionsOf(command),
      words: wordsOf(command.registeredArguments[0]),
    })),
  };
}

function optionsOf(command: Command): DescribedOption[] {
  const own = command.options.flatMap((option) => {
    if (option.long === undefined) return [];
    const { long: flag, description } = option;
    return [
      option.isBoolean() || option.negate ? { flag, description } : { flag, description, value: valueOfOption(option) },
    ];
  });
  return [...own, { flag: '--help', description: 'display help for command' }];
}

function valueOfOption({ argChoices, flags }: Option): Completes {
  return argChoices === undefined ? byName(flags) : { with: 'values', values: argChoices };
}

function wordsOf(argument: Argument | undefined): Completes {
  if (argument === undefined) return { with: 'nothing' };
  return argument.argChoices === undefined ? byName(argument.name()) : { with: 'values', values: argument.argChoices };
}

/** What a placeholder such as `<file>`, `<dir>` or `[paths...]` stands for. */
function byName(placeholder: string): Completes {
  if (/file|path/.test(placeholder)) return { with: 'files' };
  return { with: /dir|folder/.test(placeholder) ? 'folders' : 'nothing' };
}
