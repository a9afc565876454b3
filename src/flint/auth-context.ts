import { z } from 'zod';
import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { whereServed } from './generations.ts';
import { resource } from './wire/envelope.ts';
import { id, optionalId, text, texts, time } from './wire/fields.ts';
import { openEnum } from './wire/open-enum.ts';

/**
 * What Flint says about the calling key. `scopes` as granted: never to be held against a catalogue. The environment is called
 * `sandbox` here where the `Flint-Mode` header says `test` (the API notes, keys, section 1).
 */
export type AuthContext = z.output<typeof authContext>;

const authContext = z
  .object({
    auth_type: openEnum(['api_key', 'oauth']),
    environment: openEnum(['sandbox', 'live']),
    merchant_id: id,
    scopes: texts,
    api_key_id: optionalId,
    name: text,
    sandbox_id: optionalId,
    expires_at: time,
  })
  .transform((wire) => ({
    authType: wire.auth_type,
    environment: wire.environment,
    merchantId: wire.merchant_id,
    scopes: wire.scopes,
    apiKeyId: wire.api_key_id,
    name: wire.name,
    sandboxId: wire.sandbox_id,
    expiresAt: wire.expires_at,
  }));

/** Reads what the key is and may do; undefined when the server has no such route, as the guide's generation. */
export async function readAuthContext(client: FlintClient): Promise<Answer<AuthContext> | undefined> {
  return await whereServed(client, 'key description', '2026-09-07', () =>
    client.request({ method: 'GET', path: '/v1/developer/auth-context', answer: resource(authContext) }),
  );
}
