import { join } from 'node:path';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Verbs } from '../../launch/verbs.ts';
import { commandStore } from '../../secrets/command-store.ts';
import { keychain } from '../../secrets/keychain-store.ts';
import { presetsFor } from '../../secrets/presets.ts';
import type { SecretStore } from '../../secrets/store.ts';
import { envFileStore } from '../../secrets/store.ts';
import type { ProductionKey } from '../target.ts';
import { readProductionKey } from '../target.ts';
import type { World } from '../world.ts';
import { presetsSheet, words } from './copy.ts';
import type { PlaceKind } from './questions.ts';
import { arrivedInPlace, placeKind, productionFile, readCommand, storeCommand } from './questions.ts';

/** The variable that the guide's production configuration names. */
export const keyVariable = 'FLINT_API_KEY';

/** Where the secrets of this launch go, and the env file with its other production settings. */
export interface Place {
  readonly kind: PlaceKind;
  readonly store: SecretStore;
  /** Relative to the project folder. */
  readonly file: string;
}

/** Asks where the secrets go. A server without a keychain says so and offers the rest. */
export async function choosePlace(step: Verbs, world: World, file: string): Promise<Place> {
  const kind = step.answered(placeKind) ?? (await askKind(step, world));
  if (kind === 'command') {
    step.show(presetsSheet(presetsFor()));
    await step.ask(storeCommand, { prompt: storeCommand.title, explanation: [words.commandNote] });
    await step.ask(readCommand, { prompt: readCommand.title, explanation: [words.readNote], default: 'none' });
  }
  const store = await storeOf(step, world, kind, file);
  return { kind, store, file };
}

/** The place that an earlier run chose, going by the answers that stand; undefined before step 2 has run. */
export async function chosenPlace(step: Pick<Verbs, 'answered'>, world: World): Promise<Place | undefined> {
  const file = step.answered(productionFile);
  const kind = step.answered(placeKind) ?? onlyPlace(world);
  if (file === undefined || kind === undefined) return undefined;
  if (kind === 'command' && step.answered(storeCommand) === undefined) return undefined;
  return { kind, file, store: await storeOf(step, world, kind, file) };
}

/** The production key that lies in a place, when it gives secrets back and holds one that this launch may use. */
export async function keyIn(world: World, { store }: Place): Promise<ProductionKey | undefined> {
  if (!store.canReadBack) return undefined;
  const stored = await store.get(keyVariable);
  const read = stored && readProductionKey(world.target, stored.reveal());
  return read?.ok ? read.answer : undefined;
}

/**
 * Where a place gives nothing back, only a person can say that the secret arrived.
 *
 * @param masked which secret it is, where another one may follow under the same name
 */
export async function confirmArrival(step: Verbs, { store }: Place, name: string, masked?: string): Promise<void> {
  if (store.canReadBack) return;
  const instance = masked === undefined ? name : `${name} ${masked}`;
  const answer = await step.ask(arrivedInPlace, {
    prompt: words.askArrived(instance, store.describe()),
    explanation: [words.arrivedNote],
    default: 'yes',
    instance,
  });
  if (answer === 'no') {
    step.forget(`${arrivedInPlace.id}#${instance}`);
    throw notArrived(name, store.describe());
  }
}

/** The one place there is to choose, as in a rehearsal, which touches nothing outside its own folder. */
function onlyPlace({ secretPlaces }: World): PlaceKind | undefined {
  return secretPlaces.length === 1 ? secretPlaces[0] : undefined;
}

async function askKind(step: Verbs, world: World): Promise<PlaceKind> {
  const only = onlyPlace(world);
  if (only !== undefined) return only;
  const found = await step.observe(words.lookingForKeychain, () => keychain());
  return await step.ask(placeKind, {
    prompt: placeKind.title,
    explanation: found.available ? [] : [found.because],
    default: 'env-file',
    ...(found.available ? {} : { only: ['env-file', 'command'] }),
  });
}

async function storeOf(
  step: Pick<Verbs, 'answered'>,
  world: World,
  kind: PlaceKind,
  file: string,
): Promise<SecretStore> {
  switch (kind) {
    case 'env-file':
      return envFileStore(join(world.folder, file), file);
    case 'keychain': {
      const found = await keychain();
      if (found.available) return found.store(world.folder);
      throw keychainGone(found.because);
    }
    case 'command': {
      const read = step.answered(readCommand) ?? 'none';
      return commandStore({
        write: step.answered(storeCommand) ?? '',
        folder: world.folder,
        ...(read === 'none' ? {} : { read }),
      });
    }
  }
}

function notArrived(name: string, place: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: words.notArrived(name, place),
    meaning: 'It was handed over and accepted, and you say that it is not there.',
    remedy: 'Put the command right, or go back (b) to change it, and try again.',
    passing: 'final',
  });
}

function keychainGone(because: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: words.keychainGone,
    meaning: because,
    remedy: 'Unlock it, or run the command where it can be reached, and try again.',
    passing: 'final',
  });
}
