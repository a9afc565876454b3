import { resolve } from 'node:path';
import { writeFile } from 'atomically';
import { LaunchStopped } from '../../launch/failure.ts';
import { htmlOf } from '../../report/html.ts';
import { markdownOf } from '../../report/markdown.ts';
import type { Report } from '../../report/model.ts';
import { explain } from '../../steps/explain.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes } from '../exit-codes.ts';
import { untilInterrupted } from '../interrupts.ts';
import { writeResult } from '../output/stdout.ts';
import { collectReport } from '../report/collect.ts';
import type { ReportFlags, ReportFormat } from '../report/options.ts';
import { openStanding } from '../standing/open-standing.ts';

/** `flint-golive report`: what was done, with evidence, fit to be attached to a ticket. */
export async function report(flags: ReportFlags, programVersion: string): Promise<ExitCode> {
  try {
    const ended = await untilInterrupted(async (signal) => {
      const standing = await openStanding(flags, { environment: process.env, programVersion, signal });
      try {
        return await collectReport(standing, programVersion, signal);
      } finally {
        await standing.close();
      }
    });
    if (ended === 'interrupted') {
      if (flags.json) writeResult({ outcome: 'interrupted', exitCode: exitCodes.interrupted });
      return exitCodes.interrupted;
    }
    await handOver(ended.value, flags);
    return exitCodes.done;
  } catch (error) {
    const failure = explain(error);
    throw failure === undefined ? error : new LaunchStopped(failure);
  }
}

async function handOver(written: Report, { format, output, json }: ReportFlags): Promise<void> {
  const text = inFormat[format](written);
  const file = output === undefined ? undefined : resolve(output);
  if (file !== undefined) await write(file, text);
  if (json) {
    const where = file === undefined ? {} : { file };
    writeResult({ outcome: 'written', exitCode: exitCodes.done, format, ...where, report: written });
  } else if (file === undefined) process.stdout.write(text);
  else process.stdout.write(`The report is in ${file}.\n`);
}

const inFormat: Readonly<Record<ReportFormat, (written: Report) => string>> = {
  md: markdownOf,
  html: htmlOf,
  json: (written) => `${JSON.stringify(written, undefined, 2)}\n`,
};

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600 }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new LaunchStopped({
      kind: 'usage',
      headline: 'The report cannot be written there.',
      meaning: `${file} (${code}). Nothing was written.`,
      remedy: 'Name another file with --output, or leave it out: then the report goes to stdout.',
      passing: 'final',
    });
  });
}
