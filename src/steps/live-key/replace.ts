import type { ApiKey } from '../../flint/api-keys.ts';
import { FlintError } from '../../flint/errors.ts';
import { maskKey } from '../../flint/keys.ts';
import { whoAmI } from '../../flint/merchant.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Verbs } from '../../launch/verbs.ts';
import { connectProduction } from '../connections.ts';
import { readProductionKey } from '../target.ts';
import type { World } from '../world.ts';
import { words } from './copy.ts';
import { replacedSheet } from './keys-copy.ts';
import { keyIn } from './place.ts';
import { revokeOld } from './questions.ts';
import { revoke } from './revoke.ts';
import type { Production } from './script.ts';
import { createReplacement, revokeKey } from './writes.ts';

/** How often a replacement is made that does not work, before a person has to look. */
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
  if (madeId === undefined || (key.key === production.key.key && madeId !== own.id)) {
    // It failed in an earlier run, or somebody put the old key back since.
    step.tell(words.replacementGone(place.store.describe()));
    return production;
  }
  const client = connectProduction(world.target, key, step.signal, production.merchantId);
  const { evidence } = await step.observe(words.identifying, () => whoAmI(client));
  const masked = maskKey(key.key);
  step.prove('live-key.replaced', words.replaced(masked), evidence);
  const current: Production = { ...production, client, key: { ...key, from: production.key.from }, masked };
  if (old.id !== madeId) await offerToRevoke(step, world, current, old);
  return current;
}

/**
 * The id of the replacement that was stored; undefined where an earlier run gave up making one. One that nobody has the secret
 * of, or that does not work, is revoked.
 */
async function makeReplacement(
  step: Verbs,
  world: World,
  { client, place, merchantId }: Production,
  { own, old }: { readonly own: ApiKey; readonly old: ApiKey },
): Promise<string | undefined> {
  const works = (text: string): Promise<boolean> => isTaken(step, world, text, merchantId);
  const writeOf = (attempt: number) =>
    createReplacement(client, place.store, { old, storedId: own.id, launchId: step.launchId, attempt, works });
  const last = step.standing(writeOf(mostAttempts));
  if (last.kind === 'finished' && !last.result.secretStored) return undefined;
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const made = await step.perform(writeOf(attempt));
    if (made.secretStored) return made.apiKeyId;
    await step.perform(revokeKey(client, made.apiKeyId, words.lostKey));
  }
  throw noneWorks();
}

/** Whether this launch may use a key and Flint takes it for the same merchant. */
async function isTaken(step: Verbs, world: World, text: string, merchantId: string): Promise<boolean> {
  const read = readProductionKey(world.target, text);
  if (!read.ok) return false;
  try {
    await connectProduction(world.target, read.answer, step.signal, merchantId).prove();
    return true;
  } catch (error) {
    if (!isRefused(error)) throw error;
    return false;
  }
}

async function offerToRevoke(step: Verbs, world: World, current: Production, old: ApiKey): Promise<void> {
  step.show(replacedSheet(current.masked, current.place.store.describe(), old));
  const answer = await step.ask(revokeOld, {
    prompt: words.askRevoke(old.name ?? old.id, old.lastUsedAt, words.useNotTold),
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

function noneWorks(): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'No replacement that works could be made.',
    meaning: `${mostAttempts} keys were made and revoked again: Flint did not show their secrets, or did not take them. The key in use stays as it is.`,
    remedy: 'Try again to go on with the key in use. Another one can be made in the dashboard: go back (b) to the key.',
    passing: 'final',
  });
}
