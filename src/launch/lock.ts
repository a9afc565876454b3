import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { LaunchStopped } from './failure.ts';
import { plainText } from './plain-text.ts';

const holder = z.object({
  token: z.string(),
  pid: z.number().int(),
  host: z.string(),
  since: z.string(),
  /** When the process began, in the kernel's own count; tells a new process with an old one's number apart. */
  began: z.string().optional(),
});

type Holder = z.infer<typeof holder>;

/** A held lock. */
export interface Lock {
  readonly release: () => void;
}

/** Another run holds the launch. */
export class LaunchHeld extends LaunchStopped {}

/**
 * Takes the lock of a launch, so that two runs of it cannot interleave. A lock whose process is gone heals at once:
 * proper-lockfile, the usual choice, heals by age only, and cannot say who holds it.
 *
 * @throws LaunchHeld when a living process holds it; the failure says which.
 */
export function takeLock(path: string): Lock {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const stat = processStat(process.pid);
  const mine: Holder = {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    ...(stat === undefined ? {} : { began: stat.began }),
  };
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (create(path, mine)) return { release: () => releaseLock(path, mine) };
    const text = read(path);
    if (text === undefined) continue;
    const current = parse(text);
    if (current && isAlive(current)) throw held(path, current);
    removeStale(path, text);
  }
  throw held(path, undefined);
}

function create(path: string, mine: Holder): boolean {
  // Written under its own name first and then linked, so that nobody ever reads half a lock.
  const draft = `${path}.${mine.token}`;
  try {
    writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a dead process's lock away, and puts it back when it turns out to be another one than the dead one seen. */
function removeStale(path: string, seen: string): void {
  const aside = `${path}.${randomUUID()}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  if (read(aside) !== seen) {
    try {
      linkSync(aside, path);
    } catch {
      // Somebody else took the lock meanwhile; the next attempt finds out who.
    }
  }
  rmSync(aside, { force: true });
}

function releaseLock(path: string, mine: Holder): void {
  const text = read(path);
  if (text !== undefined && parse(text)?.token === mine.token) rmSync(path, { force: true });
}

function isAlive(other: Holder): boolean {
  if (other.host !== hostname()) return true;
  try {
    process.kill(other.pid, 0);
  } catch (error) {
    if (isCode(error, 'ESRCH')) return false;
  }
  const stat = processStat(other.pid);
  // A killed process that its parent has not waited for (usual in containers) still has its number.
  if (stat?.state === 'Z' || stat?.state === 'X') return false;
  return other.began === undefined || stat === undefined || stat.began === other.began;
}

/** State and start of a process from /proc/PID/stat (fields 3 and 22), where there is such a thing. */
function processStat(pid: number): { readonly state: string; readonly began: string } | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields ?? [];
  const began = fields?.[19];
  return state === undefined || began === undefined ? undefined : { state, began };
}

/** `2026-11-22 19:05 UTC` of an RFC 3339 instant; anything else, as in a lock that somebody wrote by hand, as it is. */
function inWords(since: string): string {
  return plainText(since).replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)\S*Z$/, '$1 $2 UTC');
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string): Holder | undefined {
  try {
    return holder.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function held(path: string, current: Holder | undefined): LaunchHeld {
  const who = current
    ? `Process ${current.pid} on ${plainText(current.host)} has it since ${inWords(current.since)}.`
    : 'Another process keeps taking it.';
  return new LaunchHeld({
    kind: 'refused',
    headline: 'This launch is already open in another run of flint-golive.',
    meaning: `${who} Two runs of one launch at the same time could send something twice.`,
    remedy: `Go on in the other terminal, or end that process and run the command again. If it is long gone, remove ${path}.`,
    passing: 'final',
    outcome: 'nothing happened',
  });
}
