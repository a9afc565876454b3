import { open } from 'node:fs/promises';

const beginningBytes = 1024;

/**
 * The first kilobyte of a file, byte by byte, by which a file that this program wrote before is known again; undefined where there is
 * none, and for what holds nothing, such as a pipe.
 */
export async function beginningOf(path: string): Promise<string | undefined> {
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
