import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TargetName } from '../../launch/state.ts';
import { demandProject } from '../project-folder.ts';
import { launchFolder, rehearsalFolder, stateFolder } from '../state-folder.ts';
import { launchCommand } from '../typed-command.ts';

/** Which launch is meant. */
export interface StandingFlags {
  readonly json?: boolean;
  readonly cwd?: string;
  readonly launch: string;
  /** The rehearsal on this machine instead of the launch in live. */
  readonly rehearsal?: boolean;
  /** The rehearsal against Flint's own sandbox. */
  readonly onFlint?: boolean;
}

/** Where a launch and its project lie. Nothing in it is read to tell. */
export interface Where {
  readonly name: string;
  readonly target: TargetName;
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

/** @throws LaunchStopped for a name that no launch can have, and for a folder that is none */
export function whereIs(flags: StandingFlags, environment: NodeJS.ProcessEnv): Where {
  const home = stateFolder(environment);
  const name = flags.launch;
  const project = resolve(flags.cwd ?? '.');
  const target = targetOf(flags, home, environment);
  const folder = target === 'live' ? launchFolder(home, project, target, name) : rehearsalFolder(home, target, name);
  // What was launched can be looked at although its project is gone.
  if (target === 'live' && !existsSync(folder)) demandProject(project);
  return {
    name,
    target,
    folder,
    journalFile: `${folder}/journal.json`,
    lockFile: target === 'live' ? `${folder}/lock` : `${folder}.lock`,
    project,
    command: launchCommand({ target, name, project }),
  };
}

/** Of two rehearsals of one name, the one against Flint's own sandbox is meant where its key is at hand, as when one is begun. */
function targetOf(
  { rehearsal, onFlint, launch }: StandingFlags,
  home: string,
  environment: NodeJS.ProcessEnv,
): TargetName {
  if (onFlint === true) return 'sandbox';
  if (rehearsal !== true) return 'live';
  const isThere = (target: 'embedded' | 'sandbox') => existsSync(rehearsalFolder(home, target, launch));
  if (!isThere('sandbox')) return 'embedded';
  return isThere('embedded') && !environment.FLINT_TEST_API_KEY ? 'embedded' : 'sandbox';
}
