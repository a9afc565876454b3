import { join } from 'node:path';
import type { Verbs } from '../../launch/verbs.ts';
import { keychain } from '../../secrets/keychain-store.ts';
import { envFileStore, type SecretStore } from '../../secrets/store.ts';
import { secretVariable } from '../configuration/webhook/writes.ts';
import { readProductionKey } from '../target.ts';
import type { World } from '../world.ts';
import { words } from './copy.ts';
import { keyVariable, type Place } from './place.ts';
import { placeKind, productionFile, storeCommand } from './questions.ts';

/**
 * Says which secrets lie where they went before the place was changed, and leaves them there: whether something still reads them is
 * for a person to know. Stands on the step until they are gone.
 */
export async function tellWhatIsLeftBehind(step: Verbs, world: World, place: Place): Promise<void> {
  const told: string[] = [];
  for (const store of await formerStores(step, world, place)) {
    const names = await heldIn(store, world);
    if (names.length > 0) told.push(words.leftBehind(names, store.describe()));
  }
  if (isFormerCommand(step, place)) told.push(words.leftInManager);
  step.note(told.length === 0 ? undefined : told.join(' '));
}

/** The places that can be read and held the secrets before, by the answers ever given; without the one that holds them now. */
export async function formerStores(step: Verbs, world: World, place: Place): Promise<readonly SecretStore[]> {
  const files = new Set([place.file, ...step.everAnswered(productionFile)]);
  if (place.kind === 'env-file') files.delete(place.file);
  const kinds = new Set([place.kind, ...step.everAnswered(placeKind)]);
  const found = kinds.has('keychain') && place.kind !== 'keychain' ? await keychain() : undefined;
  return [
    ...(kinds.has('env-file') ? [...files].map((file) => envFileStore(join(world.folder, file), file)) : []),
    ...(found?.available ? [found.store(world.folder)] : []),
  ];
}

/** The names of the secrets of production in a place; one that cannot be read is passed over. */
async function heldIn(store: SecretStore, world: World): Promise<readonly string[]> {
  const read = async (name: string) => await store.get(name).catch(() => undefined);
  const key = await read(keyVariable);
  const isKey = key !== undefined && readProductionKey(world.target, key.reveal()).ok;
  return [...(isKey ? [keyVariable] : []), ...(isKey && (await read(secretVariable)) ? [secretVariable] : [])];
}

/** Whether a secret manager's command took secrets that now go elsewhere; what it holds cannot be seen. */
function isFormerCommand(step: Verbs, { kind }: Place): boolean {
  const commands = step.everAnswered(storeCommand);
  const now = kind === 'command' ? step.answered(storeCommand) : undefined;
  return commands.some((command) => command !== now);
}
