import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { forEachAtOnce } from './at-once.ts';
import { isEnvFile } from './env-file-name.ts';
import type { Reference } from './reference.ts';
import { scan } from './scan.ts';
import { decodeText } from './text-encoding.ts';
import { type NotReadReason, type Walked, walk } from './walk.ts';

/** How far a sweep has come. */
export interface SweepProgress {
  readonly filesRead: number;
  readonly found: number;
}

export interface SweepOptions {
  /** Called after each file. */
  readonly onProgress?: ((progress: SweepProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Larger files are left out and named. Default: 4 MiB. */
  readonly largestFileBytes?: number | undefined;
}

/** What a sweep saw. Files that were left out are named, so that a clean sweep is not taken for more than it is. */
export interface Sweep {
  /** By file, line and column. */
  readonly references: readonly Reference[];
  readonly filesRead: number;
  readonly notRead: readonly { readonly file: string; readonly reason: NotReadReason }[];
}

const filesAtOnce = 16;
const defaultLargestFileBytes = 4 * 1024 * 1024;

/** Every reference in a project; see {@link sweepFolder}. */
export async function findReferences(folder: string, options: SweepOptions = {}): Promise<Reference[]> {
  return [...(await sweepFolder(folder, options)).references];
}

/**
 * Reads a project and finds the ids, keys and secrets in it (the guide, step 4 and "What Changes in Live Mode").
 * A file that cannot be read does not stop it. Rejects when the folder itself cannot be read, or with the signal's reason.
 */
export async function sweepFolder(folder: string, options: SweepOptions = {}): Promise<Sweep> {
  const references: Reference[] = [];
  const notRead: { file: string; reason: NotReadReason }[] = [];
  const seen = new Set<string>();
  const largest = options.largestFileBytes ?? defaultLargestFileBytes;
  let filesRead = 0;

  await forEachAtOnce(walk(folder, options.signal), filesAtOnce, async (walked: Walked) => {
    options.signal?.throwIfAborted();
    if (seen.has(walked.file)) return;
    seen.add(walked.file);
    const content = 'notRead' in walked ? walked.notRead : await readText(join(folder, walked.file), largest);
    if (typeof content === 'string') {
      if (content !== 'not text' || isEnvFile(walked.file)) notRead.push({ file: walked.file, reason: content });
      return;
    }
    references.push(...scan(content.text, { path: walked.file, isEnvFile: isEnvFile(walked.file) }));
    filesRead += 1;
    options.onProgress?.({ filesRead, found: references.length });
  });

  options.signal?.throwIfAborted();
  return {
    references: references.sort(byPlace),
    filesRead,
    notRead: notRead.sort((a, b) => (a.file < b.file ? -1 : 1)),
  };
}

async function readText(path: string, largest: number): Promise<{ text: string } | NotReadReason> {
  try {
    await using handle = await open(path, 'r');
    const { size } = await handle.stat();
    if (size > largest) return 'too large';
    return decodeText(await handle.readFile()) ?? 'not text';
  } catch {
    return 'not readable';
  }
}

function byPlace(left: Reference, right: Reference): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line || left.column - right.column;
}
