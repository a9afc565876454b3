import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fate, fateOf, fates, isInShare } from './fates.ts';

// Runs inside the program under test, before anything of it is loaded.

/** Kept before anybody replaces it: what is recorded here is no boundary of the program. */
const append = appendFileSync;

const folder = process.env.CRASH_FOLDER ?? '';
const seenFile = join(folder, 'seen');
const struckFile = join(folder, 'struck');
const chosen = fates.find((fate) => fate === process.env.CRASH_FATE);
const share = process.env.CRASH_SHARE;
/** How the boundaries begin that count; absent: all do. */
const only = process.env.CRASH_ONLY ?? '';

/** The boundaries of a run to which nothing happens, where they are known. */
const ordinaryFile = join(folder, 'ordinary');
const ordinary = existsSync(ordinaryFile) ? new Set(linesOf(ordinaryFile)) : undefined;

const seen = new Set(linesOf(seenFile));
const struck = new Set(linesOf(struckFile).map((line) => line.slice(line.indexOf('\t') + 1)));
/** The so-manieth boundary of the run, where only that one counts. */
const onlyAt = process.env.CRASH_AT === undefined ? undefined : Number(process.env.CRASH_AT);
let met = 0;
let doomed = false;
let trouble: Fate | undefined;

/** The fate that meets the program at this boundary, now and only once; undefined when it passes unharmed. */
export function fateAt(boundary: string): Fate | undefined {
  if (folder === '' || doomed || !boundary.startsWith(only)) return undefined;
  if (!seen.has(boundary)) {
    seen.add(boundary);
    append(seenFile, `${boundary}\n`);
  }
  met += 1;
  if (onlyAt === undefined ? struck.has(boundary) || !isInShare(boundary, share, ordinary) : met !== onlyAt)
    return undefined;
  const fate = chosen ?? fateOf(boundary);
  doomed = true;
  struck.add(boundary);
  append(struckFile, `${fate}\t${boundary}\n`);
  return fate;
}

/** Lets a fate happen. A signal that the program handles, and trouble with the disk, come back from here. */
export function meet(fate: Fate | undefined): void {
  if (fate === undefined) return;
  if (fate === 'ENOSPC' || fate === 'EIO') trouble = fate;
  else process.kill(process.pid, fate === 'SIGTERM' || fate === 'SIGINT' ? fate : 'SIGKILL');
}

/** A boundary without a middle. */
export function cross(boundary: string): void {
  meet(fateAt(boundary));
}

/** What the disk answers to an operation from now on: a full one stays full for writes, a bad block is met once. */
export function diskTrouble(operation: 'write' | 'other'): Error | undefined {
  if (trouble === undefined || (trouble === 'ENOSPC' && operation !== 'write')) return undefined;
  const code = trouble;
  if (code === 'EIO') trouble = undefined;
  const words = code === 'EIO' ? 'i/o error' : 'no space left on device';
  return Object.assign(new Error(`${code}: ${words}, ${operation}`), { code, syscall: operation });
}

function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
}
