import { realpath, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { LaunchStopped } from '../../launch/failure.ts';
import { beginningOf } from '../file-beginning.ts';

/** The name that stands for stdout in place of a file. */
export const toStdout = '-';

/**
 * Where the SARIF goes, with all links resolved. What an earlier sweep wrote there is written over, and nothing else is.
 *
 * @throws LaunchStopped when another file stands there
 */
export async function sarifTarget(cwd: string, named: string): Promise<string> {
  if (named === toStdout) return toStdout;
  const path = resolve(cwd, named);
  const beginning = await beginningOf(path);
  if (beginning !== undefined && beginning !== '' && !beginning.includes('/sarif-')) {
    throw notWritten(
      `${basename(path)} stands there already and is no SARIF file.`,
      'Nothing was read or written over.',
    );
  }
  return join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
}

/** @throws LaunchStopped when it cannot be written */
export async function writeSarif(file: string, sarif: object): Promise<void> {
  const text = `${JSON.stringify(sarif, undefined, 2)}\n`;
  if (file === toStdout) {
    process.stdout.write(text);
    return;
  }
  await writeFile(file, text).catch((error: unknown) => {
    const meaning = error instanceof Error && 'code' in error ? `The system refused it (${String(error.code)}).` : '';
    throw notWritten('The SARIF file cannot be written.', meaning);
  });
}

function notWritten(headline: string, meaning: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'usage',
    headline,
    meaning,
    remedy: 'Name another file with --sarif.',
    passing: 'final',
  });
}
