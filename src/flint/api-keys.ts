import { z } from 'zod';
import { type Answer, withValue } from './answer.ts';
import type { FlintClient } from './client.ts';
import { type Listing, list } from './listing.ts';
import { path } from './transport/path.ts';
import { nothing, resource } from './wire/envelope.ts';
import { id, optionalId, secret, text, texts, time } from './wire/fields.ts';
import { openEnum } from './wire/open-enum.ts';

/**
 * A key as Flint lists it, never with its secret. `prefix` is the mode prefix and a few characters more. An expired key may still be
 * called active: compare `expiresAt` with the clock (the API notes, keys, section 2).
 */
export type ApiKey = z.output<typeof apiKey>;

/** A key just made. The secret is shown once; undefined only if the answer did not carry it. */
export type CreatedApiKey = z.output<typeof createdApiKey>;

const apiKeyFields = z.object({
  api_key_id: id,
  name: text,
  key_prefix: text,
  scopes: texts,
  status: openEnum(['active', 'revoked']),
  merchant_id: optionalId,
  sandbox_id: optionalId,
  expires_at: time,
  last_used_at: time,
  created_at: time,
});

function domainKey(wire: z.output<typeof apiKeyFields>) {
  return {
    id: wire.api_key_id,
    name: wire.name,
    prefix: wire.key_prefix,
    scopes: wire.scopes,
    status: wire.status,
    merchantId: wire.merchant_id,
    sandboxId: wire.sandbox_id,
    expiresAt: wire.expires_at,
    lastUsedAt: wire.last_used_at,
    createdAt: wire.created_at,
  };
}

const apiKey = apiKeyFields.transform(domainKey);

const createdApiKey = apiKeyFields
  .extend({ secret_key: secret })
  .transform((wire) => ({ ...domainKey(wire), secretKey: wire.secret_key }));

/** Lists the keys of the calling key's mode. */
export function listApiKeys(
  client: FlintClient,
  filter: { readonly status?: 'active' | 'revoked' } = {},
): Listing<ApiKey> {
  return list(client, {
    path: '/v1/api-keys',
    query: { status: filter.status },
    item: apiKey,
    idOf: (key) => key.id,
    keep: (key) => filter.status === undefined || key.status === filter.status,
  });
}

/** Reads one key. */
export async function readApiKey(client: FlintClient, apiKeyId: string): Promise<Answer<ApiKey>> {
  return await client.request({ method: 'GET', path: path`/v1/api-keys/${apiKeyId}`, answer: resource(apiKey) });
}

/**
 * Mints a key; a live caller leaves the sandbox out and gets a live key (the guide, step 2). A key can pass on only scopes it holds.
 * A replay under the same Idempotency-Key carries the secret again.
 */
export async function createApiKey(
  client: FlintClient,
  wanted: {
    readonly name: string;
    readonly scopes: readonly string[];
    readonly sandboxId?: string | undefined;
    readonly expiresAt?: string | undefined;
    readonly idempotencyKey: string;
  },
): Promise<Answer<CreatedApiKey>> {
  return await client.request({
    method: 'POST',
    path: '/v1/api-keys',
    body: { name: wanted.name, scopes: wanted.scopes, sandbox_id: wanted.sandboxId, expires_at: wanted.expiresAt },
    idempotencyKey: wanted.idempotencyKey,
    answer: resource(createdApiKey),
  });
}

/** Revokes a key for good; a key may revoke itself. The answer has no documented shape, so only its evidence counts. */
export async function revokeApiKey(
  client: FlintClient,
  revoked: { readonly apiKeyId: string; readonly idempotencyKey: string },
): Promise<Answer<undefined>> {
  const answer = await client.request({
    method: 'POST',
    path: path`/v1/api-keys/${revoked.apiKeyId}/revoke`,
    idempotencyKey: revoked.idempotencyKey,
    answer: nothing,
  });
  return withValue(answer, undefined);
}
