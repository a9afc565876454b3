import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/**
 * Who may know whom: the rooms of src/, and the other rooms each may import from. Inside a room everything is allowed.
 * The sandbox knows nobody because it is written from the API notes: so client and sandbox cannot share a mistake.
 */
export const mayKnow: ReadonlyMap<string, readonly string[]> = new Map([
  ['cli', ['ui', 'steps', 'checks', 'report', 'sandbox', 'recreate', 'sweep', 'secrets', 'launch', 'flint']],
  ['ui', ['launch', 'steps']],
  ['report', ['launch', 'steps']],
  ['steps', ['launch', 'flint', 'recreate', 'sweep', 'checks', 'secrets']],
  ['recreate', ['flint']],
  ['checks', ['flint']],
  ['launch', []],
  ['flint', []],
  ['sweep', ['project']],
  ['secrets', ['project']],
  ['project', []],
  ['sandbox', []],
]);

/** An import that breaks the rule. */
export interface Violation {
  /** Relative to the root, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/**
 * Every violation in the src/ folder of a root. Types count: whoever knows a room's types knows the room. So any quoted
 * relative path is taken for an import, whatever the statement around it.
 */
export function findViolations(root: string): Violation[] {
  const source = join(root, 'src');
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
    .flatMap((entry) => checkFile(source, join(entry.parentPath, entry.name)))
    .sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
}

function checkFile(source: string, path: string): Violation[] {
  const inSource = relative(source, path).split(sep);
  const file = ['src', ...inSource].join('/');
  const [room = ''] = inSource;
  if (!mayKnow.has(room)) return [{ file, line: 1, message: 'stands in none of the rooms that the rule knows' }];

  const text = readFileSync(path, 'utf8');
  const violation = (index: number, message: string): Violation => {
    return { file, line: text.slice(0, index).split('\n').length, message };
  };
  const paths = [...text.matchAll(/['"`](\.{1,2}\/[^'"`\n]*)['"`]/g)].flatMap(({ index, 1: specifier = '' }) => {
    const [target = ''] = relative(source, join(dirname(path), specifier)).split(sep);
    const message = judge(room, target, specifier);
    return message === undefined ? [] : [violation(index, message)];
  });
  const unknown = [...text.matchAll(/\bimport\(\s*(?!['"\s]|`[^`$]*`)/g)].map(({ index }) =>
    violation(index, 'imports a path that is only known at run time, so nobody can check it'),
  );
  return [...paths, ...unknown];
}

function judge(room: string, target: string, specifier: string): string | undefined {
  if (target === room) return undefined;
  if (mayKnow.has(target)) {
    return mayKnow.get(room)?.includes(target) ? undefined : `${room} may not know ${target} (${specifier})`;
  }
  // Other relative paths are texts such as './.env', unless they name code outside the rooms.
  return /\.[cm]?[jt]sx?$/.test(specifier) ? `${room} imports code outside the rooms (${specifier})` : undefined;
}
