import type { Command } from 'commander';

/** What `flint-golive sweep` was told. */
export interface SweepFlags {
  readonly paths: readonly string[];
  readonly cwd?: string;
  readonly history?: boolean;
  /** False with `--no-network`: nothing is asked, and ids stay candidates. */
  readonly network: boolean;
  readonly fix?: boolean;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly sarif?: string;
  /** The reason for which everything that is left is accepted from now on. */
  readonly accept?: string;
  /** Who accepts it. */
  readonly by?: string;
  readonly acceptList?: string;
}

/** Adds the options of `flint-golive sweep`. */
export function addSweepOptions(command: Command): Command {
  return command
    .argument('[paths...]', 'folders and files to read; without any, the current folder')
    .option('--history', 'also look for keys and secrets in git history')
    .option('--no-network', 'ask nothing of Flint: ids stay candidates, and do not fail the sweep')
    .option('--fix', 'replace test-mode ids by those of their live twins, after showing the change')
    .option('--yes', 'with --fix: write without asking')
    .option('--force', 'with --fix: also write files with uncommitted changes')
    .option('--sarif <file>', 'also write what was found as SARIF 2.1.0, for code hosts; - for stdout')
    .option('--accept <reason>', 'accept what is left, for this reason: it goes on the list of accepted findings')
    .option('--by <name>', 'with --accept: who accepts it')
    .option('--accept-list <file>', 'the list of accepted findings, instead of .flint-golive-accept.json')
    .option('--json', 'one object a finding on stdout (NDJSON), one result object last')
    .option('--cwd <dir>', 'the folder to start in, instead of the current one')
    .option('--no-color', 'no colours')
    .addHelpText(
      'after',
      [
        '',
        'An id does not tell its own mode, so Flint is asked: with',
        'FLINT_TEST_API_KEY, or a test key of the project, and with',
        'FLINT_API_KEY. Nothing is ever written there.',
        '',
        'Exit codes: 0 clean, 1 something is left, 2 usage,',
        '3 credentials, 4 --fix without a terminal and without --yes,',
        '5 network.',
      ].join('\n'),
    );
}
