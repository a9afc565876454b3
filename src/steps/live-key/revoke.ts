import type { ApiKey } from '../../flint/api-keys.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { World } from '../world.ts';
import { words } from './copy.ts';
import { keyIn } from './place.ts';
import type { Production } from './script.ts';
import { revokeKey } from './writes.ts';

/** Whether a listed key is the one with this text: it shows its beginning (API notes, keys and onboarding, section 2). */
export function isOwn({ prefix }: ApiKey, key: string): boolean {
  return prefix !== undefined && prefix.length > 'flint_live_'.length && key.startsWith(prefix);
}

/**
 * Revokes a key as the person decided, but never the one in use: a question can stay open for hours, and meanwhile another key
 * may have been put in the place.
 */
export async function revoke(
  step: Verbs,
  world: World,
  current: Production,
  key: ApiKey,
  decidedBy: string,
): Promise<void> {
  const name = key.name ?? key.id;
  const inUse = [current.key.key, (await keyIn(world, current.place))?.key ?? ''];
  if (inUse.some((text) => isOwn(key, text))) {
    step.tell(words.inUse(name, current.place.store.describe()));
    return;
  }
  await step.perform(revokeKey(current.client, key.id, name, decidedBy));
}
