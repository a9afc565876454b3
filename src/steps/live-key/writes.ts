import { z } from 'zod';
import type { ApiKey } from '../../flint/api-keys.ts';
import { createApiKey, listApiKeys, revokeApiKey } from '../../flint/api-keys.ts';
import type { Concealed } from '../../flint/concealed.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Write } from '../../launch/write.ts';
import { Secret } from '../../secrets/secret.ts';
import type { SecretStore } from '../../secrets/store.ts';
import type { ProductionClient } from '../connections.ts';
import { keyVariable } from './place.ts';
import { replaceKey } from './questions.ts';

const madeKey = z.object({
  apiKeyId: z.string(),
  /** Whether a secret that works was shown with it, and so is stored. */
  secretStored: z.boolean(),
  /** The key in whose place it came. */
  replaces: z.string().optional(),
});

/** What a replacement is called, so that it is found again, and the key it replaces with it. */
const nameBegins = (launchId: string): string => `Production (golive-${launchId}-`;
const nameEnds = (replacedId: string): string => ` for ${replacedId})`;

/** Whether this launch made a key as a replacement. */
export function isReplacement({ name }: ApiKey, launchId: string): boolean {
  return name?.startsWith(nameBegins(launchId)) ?? false;
}

/** Whether a replacement came in the place of this key. */
export function replaces({ name }: ApiKey, replaced: ApiKey): boolean {
  return name?.endsWith(nameEnds(replaced.id)) ?? false;
}

/** What a replacement is made of. */
export interface Replacement {
  /** The key that is replaced; the answer that decided on it is bound to it. */
  readonly old: ApiKey;
  /** The id of the key that lies in the place now: the old one, or, after a crash, the replacement itself. */
  readonly storedId: string;
  readonly launchId: string;
  readonly attempt: number;
  /** Whether this launch may use such a key and Flint takes it, by its text. */
  readonly works: (text: string) => Promise<boolean>;
}

/**
 * Mints the replacement of a key, with the same scopes, and stores its secret in the same breath (the guide, step 2). It takes
 * the place of a key that works, so one that does not is not stored.
 */
export function createReplacement(
  client: ProductionClient,
  store: SecretStore,
  { old, storedId, launchId, attempt, works }: Replacement,
): Write<z.infer<typeof madeKey>, Concealed> {
  const name = `${nameBegins(launchId)}${attempt}${nameEnds(old.id)}`;
  // A key whose secret lies in its place is stored, whatever the answer to a repeat shows of it.
  const made = (id: string, shown: boolean) => ({
    apiKeyId: id,
    secretStored: shown || id === storedId,
    replaces: old.id,
  });
  return {
    name: `api-key.create.${old.id}#${attempt}`,
    title: 'Create the replacement key',
    uses: [`${replaceKey.id}#${old.id}`],
    result: madeKey,
    find: async () => {
      const { value: keys, evidence } = await listApiKeys(client, { status: 'active' }).all();
      const mine = keys.find((key) => key.name === name);
      return mine && { result: made(mine.id, false), evidence };
    },
    send: async (idempotencyKey) => {
      const { value, evidence } = await createApiKey(client, { name, scopes: old.scopes, idempotencyKey });
      const shownOnce = value.secretKey && (await works(value.secretKey.reveal())) ? value.secretKey : undefined;
      return { result: made(value.id, shownOnce !== undefined), evidence, shownOnce };
    },
    capture: async (secret, { apiKeyId }) => {
      if (!secret) return;
      try {
        await store.put(keyVariable, new Secret(secret.reveal()));
      } catch (error) {
        throw notStored(apiKeyId, store.describe(), error);
      }
    },
    undo: { possible: true, how: 'Revoke the key, after another one is deployed.' },
  };
}

const revoked = z.object({ apiKeyId: z.string() });

/** Revokes a key for good. `decidedBy` is the key of the answer that decided on it. */
export function revokeKey(
  client: ProductionClient,
  apiKeyId: string,
  name: string,
  decidedBy?: string,
): Write<z.infer<typeof revoked>> {
  return {
    name: `api-key.revoke.${apiKeyId}`,
    title: `Revoke the key “${name}”`,
    uses: decidedBy === undefined ? [] : [decidedBy],
    result: revoked,
    find: async () => {
      const { value: keys, evidence } = await listApiKeys(client, { status: 'revoked' }).all();
      return keys.some(({ id }) => id === apiKeyId) ? { result: { apiKeyId }, evidence } : undefined;
    },
    send: async (idempotencyKey) => {
      const { evidence } = await revokeApiKey(client, { apiKeyId, idempotencyKey });
      return { result: { apiKeyId }, evidence };
    },
    undo: { possible: false, because: 'A revoked key does not come back; a new one can be made.' },
  };
}

/** The secret comes again on the next try, under the same Idempotency-Key; until then the key is named so that it can be revoked. */
function notStored(apiKeyId: string, place: string, error: unknown): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'The new key was made, and could not be stored.',
    meaning: `It is ${apiKeyId}; ${place} did not take it. ${error instanceof Error ? error.message : ''}`,
    remedy: `Put that right and try again: Flint shows the secret once more within a day. Otherwise revoke ${apiKeyId} in the dashboard.`,
    passing: 'final',
    outcome: 'unknown',
  });
}
