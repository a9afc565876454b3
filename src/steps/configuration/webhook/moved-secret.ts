import type { Verbs } from '../../../launch/verbs.ts';
import { formerStores } from '../../live-key/left-behind.ts';
import { placeKind, productionFile, storeCommand } from '../../live-key/questions.ts';
import type { Production } from '../../live-key/script.ts';
import type { World } from '../../world.ts';
import { words } from './copy.ts';
import { type Endpoint, registration, rotation, secretVariable } from './writes.ts';

/**
 * What is to be said of the signing secret where another place was chosen after it was stored; undefined where nothing is. Nothing of a
 * secret was kept, so the place is held against those where it went before; where they give nothing back, nobody can tell.
 */
export async function remarkOnMovedSecret(
  step: Verbs,
  world: World,
  { place }: Production,
  endpoint: Endpoint,
): Promise<string | undefined> {
  const { store } = place;
  if (!store.canReadBack || !wasMovedSince(step, storedAt(step, endpoint))) return undefined;
  const here = await step.observe(words.comparingPlaces, () => store.get(secretVariable));
  if (here === undefined) return words.secretNotHere(store.describe());
  const others: string[] = [];
  for (const former of await formerStores(step, world, place)) {
    const there = await former.get(secretVariable).catch(() => undefined);
    if (there?.equals(here)) return undefined;
    if (there !== undefined) others.push(former.describe());
  }
  return others.length === 0
    ? words.secretNotCompared(store.describe())
    : words.anotherSecret(store.describe(), others.join(' and '));
}

/** When Flint showed the secret and it was stored, RFC 3339; undefined where the person has it from elsewhere. */
function storedAt(step: Verbs, { secretStored }: Endpoint): string | undefined {
  const rotated = step.standing(rotation);
  if (rotated.kind === 'finished') return rotated.evidence.at;
  const registered = step.standing(registration);
  return secretStored && registered.kind === 'finished' ? registered.evidence.at : undefined;
}

function wasMovedSince(step: Verbs, stored: string | undefined): boolean {
  const chosen = [productionFile, placeKind, storeCommand].flatMap((question) => step.answeredAt(question) ?? []);
  return stored !== undefined && chosen.some((at) => Date.parse(at) > Date.parse(stored));
}
