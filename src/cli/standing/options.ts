import type { Command } from 'commander';

/** Adds the options by which a command that looks at a launch is told which one. */
export function addStandingOptions(command: Command): Command {
  return command
    .option('--json', 'events for programs (NDJSON) on stdout, one result object last')
    .option('--cwd <dir>', 'the project folder, instead of the current one')
    .option('--launch <name>', 'a name for the launch, when one folder has several', 'default')
    .option('--rehearsal', 'the rehearsal on this machine, instead of the launch in live')
    .option(
      '--on-flint',
      'the rehearsal against Flint’s own sandbox; its key is taken from where it was stored, or FLINT_TEST_API_KEY',
    )
    .option('--no-color', 'no colours');
}
