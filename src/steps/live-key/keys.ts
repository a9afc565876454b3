import type { Purpose } from '../../checks/scopes.ts';
import { compareScopes } from '../../checks/scopes.ts';
import type { ApiKey } from '../../flint/api-keys.ts';
import { listApiKeys } from '../../flint/api-keys.ts';
import { FlintError } from '../../flint/errors.ts';
import { maskKey } from '../../flint/keys.ts';
import { whoAmI } from '../../flint/merchant.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Verbs } from '../../launch/verbs.ts';
import { connectProduction } from '../connections.ts';
import type { World } from '../world.ts';
import { words } from './copy.ts';
import { createReplacement, revokeKey } from './key-writes.ts';
import { keysSheet } from './keys-copy.ts';
import { keyIn } from './place.ts';
import { replaceKey, revokeOld, revokeUnused } from './questions.ts';
import type { Production } from './script.ts';

/**
 * Keeps the account's keys in order (the guide, step 2 and "Credentials"): replaces this key when that is wanted, and
 * revokes those that nobody uses. Every other way the keys stay as they are.
 */
export async function keepKeysInOrder(
  step: Verbs,
  world: World,
  production: Production,
  key: { readonly purposes: readonly Purpose[]; readonly granted: readonly string[] | undefined },
): Promise<Production> {
  const keys = await activeKeys(step, production);
  if (!keys) return production;
  const own = keys.find((one) => isOwn(one, production.key.key));
  const granted = key.granted ?? own?.scopes;
  step.show(keysSheet(keys, own?.id, granted && compareScopes(granted, key.purposes)));
  // What cannot be read back cannot be proved, so no replacement is made there.
  const wanted =
    own && production.place.store.canReadBack
      ? await step.ask(replaceKey, { prompt: replaceKey.title, explanation: [words.replaceNote], default: 'keep' })
      : 'keep';
  const current = own && wanted === 'replace' ? await replace(step, world, production, own, keys) : production;
  for (const key of keys.filter((one) => one.id !== own?.id && isUnused(one, step.now()))) {
    const answer = await step.ask(revokeUnused, {
      prompt: words.askRevoke(key.name ?? key.id, key.lastUsedAt),
      default: 'keep',
      instance: key.id,
    });
    if (answer === 'revoke') await step.perform(revokeKey(current.client, key.id, key.name ?? key.id));
  }
  return current;
}

/** The keys in use; undefined when this key may not list them, which is no failure. */
async function activeKeys(step: Verbs, { client }: Production): Promise<readonly ApiKey[] | undefined> {
  try {
    const { value } = await step.observe(words.listingKeys, () => listApiKeys(client, { status: 'active' }).all());
    return value;
  } catch (error) {
    if (!(error instanceof FlintError) || !['forbidden', 'not-found'].includes(error.problem)) throw error;
    step.tell(words.keysUnread);
    return undefined;
  }
}

/** Create the replacement, store it, prove it with a call, and only then offer to revoke the old one. */
async function replace(
  step: Verbs,
  world: World,
  production: Production,
  inUse: ApiKey,
  active: readonly ApiKey[],
): Promise<Production> {
  const { place } = production;
  for (let attempt = 1; ; attempt += 1) {
    const made = await step.perform(createReplacement(production.client, place.store, step.launchId, inUse, attempt));
    if (!made.secretStored) {
      // Its secret was shown to nobody who kept it, so the key is of no use to anybody honest.
      await step.perform(revokeKey(production.client, made.apiKeyId, words.lostKey));
      continue;
    }
    const key = await keyIn(world, place);
    if (!key) throw lost(place.store.describe());
    const client = connectProduction(world.target, key, step.signal, production.merchantId);
    const { evidence } = await step.observe(words.identifying, () => whoAmI(client));
    const masked = maskKey(key.key);
    step.prove('live-key.replaced', words.replaced(masked), evidence);
    const old = active.find(({ id }) => id === made.replaces);
    if (old) await offerToRevoke(step, client, old);
    return { ...production, client, key: { ...key, from: production.key.from }, masked };
  }
}

async function offerToRevoke(step: Verbs, client: Production['client'], old: ApiKey): Promise<void> {
  const answer = await step.ask(revokeOld, {
    prompt: words.askRevoke(old.name ?? old.id, old.lastUsedAt),
    explanation: [words.revokeNote],
    default: 'later',
    instance: old.id,
  });
  if (answer === 'revoke') await step.perform(revokeKey(client, old.id, old.name ?? old.id));
}

/** A listed key shows the beginning of its text (API notes, keys and onboarding, section 2). */
function isOwn({ prefix }: ApiKey, key: string): boolean {
  return prefix !== undefined && prefix.length > 'flint_live_'.length && key.startsWith(prefix);
}

const month = 30 * 24 * 60 * 60 * 1000;

function isUnused({ lastUsedAt, createdAt }: ApiKey, now: Date): boolean {
  const last = lastUsedAt ?? createdAt;
  return last !== undefined && now.getTime() - Date.parse(last) > month;
}

function lost(place: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'credentials',
    headline: 'The replacement key is not where it was stored.',
    meaning: `${place} does not give it back.`,
    remedy: 'Put it back, or try again to make another one.',
    passing: 'final',
  });
}
