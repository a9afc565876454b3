import { z } from 'zod';
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
  /** Whether the secret was shown with it, and so is stored. */
  secretStored: z.boolean(),
  /** The key in whose place it came. In a later run the key in use is the replacement itself, so that is no way to know. */
  replaces: z.string().optional(),
});

/** Mints the replacement of a key, with the same scopes, and stores its secret in the same breath (the guide, step 2). */
export function createReplacement(
  client: ProductionClient,
  store: SecretStore,
  launchId: string,
  inUse: { readonly id: string; readonly scopes: readonly string[] },
  attempt: number,
): Write<z.infer<typeof madeKey>, Concealed> {
  const replaced = (id: string) => (id === inUse.id ? {} : { replaces: inUse.id });
  const name = `Production (golive-${launchId}-${attempt})`;
  return {
    name: `api-key.create#${attempt}`,
    title: 'Create the replacement key',
    uses: [replaceKey.id],
    result: madeKey,
    find: async () => {
      const { value: keys, evidence } = await listApiKeys(client, { status: 'active' }).all();
      const mine = keys.find((key) => key.name === name);
      // A run that was killed after the secret was stored: it is the key in use now.
      return (
        mine && { result: { apiKeyId: mine.id, secretStored: mine.id === inUse.id, ...replaced(mine.id) }, evidence }
      );
    },
    send: async (idempotencyKey) => {
      const { value, evidence } = await createApiKey(client, { name, scopes: inUse.scopes, idempotencyKey });
      const shownOnce = value.secretKey;
      const result = { apiKeyId: value.id, secretStored: shownOnce !== undefined, ...replaced(value.id) };
      return { result, evidence, shownOnce };
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

/** Revokes a key for good. */
export function revokeKey(client: ProductionClient, apiKeyId: string, name: string): Write<z.infer<typeof revoked>> {
  return {
    name: `api-key.revoke.${apiKeyId}`,
    title: `Revoke the key “${name}”`,
    uses: [],
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
