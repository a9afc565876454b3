import { lstat, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type NewContent, replaceFile } from '../project/replace-file.ts';
import { isAllAssignments, isVariableName, lineOf, parseEnv, writeValue } from './env-format.ts';
import { protectionOf } from './git-protection.ts';
import { inTurn } from './in-turn.ts';
import { Secret } from './secret.ts';
import { errorCode, SecretProblem, secretProblemOf } from './secret-problem.ts';

/** What writing did to an env file, for telling the person. */
export interface EnvFileChange {
  readonly created: boolean;
  readonly added: readonly string[];
  readonly replaced: readonly string[];
  /** Names that stand in the file more than once. Only the last one counts and was replaced; the others are as they were. */
  readonly duplicates: readonly string[];
  /** Others could read the file before; now only its owner can. */
  readonly tightened: boolean;
}

const onlyOwner = 0o600;

/**
 * The value of a variable in an env file: a {@link Secret} when the value or the name says that it is one. Undefined when the
 * file or the variable is not there.
 *
 * @throws {SecretProblem} when the file cannot be read
 */
export async function readVariable(file: string, name: string): Promise<Secret | string | undefined> {
  const bytes = await readIfThere(file);
  const value = bytes === undefined ? undefined : valueIn(textOf(file, bytes), name);
  if (value === undefined) return undefined;
  return isSecret(name, value) ? new Secret(value) : value;
}

/**
 * Sets variables in an env file and keeps every other byte: existing ones where they stand, new ones at the end. The file is
 * replaced at one instant, readable by its owner only once it holds a secret, then read back and compared.
 *
 * @throws {SecretProblem} when it refuses or fails; the file is then as it was, except for `not kept`
 */
export function writeVariables(
  file: string,
  variables: Readonly<Record<string, Secret | string>>,
): Promise<EnvFileChange> {
  return inTurn(resolve(file), async () => {
    const values = checkedValues(variables);
    const secretGiven = Object.values(variables).some((value) => value instanceof Secret);
    const path = await realPlace(file);
    const standing = await statIfThere(file, path);
    if (secretGiven && (await protectionOf(path)) === 'tracked') throw new SecretProblem('tracked by git', file);

    const before = (await readIfThere(path)) ?? Buffer.alloc(0);
    const original = textOf(file, before);
    if (!isNamedAsEnvFile(path) && !isAllAssignments(original)) throw new SecretProblem('another kind of file', file);
    const { text, ...change } = setVariables(original, values);
    const mode = modeFor(standing?.mode, secretGiven || holdsSecret(text));
    const after = Buffer.from(text, 'latin1');
    if (standing === undefined || mode !== standing.mode || !after.equals(before)) {
      await replace(file, path, { bytes: after, mode, owner: standing });
    }
    await compare(file, values);
    const tightened = standing !== undefined && mode !== standing.mode;
    return { created: standing === undefined, tightened, ...change };
  });
}

/**
 * Takes a variable out of an env file: the whole line of every assignment of it, with a comment behind the value. An empty
 * value would count as set for most programs, and of several assignments an earlier one would count again. Every other byte
 * stays, and so does a file that is then empty. False when the file or the variable is not there.
 *
 * @throws {SecretProblem} when it refuses or fails; the file is then as it was, except for `not removed`
 */
export function removeVariable(file: string, name: string): Promise<boolean> {
  return inTurn(resolve(file), async () => {
    if (!isVariableName(name)) throw new SecretProblem('impossible name', name);
    if ((await readIfThere(file)) === undefined) return false;
    const path = await realPlace(file);
    const standing = await statIfThere(file, path);
    const before = textOf(file, (await readIfThere(path)) ?? Buffer.alloc(0));
    const lines = parseEnv(before)
      .filter((entry) => entry.name === name)
      .map((entry) => lineOf(before, entry));
    if (standing === undefined || lines.length === 0) return false;

    const after = lines.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), before);
    await replace(file, path, { bytes: Buffer.from(after, 'latin1'), mode: standing.mode, owner: standing });
    if ((await readVariable(file, name)) !== undefined) throw new SecretProblem('not removed', file);
    return true;
  });
}

/** By any other name, what stands in the file has to show that it is one: a line at the end of a source file would break it. */
function isNamedAsEnvFile(path: string): boolean {
  return /^(?:.*\.)?env(?:\..+|rc)?$/i.test(basename(path));
}

async function replace(file: string, path: string, content: NewContent): Promise<void> {
  try {
    await replaceFile(path, content);
  } catch (error) {
    throw secretProblemOf(error, file, 'writing');
  }
}

/** Windows knows no such modes; what it shows there says nothing. */
function modeFor(standing: number | undefined, secret: boolean): number {
  if (standing === undefined) return onlyOwner;
  return secret && (standing & 0o077) !== 0 && process.platform !== 'win32' ? onlyOwner : standing;
}

function checkedValues(variables: Readonly<Record<string, Secret | string>>): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, given] of Object.entries(variables)) {
    const value = given instanceof Secret ? given.reveal() : given;
    if (!isVariableName(name)) throw new SecretProblem('impossible name', name);
    if (/[\0\p{Surrogate}]/u.test(value)) throw new SecretProblem('impossible value', name);
    values.set(name, value);
  }
  return values;
}

/** The file's own place with every link among its folders resolved; whether the file itself is a link is looked at later. */
async function realPlace(file: string): Promise<string> {
  try {
    return join(await realpath(dirname(resolve(file))), basename(file));
  } catch (error) {
    throw secretProblemOf(error, file, 'writing');
  }
}

async function statIfThere(
  file: string,
  path: string,
): Promise<{ mode: number; uid: number; gid: number } | undefined> {
  try {
    const entry = await lstat(path);
    if (entry.isSymbolicLink()) throw new SecretProblem('symbolic link', file);
    if (!entry.isFile()) throw new SecretProblem('not a file', file);
    return { mode: entry.mode & 0o7777, uid: entry.uid, gid: entry.gid };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw secretProblemOf(error, file, 'writing');
  }
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw secretProblemOf(error, file, 'reading');
  }
}

function textOf(file: string, bytes: Buffer): string {
  if (bytes.includes(0)) throw new SecretProblem('not an env file', file);
  return bytes.toString('latin1');
}

function setVariables(
  original: string,
  values: ReadonlyMap<string, string>,
): { text: string; added: string[]; replaced: string[]; duplicates: string[] } {
  let text = original;
  const changed = { added: [] as string[], replaced: [] as string[], duplicates: [] as string[] };
  for (const [name, value] of values) {
    const bytes = Buffer.from(value, 'utf8').toString('latin1');
    const entries = parseEnv(text).filter((entry) => entry.name === name);
    const last = entries.at(-1);
    if (entries.length > 1) changed.duplicates.push(name);
    if (last === undefined) {
      text = append(text, `${name}=${writeValue(bytes)}`);
      changed.added.push(name);
    } else if (last.value !== bytes) {
      text = text.slice(0, last.start) + writeValue(bytes, last.quote) + text.slice(last.end);
      changed.replaced.push(name);
    }
  }
  return { text, ...changed };
}

function append(text: string, line: string): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const separator = text === '' || /[\r\n]$/.test(text) ? '' : lineEnd;
  return text + separator + line + lineEnd;
}

async function compare(file: string, values: ReadonlyMap<string, string>): Promise<void> {
  const text = textOf(file, (await readIfThere(file)) ?? Buffer.alloc(0));
  for (const [name, value] of values) {
    if (valueIn(text, name) !== value) throw new SecretProblem('not kept', file);
  }
}

function valueIn(text: string, name: string): string | undefined {
  const value = parseEnv(text).findLast((entry) => entry.name === name)?.value;
  return value === undefined ? undefined : Buffer.from(value, 'latin1').toString('utf8');
}

function holdsSecret(text: string): boolean {
  return parseEnv(text).some(({ name, value }) => isSecret(name, value));
}

function isSecret(name: string, value: string): boolean {
  if (value === '') return false;
  return /^(?:flint_(?:test|live)_|whsec_)/.test(value) || /key|secret|token|passw(?:or)?d|credential/i.test(name);
}
