import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { isBackup } from './backup.ts';
import { builtFolders, builtWhenIgnored } from './built-folders.ts';
import { isEnvFile } from './env-file-name.ts';
import { IgnoreRules } from './ignore-rules.ts';
import { isPrintable, printable } from './printable.ts';

/** A file to read, or one that is left out and why. Paths are relative to the folder, with forward slashes. */
export type Walked =
  | {
      readonly file: string;
      readonly wanted: Wanted;
      /** What a link leads to. It comes last, and may have come before under its own name. */
      readonly linked?: boolean;
    }
  | { readonly file: string; readonly notRead: NotReadReason };

/** In what is built from the sources, only keys and secrets matter: its ids are copies. */
export type Wanted = 'everything' | 'secrets only';

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
  '.turbo',
  '.cache',
  '.terraform',
]);
const neverText =
  /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|tiff?|heic|pdf|zip|gz|tgz|bz2|xz|zst|7z|rar|jar|war|class|so|dylib|dll|exe|o|a|wasm|node|mp[34]|m4[av]|mov|avi|mkv|webm|ogg|wav|flac|woff2?|ttf|otf|eot|sqlite3?|db|pyc|parquet)$/i;

/** What a walk looks at besides the files of the project. */
export interface WalkOptions {
  /** Also what bundlers write, for keys and secrets only, be it ignored by git or not. */
  readonly built?: boolean | undefined;
}

/**
 * Every file of a project that may hold references: those git does not ignore, and env files even when git ignores them.
 * Left out are dependencies, binaries and, unless asked for, build output. Links are not followed, except env files that are
 * links within the folder; of those the file behind the link is named. A link that leads out of the folder is named too.
 *
 * It reads synchronously, which takes half the time; whoever iterates decides when others get their turn.
 */
export function* walk(folder: string, options: WalkOptions = {}): Generator<Walked> {
  const root = realpathSync(folder);
  const walking: Walking = { root, built: options.built === true };
  yield* walkFolder(walking, { path: root, rules: IgnoreRules.around(root), ignored: false, wanted: 'everything' });
}

interface Walking {
  readonly root: string;
  readonly built: boolean;
}

interface Visit {
  readonly path: string;
  readonly rules: IgnoreRules;
  /** Inside a folder that git ignores, where only env files are looked at. */
  readonly ignored: boolean;
  readonly wanted: Wanted;
}

function* walkFolder(walking: Walking, start: Visit): Generator<Walked> {
  // A list of its own instead of recursion: trees may be deeper than the stack.
  const visits = [start];
  const links: { readonly visit: Visit; readonly name: string; readonly path: string }[] = [];
  for (let visit = visits.pop(); visit !== undefined; visit = visits.pop()) {
    const entries = entriesOf(visit.path);
    if (entries === undefined) {
      yield { file: printable(inside(walking.root, visit.path) || '.'), notRead: 'not readable' };
      continue;
    }
    for (const entry of entries) {
      const path = visit.path + sep + entry.name;
      if (entry.isDirectory()) {
        const next = enterFolder(walking, visit, entry.name, path);
        if (next !== undefined) visits.push(next);
      } else if (entry.isSymbolicLink()) links.push({ visit, name: entry.name, path });
      else if (entry.isFile()) yield* offerFile(walking, visit, path);
    }
  }
  for (const { visit, name, path } of links) {
    if (isEnvFile(name)) yield* followLink(walking, visit, path);
    else if (leadsOut(walking, visit, name, path)) {
      yield { file: printable(inside(walking.root, path)), notRead: 'symbolic link out of the folder' };
    }
  }
}

function enterFolder({ built }: Walking, visit: Visit, name: string, path: string): Visit | undefined {
  if (foldersOfOthers.has(name)) return undefined;
  if (visit.wanted === 'secrets only' || builtFolders.has(name)) {
    return built ? { ...visit, path, wanted: 'secrets only' } : undefined;
  }
  if (visit.ignored) return { ...visit, path };
  const ignored = visit.rules.ignores(path, 'folder');
  if (ignored && built && builtWhenIgnored.has(name)) return { ...visit, path, wanted: 'secrets only' };
  return { ...visit, path, ignored, rules: ignored ? visit.rules : visit.rules.inside(path) };
}

/** What stands in a name for bytes that are no UTF-8: by such a name the file cannot be opened. */
const notDecoded = '\uFFFD';

function* offerFile({ root }: Walking, visit: Visit, path: string): Generator<Walked> {
  const file = inside(root, path);
  if (isWanted(visit, file, path)) yield toRead(file, visit.wanted);
}

function toRead(file: string, wanted: Wanted): Walked {
  return isPrintable(file) && !file.includes(notDecoded)
    ? { file, wanted }
    : { file: printable(file), notRead: 'name that cannot be shown' };
}

function isWanted({ wanted, ignored, rules }: Visit, file: string, path: string): boolean {
  if (isBackup(file)) return false;
  if (isEnvFile(file)) return true;
  if (neverText.test(file)) return false;
  return wanted === 'secrets only' || !(ignored || rules.ignores(path, 'file'));
}

/**
 * An env file is often a link to another one, which git may ignore. It is in use, so what is behind it is read all the same, and
 * a link that is not followed is said.
 */
function* followLink({ root }: Walking, visit: Visit, path: string): Generator<Walked> {
  const file = inside(root, path);
  const target = fileBehind(path);
  if (target === 'no file') return;
  if (target === 'not readable') yield { file: printable(file), notRead: 'not readable' };
  else if (target.path.startsWith(root + sep))
    yield { ...toRead(inside(root, target.path), visit.wanted), linked: true };
  else yield { file: printable(file), notRead: 'symbolic link out of the folder' };
}

/** What it leads to may well be a part of the project. What is within the folder is read under its own name. */
function leadsOut({ root }: Walking, { wanted, ignored, rules }: Visit, name: string, path: string): boolean {
  if (wanted === 'secrets only' || ignored || foldersOfOthers.has(name) || builtFolders.has(name)) return false;
  if (neverText.test(name) || rules.ignores(path, 'file') || rules.ignores(path, 'folder')) return false;
  try {
    const target = realpathSync(path);
    return target !== root && !target.startsWith(root + sep);
  } catch {
    // A link to nothing, or in a circle, leads nobody anywhere.
    return false;
  }
}

function fileBehind(link: string): { readonly path: string } | 'no file' | 'not readable' {
  try {
    const path = realpathSync(link);
    return statSync(path).isFile() ? { path } : 'no file';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'no file' : 'not readable';
  }
}

function entriesOf(path: string): Dirent[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

function inside(root: string, path: string): string {
  if (path === root) return '';
  const below = root.endsWith(sep) || !path.startsWith(root + sep) ? relative(root, path) : path.slice(root.length + 1);
  return sep === '/' ? below : below.split(sep).join('/');
}
