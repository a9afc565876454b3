import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isEnvFile } from './env-file-name.ts';
import { isExport } from './exported.ts';
import { isPrintable, printable } from './printable.ts';
import { TextReader } from './read-text.ts';
import { isSecret, type Reference } from './reference.ts';
import { scan } from './scan.ts';
import { type NotReadReason, type Walked, walk } from './walk.ts';

/** How far a sweep has come. */
export interface SweepProgress {
  readonly filesRead: number;
  readonly found: number;
}

export interface SweepOptions {
  /** Also looks for keys and secrets in what bundlers wrote. */
  readonly built?: boolean | undefined;
  /** Called after each file. */
  readonly onProgress?: ((progress: SweepProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Reads this one file alone, be it ignored or not; relative to the folder. */
  readonly only?: string | undefined;
  /** Larger files are left out and named. Default: 4 MiB. */
  readonly largestFileBytes?: number | undefined;
}

/** What a sweep saw. Files that were left out are named, so that a clean sweep is not taken for more than it is. */
export interface Sweep {
  /** By file, line and column. */
  readonly references: readonly Reference[];
  readonly filesRead: number;
  readonly notRead: readonly { readonly file: string; readonly reason: NotReadReason }[];
  /** Plans and id maps that a launch wrote: only keys and secrets were looked for in them. */
  readonly exported: readonly string[];
}

const longestStretchMilliseconds = 20;
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
  const exported: string[] = [];
  const linked = new Set<string>();
  let filesRead = 0;

  const reader = new TextReader(options.largestFileBytes ?? defaultLargestFileBytes);
  const yieldNow = turns();
  for (const walked of placesIn(folder, options)) {
    await yieldNow();
    options.signal?.throwIfAborted();
    const { file } = walked;
    if ('linked' in walked) {
      // Names of all files are not kept, for there may be very many.
      const isKnown = (known: { readonly file: string }): boolean => known.file === file;
      if (linked.has(file) || references.some(isKnown) || notRead.some(isKnown)) continue;
      linked.add(file);
    }
    const content = 'notRead' in walked ? walked.notRead : reader.read(join(folder, file), walked.wanted);
    if (typeof content === 'string' && content !== 'nothing') {
      if (content !== 'not text' || isEnvFile(file)) notRead.push({ file: printable(file), reason: content });
      continue;
    }
    if (content !== 'nothing') {
      const found = scan(content.text, { path: file, isEnvFile: isEnvFile(file) });
      const own = isExport(content.text);
      if (own) exported.push(file);
      const secretsOnly = own || ('wanted' in walked && walked.wanted === 'secrets only');
      references.push(...(secretsOnly ? found.filter(isSecret) : found));
    }
    filesRead += 1;
    options.onProgress?.({ filesRead, found: references.length });
  }

  options.signal?.throwIfAborted();
  return {
    references: references.sort(byPlace),
    filesRead,
    exported: exported.sort(),
    notRead: notRead.sort((a, b) => (a.file < b.file ? -1 : 1)),
  };
}

function placesIn(folder: string, { only, built }: SweepOptions): Iterable<Walked> {
  if (only === undefined) return walk(folder, { built });
  return [
    isPrintable(only) ? { file: only, wanted: 'everything' } : { file: only, notRead: 'name that cannot be shown' },
  ];
}

/** Reading is synchronous, so that it is fast; this lets others in between, often enough for a screen. */
function turns(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < longestStretchMilliseconds) return undefined;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}

function byPlace(left: Reference, right: Reference): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line || left.column - right.column;
}
