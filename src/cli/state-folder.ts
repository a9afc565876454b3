import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { LaunchStopped } from '../launch/failure.ts';

/** Where the state of all launches lies: FLINT_GOLIVE_HOME, or the system's place for a program's data. */
export function stateFolder(environment: NodeJS.ProcessEnv): string {
  const given = environment.FLINT_GOLIVE_HOME;
  return given === undefined || given === '' ? envPaths('flint-golive', { suffix: '' }).data : resolve(given);
}

/** The folder of one launch: told apart by the project's folder, its target and its name. */
export function launchFolder(home: string, project: string, target: string, name: string): string {
  const digest = createHash('sha256')
    .update(`${realFolder(project)}\0${target}`)
    .digest('hex')
    .slice(0, 10);
  return join(home, 'launches', `${safe(basename(project)) || 'project'}-${digest}`, checkedName(name));
}

/** The folder of one rehearsal, told apart by what it talks to and by its name. */
export function rehearsalFolder(home: string, target: 'embedded' | 'sandbox', name: string): string {
  return join(home, target === 'embedded' ? 'rehearsals' : 'sandbox-rehearsals', checkedName(name));
}

/** Makes a folder of the state, readable by its owner only. */
export async function makeStateFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new LaunchStopped({
      kind: 'refused',
      headline: 'The folder for the state cannot be made.',
      meaning: `${folder} (${code}). Nothing was started.`,
      remedy: 'Make room or give yourself the right to write there, or name another folder with FLINT_GOLIVE_HOME.',
      passing: 'final',
    });
  }
}

function checkedName(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) return name;
  throw new LaunchStopped({
    kind: 'usage',
    headline: 'That is no name for a launch.',
    meaning: 'A name has letters, digits, dots, dashes and underscores only, at most 64 of them.',
    remedy: 'Give another one with --launch NAME.',
    passing: 'final',
  });
}

/** A folder with its links resolved; as it was named, where it is not there. */
export function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder);
  }
}

function safe(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 40);
}
