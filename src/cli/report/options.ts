import { type Command, Option } from 'commander';
import { addStandingOptions } from '../standing/options.ts';
import type { StandingFlags } from '../standing/where.ts';

const reportFormats = ['md', 'html', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** What `flint-golive report` is told. */
export interface ReportFlags extends StandingFlags {
  readonly format: ReportFormat;
  readonly output?: string;
}

/** Adds the options of `flint-golive report`. */
export function addReportOptions(command: Command): Command {
  return addStandingOptions(command)
    .addOption(new Option('--format <format>', 'how it is written').choices([...reportFormats]).default('md'))
    .option('--output <file>', 'write it to a file, readable by you only, instead of stdout');
}
