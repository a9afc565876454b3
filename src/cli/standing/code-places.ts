import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CodePlace } from '../../checks/context.ts';
import { cleanTextWithoutSecrets } from '../../flint/wire/text.ts';
import { isEnvFile } from '../../sweep/env-file-name.ts';
import { maskSecretsIn } from '../../sweep/masking.ts';
import { readLines } from '../../sweep/read-lines.ts';
import { walk } from '../../sweep/walk.ts';
import { placeOf } from '../sweep/place.ts';

interface SourceFile {
  readonly file: string;
  readonly lines: readonly string[];
}

const sourceName =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|rb|php|go|java|kt|kts|scala|cs|fs|rs|ex|exs|swift|clj|dart|pl)$/;
/** Longer lines are written by machines, and patterns over them take long. */
const longestLine = 1_000;
const mostPlaces = 200;

/**
 * Looks for lines in the source files of a project: what git does not ignore, without dependencies, build output, tests and
 * documentation. The files are read at the first question and kept for the next.
 */
export function codePlaces(folder: string, signal: AbortSignal): (pattern: RegExp) => Promise<readonly CodePlace[]> {
  let reading: Promise<readonly SourceFile[]> | undefined;
  return async (pattern) => {
    reading ??= readSources(folder, signal);
    // A pattern that remembers where it stopped would skip lines.
    const one = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
    const places: CodePlace[] = [];
    for (const { file, lines } of await reading) {
      for (const [index, text] of lines.entries()) {
        if (text.length > longestLine || !one.test(text)) continue;
        places.push({ file, line: index + 1, text: cleanTextWithoutSecrets(maskSecretsIn(text), '', 200) });
        if (places.length === mostPlaces) return places;
      }
    }
    return places;
  };
}

async function readSources(folder: string, signal: AbortSignal): Promise<readonly SourceFile[]> {
  const sources: SourceFile[] = [];
  for (const walked of walk(folder)) {
    if ('notRead' in walked || isEnvFile(walked.file) || !sourceName.test(walked.file)) continue;
    if (placeOf(walked.file) !== 'source') continue;
    signal.throwIfAborted();
    const lines = readLines(join(folder, walked.file));
    if (lines !== undefined) sources.push({ file: walked.file, lines });
    if (sources.length % 50 === 0) await setImmediate();
  }
  return sources;
}
