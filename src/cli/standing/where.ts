import { resolve } from 'node:path';
import { launchFolder, rehearsalFolder, stateFolder } from '../state-folder.ts';
import { launchCommand } from '../typed-command.ts';

/** Which launch is meant. */
export interface StandingFlags {
  readonly json?: boolean;
  readonly cwd?: string;
  readonly launch: string;
  /** The rehearsal on this machine instead of the launch in live. */
  readonly rehearsal?: boolean;
}

/** Where a launch and its project lie. Nothing is read to tell. */
export interface Where {
  readonly name: string;
  readonly target: 'live' | 'embedded';
  /** The state folder of the launch. */
  readonly folder: string;
  readonly journalFile: string;
  /** The lock that whoever writes has to hold. */
  readonly lockFile: string;
  /** The project, absolute; of a rehearsal its scratch project, which its journal names. */
  readonly project: string;
  /** The command that begins it or goes on with it. */
  readonly command: string;
}

/** @throws LaunchStopped for a name that no launch can have */
export function whereIs(flags: StandingFlags, environment: NodeJS.ProcessEnv): Where {
  const home = stateFolder(environment);
  const name = flags.launch;
  const project = resolve(flags.cwd ?? '.');
  const embedded = flags.rehearsal === true;
  const target = embedded ? 'embedded' : 'live';
  const folder = embedded ? rehearsalFolder(home, 'embedded', name) : launchFolder(home, project, 'live', name);
  return {
    name,
    target,
    folder,
    journalFile: `${folder}/journal.json`,
    lockFile: embedded ? `${folder}.lock` : `${folder}/lock`,
    project,
    command: launchCommand({ target, name, project }),
  };
}
