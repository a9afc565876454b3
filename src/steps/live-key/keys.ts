import type { Purpose } from '../../checks/scopes.ts';
import { compareScopes } from '../../checks/scopes.ts';
import type { ApiKey } from '../../flint/api-keys.ts';
import { listApiKeys } from '../../flint/api-keys.ts';
import type { AuthContext } from '../../flint/auth-context.ts';
import { FlintError } from '../../flint/errors.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { World } from '../world.ts';
import { words } from './copy.ts';
import { keysSheet } from './keys-copy.ts';
import { replaceKey, revokeUnused } from './questions.ts';
import { replace } from './replace.ts';
import { isOwn, revoke } from './revoke.ts';
import type { Production } from './script.ts';
import { isReplacement, replaces } from './writes.ts';

/**
 * Keeps the account's keys in order (the guide, step 2 and "Credentials"): replaces this key when that is wanted, and
 * revokes those that nobody uses. Every other way the keys stay as they are.
 */
export async function keepKeysInOrder(
  step: Verbs,
  world: World,
  production: Production,
  key: { readonly purposes: readonly Purpose[]; readonly context: AuthContext | undefined },
): Promise<Production> {
  const keys = await activeKeys(step, production);
  if (!keys) return production;
  const own = ownKey(keys, production.key.key, key.context?.apiKeyId);
  const granted = key.context?.scopes ?? own?.scopes;
  step.show(keysSheet(keys, own?.id, granted && compareScopes(granted, key.purposes)));
  if (!own) {
    // Any of them may be the one in use.
    step.tell(words.ownUnknown);
    return production;
  }
  const current = await replaced(step, world, production, own, keys);
  if (keys.every(({ lastUsedAt }) => lastUsedAt === undefined)) {
    // Even the key of this very call has none, so silence says nothing about the others.
    if (keys.length > 1) step.tell(words.noUseTold);
    return current;
  }
  for (const key of keys.filter((one) => one.id !== own.id && isUnused(one, step.now()))) {
    const answer = await step.ask(revokeUnused, {
      prompt: words.askRevoke(key.name ?? key.id, key.lastUsedAt, words.neverUsed),
      default: 'keep',
      instance: key.id,
    });
    if (answer === 'revoke') await revoke(step, world, current, key, `${revokeUnused.id}#${key.id}`);
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

/** The key of this launch among those listed; undefined when it cannot be told for sure. */
function ownKey(keys: readonly ApiKey[], text: string, statedId: string | undefined): ApiKey | undefined {
  const stated = keys.find(({ id }) => id === statedId);
  const alike = keys.filter((one) => isOwn(one, text));
  return stated ?? (alike.length === 1 ? alike[0] : undefined);
}

/** What the person decided about this very key; one that this launch made is not asked about, only finished. */
async function replaced(
  step: Verbs,
  world: World,
  production: Production,
  own: ApiKey,
  keys: readonly ApiKey[],
): Promise<Production> {
  // What cannot be read back cannot be proved, so no replacement is made there; nor of a test key, which is bound to its sandbox.
  if (!production.place.store.canReadBack || world.target.name === 'sandbox') return production;
  if (isReplacement(own, step.launchId)) {
    const old = keys.find((one) => replaces(own, one));
    return old ? await replace(step, world, production, { own, old }) : production;
  }
  const wanted = await step.ask(replaceKey, {
    prompt: replaceKey.title,
    explanation: [words.replaceNote],
    default: 'keep',
    instance: own.id,
    wasAskedWithoutInstance: true,
  });
  return wanted === 'replace' ? await replace(step, world, production, { own, old: own }) : production;
}

const month = 30 * 24 * 60 * 60 * 1000;

function isUnused({ lastUsedAt, createdAt }: ApiKey, now: Date): boolean {
  const last = lastUsedAt ?? createdAt;
  return last !== undefined && now.getTime() - Date.parse(last) > month;
}
