import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isEnvFile } from './env-file-name.ts';
import { IgnoreRules } from './ignore-rules.ts';
import { isPrintable } from './printable.ts';

/** A file to read, or one that is left out and why. Paths are relative to the folder, with forward slashes. */
export type Walked = { readonly file: string } | { readonly file: string; readonly notRead: NotReadReason };

/** Why a file that may hold references was not read. */
export type NotReadReason =
  | 'too large'
  | 'not readable'
  | 'not text'
  | 'symbolic link out of the folder'
  | 'name that cannot be shown';

const foldersOfOthers = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  '.pnpm-store',
  '.yarn',
  '.venv',
  'venv',
  '__pycache__',
  'dist',
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.turbo',
  '.cache',
  '.terraform',
]);
const neverText =
  /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|tiff?|heic|pdf|zip|gz|tgz|bz2|xz|zst|7z|rar|jar|war|class|so|dylib|dll|exe|o|a|wasm|node|mp[34]|m4[av]|mov|avi|mkv|webm|ogg|wav|flac|woff2?|ttf|otf|eot|sqlite3?|db|pyc|parquet)$/i;

/**
 * Every file of a project that may hold references: those git does not ignore, and env files even when git ignores them.
 * Left out are dependencies, build output and binaries. Links are not followed, except env files that are links within the
 * folder; of those the file behind the link is named.
 */
export async function* walk(folder: string, signal?: AbortSignal): AsyncGenerator<Walked> {
  const root = await realpath(folder);
  yield* walkFolder({ root, path: root, rules: await IgnoreRules.around(root), ignored: false, signal });
}

interface Visit {
  readonly root: string;
  readonly path: string;
  readonly rules: IgnoreRules;
  /** Inside a folder that git ignores, where only env files are looked at. */
  readonly ignored: boolean;
  readonly signal: AbortSignal | undefined;
}

async function* walkFolder(visit: Visit): AsyncGenerator<Walked> {
  visit.signal?.throwIfAborted();
  const entries = await entriesOf(visit.path);
  if (entries === undefined) {
    yield { file: shown(visit.root, visit.path), notRead: 'not readable' };
    return;
  }
  for (const entry of entries) {
    const path = join(visit.path, entry.name);
    if (entry.isDirectory()) yield* enterFolder(visit, entry, path);
    else if (entry.isSymbolicLink()) yield* followEnvLink(visit, path);
    else if (entry.isFile()) yield* offerFile(visit, path);
  }
}

async function* enterFolder(visit: Visit, entry: Dirent, path: string): AsyncGenerator<Walked> {
  if (foldersOfOthers.has(entry.name)) return;
  const ignored = visit.ignored || visit.rules.ignores(path, 'folder');
  yield* walkFolder({ ...visit, path, ignored, rules: ignored ? visit.rules : await visit.rules.inside(path) });
}

function* offerFile(visit: Visit, path: string): Generator<Walked> {
  const file = shown(visit.root, path);
  const wanted = isEnvFile(file) || !(neverText.test(file) || visit.ignored || visit.rules.ignores(path, 'file'));
  if (!wanted) return;
  yield isPrintable(file) ? { file } : { file: JSON.stringify(file), notRead: 'name that cannot be shown' };
}

/** An env file is often a link to another one. Ids in it are in use, so a link that is not followed is said. */
async function* followEnvLink(visit: Visit, path: string): AsyncGenerator<Walked> {
  const file = shown(visit.root, path);
  if (!isEnvFile(file) || !isPrintable(file)) return;
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined || !(await stat(target)).isFile()) return;
  if (target.startsWith(visit.root + sep)) yield* offerFile({ ...visit, ignored: false }, target);
  else yield { file, notRead: 'symbolic link out of the folder' };
}

async function entriesOf(path: string): Promise<Dirent[] | undefined> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch {
    return undefined;
  }
}

function shown(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
