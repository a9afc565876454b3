import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FlintError } from '../../flint/errors.ts';
import { maskKey } from '../../flint/keys.ts';
import type { Identification } from '../../flint/merchant.ts';
import { whoAmI } from '../../flint/merchant.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { RemovableSecretStore, SecretStore } from '../../secrets/store.ts';
import type { ProductionClient } from '../connections.ts';
import { connectProduction, connectSandbox } from '../connections.ts';
import type { ProductionKey } from '../target.ts';
import { readSandboxKey } from '../target.ts';
import type { World } from '../world.ts';
import { captureKey, protectFromGit } from './capture.ts';
import { creating, identified, words } from './copy.ts';
import { keepKeysInOrder } from './keys.ts';
import type { Place } from './place.ts';
import { choosePlace, keyVariable } from './place.ts';
import { integrationPurposes, isYourAccount, productionFile, productionKeyQuestion } from './questions.ts';

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
  const file = await step.ask(productionFile, {
    prompt: words.askFile,
    explanation: [words.fileNote],
    default: existsSync(join(world.folder, '.env.production')) ? '.env.production' : '.env',
  });
  const place = await choosePlace(step, world, file);
  if (place.kind === 'env-file') await protectFromGit(step, world, file);

  step.show(creating(world.target, purposes));
  const production = await captureKey(step, world, place);

  const client = connectProduction(world.target, production, step.signal);
  const { value: who, evidence } = await step.observe(words.identifying, () => whoAmI(client));
  const sandbox = await sandboxOwner(step, world);
  const masked = maskKey(production.key);
  step.identify({ merchantId: who.merchantId, ...(who.businessName === undefined ? {} : { name: who.businessName }) });
  step.show(identified(world.target, who, masked, sandbox));
  const answer = await step.ask(isYourAccount, {
    prompt: words.askMerchant(who.businessName ?? who.merchantId),
    default: 'yes',
  });
  if (answer === 'no') return await handBack(step, world, place);
  step.prove('live-key.mode', words.proved(who.mode), evidence);
  const from = place.store.describe();
  const live: Production = { client, key: { ...production, from }, merchantId: who.merchantId, place, masked };
  return await keepKeysInOrder(step, world, live, { purposes, granted: who.context?.scopes });
}

/** Whose sandbox the integration was built in, when a key of it is at hand; a difference is shown, never decided here. */
async function sandboxOwner(step: Verbs, world: World): Promise<Identification | undefined> {
  const key = world.sandboxKeyText === undefined ? undefined : readSandboxKey(world.target, world.sandboxKeyText);
  if (key === undefined) return undefined;
  try {
    const { value } = await step.observe(words.identifying, () =>
      whoAmI(connectSandbox(world.target, key, step.signal)),
    );
    return value;
  } catch (error) {
    if (error instanceof FlintError) return undefined;
    throw error;
  }
}

async function handBack(step: Verbs, world: World, { store }: Place): Promise<never> {
  const removable = canRemove(store);
  if (removable) await store.remove(keyVariable);
  step.forget(isYourAccount.id);
  step.forget(productionKeyQuestion(world.target).id);
  throw new LaunchStopped({
    kind: 'credentials',
    headline: words.wrongMerchant,
    meaning: removable
      ? `It was taken out of ${store.describe()} again. Nothing was changed on that account.`
      : `It still lies in ${store.describe()}; take it out there. Nothing was changed on that account.`,
    remedy: 'Create a live key on the account that goes live, and try again.',
    passing: 'final',
    outcome: 'nothing happened',
  });
}

function canRemove(store: SecretStore): store is RemovableSecretStore {
  return 'remove' in store;
}
