import { join } from 'node:path';
import { readVariable } from '../../../secrets/env-file.ts';
import { Secret } from '../../../secrets/secret.ts';
import type { Production } from '../../live-key/script.ts';
import type { World } from '../../world.ts';
import { secretVariable } from './writes.ts';

const developmentFiles = [
  '.env',
  '.env.local',
  '.env.development',
  '.env.development.local',
  '.env.sandbox',
  '.env.test',
];

/**
 * The signing secret of the sandbox's endpoint, as the project's development settings hold it. Undefined where there is none, and in a
 * rehearsal against Flint's own sandbox, whose production endpoint may be that very one.
 */
export async function sandboxSecretOf(world: World, { key, place }: Production): Promise<Secret | undefined> {
  if (key.mode === 'test') return undefined;
  for (const file of developmentFiles) {
    if (file === place.file) continue;
    const value = await readVariable(join(world.folder, file), secretVariable).catch(() => undefined);
    const text = typeof value === 'string' ? value : value?.reveal();
    if (text?.startsWith('whsec_')) return new Secret(text);
  }
  return undefined;
}
