import { basename, resolve } from 'node:path';
import { LaunchStopped } from '../launch/failure.ts';
import { plainText } from '../launch/plain-text.ts';
import type { World } from '../steps/world.ts';
import { isExport } from '../sweep/exported.ts';
import { beginningOf } from './file-beginning.ts';
import type { LaunchFlags } from './launch-options.ts';

/**
 * The files that flags ask for, as absolute paths: the project folder need not be where the command was given. What an earlier run
 * wrote there is written over, and nothing else is.
 *
 * @throws LaunchStopped when another file stands there
 */
export async function exportFiles({
  plan,
  idMap,
}: Pick<LaunchFlags, 'plan' | 'idMap'>): Promise<Pick<World, 'planFile' | 'idMapFile'>> {
  return {
    ...(plan === undefined ? {} : { planFile: await free(plan, '--plan') }),
    ...(idMap === undefined ? {} : { idMapFile: await free(idMap, '--id-map') }),
  };
}

async function free(named: string, flag: string): Promise<string> {
  const path = resolve(named);
  const beginning = await beginningOf(path);
  if (beginning === undefined || beginning === '' || isExport(beginning)) return path;
  throw new LaunchStopped({
    kind: 'usage',
    headline: `${plainText(basename(path))} stands there already, and no launch wrote it.`,
    meaning: 'It was not written over, and nothing was sent.',
    remedy: `Name another file with ${flag}.`,
    passing: 'final',
  });
}
