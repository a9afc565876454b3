import type { ApiKey } from '../../flint/api-keys.ts';
import { FlintError } from '../../flint/errors.ts';
import { maskKey } from '../../flint/keys.ts';
import { whoAmI } from '../../flint/merchant.ts';
import { explain } from '../../flint/sentences.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Verbs } from '../../launch/verbs.ts';
import { Secret } from '../../secrets/secret.ts';
import { connectProduction } from '../connections.ts';
import { readProductionKey } from '../target.ts';
import type { World } from '../world.ts';
import { words } from './copy.ts';
import { createReplacement, revokeKey } from './key-writes.ts';
import { keyIn, keyVariable } from './place.ts';
import { revokeOld } from './questions.ts';
import { revoke } from './revoke.ts';
import type { Production } from './script.ts';

/** How often a replacement is made whose secret Flint does not show, before a person has to look. */
const mostAttempts = 3;

/**
 * Creates the replacement of `old`, stores it, proves it with a call, and only then offers to revoke the old one. `own` is the
 * key that lies in the place now: the old one, or, after a crash or in a later run, the replacement.
 */
export async function replace(
  step: Verbs,
  world: World,
  production: Production,
  { own, old }: { readonly own: ApiKey; readonly old: ApiKey },
): Promise<Production> {
  const { place } = production;
  const madeId = await makeReplacement(step, world, production, { own, old });
  const key = await keyIn(world, place);
  if (!key) throw lost(place.store.describe());
  const isFresh = key.key !== production.key.key;
  if (!isFresh && madeId !== own.id) {
    // Made in an earlier run, and since then somebody put the old key back.
    step.tell(words.replacementGone(madeId, place.store.describe()));
    return production;
  }
  const client = connectProduction(world.target, key, step.signal, production.merchantId);
  const masked = maskKey(key.key);
  try {
    const { evidence } = await step.observe(words.identifying, () => whoAmI(client));
    step.prove('live-key.replaced', words.replaced(masked), evidence);
  } catch (error) {
    if (!isFresh || !isRefused(error)) throw error;
    await place.store.put(keyVariable, new Secret(production.key.key));
    throw notWorking(madeId, place.store.describe(), error);
  }
  const current: Production = { ...production, client, key: { ...key, from: production.key.from }, masked };
  if (old.id !== madeId) await offerToRevoke(step, world, current, old);
  return current;
}

/** The id of the replacement whose secret was stored. One whose secret was shown to nobody who kept it is revoked. */
async function makeReplacement(
  step: Verbs,
  world: World,
  { client, place }: Production,
  { own, old }: { readonly own: ApiKey; readonly old: ApiKey },
): Promise<string> {
  const isUsable = (text: string): boolean => readProductionKey(world.target, text).ok;
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const wanted = { old, storedId: own.id, launchId: step.launchId, attempt, isUsable };
    const made = await step.perform(createReplacement(client, place.store, wanted));
    if (made.secretStored) return made.apiKeyId;
    await step.perform(revokeKey(client, made.apiKeyId, words.lostKey));
  }
  throw notShown();
}

async function offerToRevoke(step: Verbs, world: World, current: Production, old: ApiKey): Promise<void> {
  const answer = await step.ask(revokeOld, {
    prompt: words.askRevoke(old.name ?? old.id, old.lastUsedAt),
    explanation: [words.revokeNote],
    default: 'later',
    instance: old.id,
  });
  if (answer === 'revoke') await revoke(step, world, current, old, `${revokeOld.id}#${old.id}`);
}

/** Whether Flint said that the key is no good, as opposed to not answering. */
function isRefused(error: unknown): error is FlintError {
  return error instanceof FlintError && ['unauthorized', 'wrong-mode', 'wrong-merchant'].includes(error.problem);
}

function lost(place: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'credentials',
    headline: 'The replacement key is not where it was stored.',
    meaning: `${place} does not give it back.`,
    remedy: 'Put it back and try again; without it you are asked for another key.',
    passing: 'final',
  });
}

function notShown(): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'Flint does not show the secrets of the keys it makes.',
    meaning: `${mostAttempts} replacements were made and revoked again, since nobody has their secrets. The key in use stays as it is.`,
    remedy: 'Create the replacement in the dashboard, and take it as the key of this launch: go back (b) to the key.',
    passing: 'final',
  });
}

function notWorking(apiKeyId: string, place: string, error: FlintError): LaunchStopped {
  const { headline, meaning } = explain(error);
  return new LaunchStopped({
    kind: 'credentials',
    headline: 'The replacement key does not work.',
    meaning: `${headline} ${meaning} The earlier key lies in ${place} again.`,
    remedy: `Revoke ${apiKeyId} in the dashboard. Try again to go on with the earlier key.`,
    passing: 'final',
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
  });
}
