import { maskKey } from '../../flint/keys.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { ProductionClient } from '../connections.ts';
import type { ProductionKey } from '../target.ts';
import type { World } from '../world.ts';
import { untilPlaceTakesIt } from './another-place.ts';
import { protectFromGit, proveKey } from './capture.ts';
import { creating, words } from './copy.ts';
import { keepKeysInOrder } from './keys.ts';
import { tellWhatIsLeftBehind } from './left-behind.ts';
import { confirmMerchant } from './merchant.ts';
import type { Place } from './place.ts';
import { choosePlace } from './place.ts';
import { integrationPurposes, productionFile } from './questions.ts';

/** What the later steps work with. */
export interface Production {
  readonly client: ProductionClient;
  readonly key: ProductionKey & { readonly from: string };
  readonly merchantId: string;
  /** Where the secrets go, and the env file with the other production settings. */
  readonly place: Place;
  readonly masked: string;
}

/**
 * Step 2: create the live key (the guide, step 2). The secret is stored the moment it is given, proved by a call that says
 * which mode it ran in, and its merchant is confirmed by a person.
 */
export async function createLiveKey(step: Verbs, world: World): Promise<Production> {
  const purposes = await step.ask(integrationPurposes, {
    prompt: words.askPurposes,
    explanation: [words.purposesNote],
    default: 'checkout,refunds',
  });
  const { place, proved } = await untilPlaceTakesIt(step, async (refusals) => {
    const chosen = await askPlace(step, world, refusals === 0 ? '.env.production' : undefined);
    step.show(creating(world.target, purposes));
    return { place: chosen, proved: await proveKey(step, world, chosen) };
  });
  await confirmMerchant(step, world, place, proved);
  await tellWhatIsLeftBehind(step, world, place);
  const { client, key, who, evidence } = proved;
  step.prove('live-key.mode', words.proved(who.mode), evidence);
  const live: Production = {
    client,
    key: { ...key, from: place.store.describe() },
    merchantId: who.merchantId,
    place,
    masked: maskKey(key.key),
  };
  return await keepKeysInOrder(step, world, live, { purposes, context: who.context });
}

/** @param usual the file that is offered; not `.env`, even where it is the only one: it is what runs while the shop is built, with a test key */
async function askPlace(step: Verbs, world: World, usual: string | undefined): Promise<Place> {
  const file = await step.ask(productionFile, {
    prompt: words.askFile,
    explanation: [words.fileNote],
    ...(usual === undefined ? {} : { default: usual }),
  });
  const place = await choosePlace(step, world, file);
  if (place.kind === 'env-file') await protectFromGit(step, world, file);
  return place;
}
