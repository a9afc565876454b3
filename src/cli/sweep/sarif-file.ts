import { open, realpath, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { LaunchStopped } from '../../launch/failure.ts';

const beginningBytes = 1024;

/**
 * Where the SARIF goes, with all links resolved. What an earlier sweep wrote there is written over, and nothing else is.
 *
 * @throws LaunchStopped when another file stands there
 */
export async function sarifTarget(cwd: string, named: string): Promise<string> {
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
  await writeFile(file, `${JSON.stringify(sarif, undefined, 2)}\n`).catch((error: unknown) => {
    const meaning = error instanceof Error && 'code' in error ? `The system refused it (${String(error.code)}).` : '';
    throw notWritten('The SARIF file cannot be written.', meaning);
  });
}

/** The beginning of a file; undefined where there is none, and for what holds nothing, such as a pipe. */
async function beginningOf(path: string): Promise<string | undefined> {
  try {
    await using file = await open(path, 'r');
    if (!(await file.stat()).isFile()) return undefined;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginningBytes), 0, beginningBytes, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } catch {
    // Whatever hinders reading says so again when it is written.
    return undefined;
  }
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
