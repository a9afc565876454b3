import { Argument, type Command } from 'commander';

/** Adds `flint-golive completion`. */
export function addCompletionCommand(program: Command): Command {
  return program
    .command('completion')
    .description('print the completion for a shell: bash, zsh or fish')
    .addArgument(new Argument('<shell>', 'the shell to complete in').choices(['bash', 'zsh', 'fish']));
}
