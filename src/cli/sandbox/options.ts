import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { faultGrammar } from '../../sandbox/faults/grammar.ts';

/** What `flint-golive sandbox` was told, as far as the command line alone can check it. */
export interface SandboxFlags {
  readonly port: number;
  readonly api: 'guide' | '2026-09-07';
  /** `FEATURE=GENERATION`, as written. */
  readonly apiFeature: readonly string[];
  readonly state?: string;
  readonly seed?: string;
  readonly speed: number;
  /** Faults, as written. */
  readonly fault: readonly string[];
  readonly controlPort?: number;
  readonly manualClock?: boolean;
  readonly json?: boolean;
}

/** Adds the options of `flint-golive sandbox`. */
export function addSandboxOptions(command: Command): Command {
  return command
    .addOption(new Option('--port <n>', 'the port of the API (default: a free one)').default(0, '').argParser(port))
    .addOption(
      new Option('--api <generation>', 'the generation of the API to serve')
        .choices(['guide', '2026-09-07'])
        .default('guide'),
    )
    .addOption(
      new Option('--api-feature <feature=generation>', 'one feature in another generation, or “none”; repeatable')
        .default([], 'none')
        .argParser(repeated),
    )
    .option('--state <file>', 'keep everything in this file, so that the next start goes on with it')
    .option('--seed <file>', 'start data for the test plane: a JSON document')
    .addOption(new Option('--speed <n>', 'how fast reviews and settlements pass').default(1).argParser(positive))
    .addOption(
      new Option('--fault <fault>', 'what goes wrong, and when; repeatable; see below')
        .default([], 'none')
        .argParser(repeated),
    )
    .addOption(
      new Option(
        '--control-port <n>',
        'a control surface for tests on this port of its own; 0 takes a free one',
      ).argParser(port),
    )
    .option('--manual-clock', 'time stands still until the control surface moves it')
    .option('--json', 'one JSON object on stdout when it is ready, one when it has ended')
    .addHelpText('after', () => `\n${faultGrammar()}`);
}

function port(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('It has to be a number above 0.');
}

function repeated(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}
