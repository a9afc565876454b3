import type { World } from '../../steps/world.ts';
import { readEnvironment } from '../environment.ts';
import { worldOfOwnSandbox } from '../rehearse/own-sandbox-world.ts';
import { worldOfLive } from './live-world.ts';
import { noRehearsal, reopenRehearsal } from './rehearsal.ts';
import type { Where } from './where.ts';

/**
 * What a launch worked on, opened again; `project` is the one that its journal names. A rehearsal on this machine is looked at on a
 * copy of its Flint, unless somebody `writes`.
 *
 * @throws LaunchStopped when FLINT_BASE_URL cannot be used, or there is no such rehearsal
 */
export async function openWorld(
  { target, folder, project, isBegun }: Where & { readonly isBegun: boolean },
  options: {
    readonly environment: NodeJS.ProcessEnv;
    readonly programVersion: string;
    readonly writes: boolean;
  },
): Promise<{ readonly world: World; readonly close: () => Promise<void> }> {
  const { environment, programVersion, writes } = options;
  const close = async (): Promise<void> => undefined;
  switch (target) {
    case 'embedded':
      return await reopenRehearsal(folder, project, { writes, programVersion });
    case 'sandbox': {
      if (!isBegun) throw noRehearsal(folder);
      const { baseUrl, testApiKey: testKeyText } = readEnvironment(environment);
      return { world: worldOfOwnSandbox({ baseUrl, project, testKeyText, programVersion }), close };
    }
    case 'live':
      return { world: worldOfLive(environment, project, programVersion), close };
  }
}
