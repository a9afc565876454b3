import { z } from 'zod';
import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { whereServed } from './generations.ts';
import { list } from './listing.ts';
import { path } from './transport/path.ts';
import { resource } from './wire/envelope.ts';
import { flag, id, secret, text } from './wire/fields.ts';
import { openEnum } from './wire/open-enum.ts';

/** A sandbox of the merchant; test keys are bound to one for life (the API notes, keys, section 5). */
export type FlintSandbox = z.output<typeof flintSandbox>;

const flintSandbox = z
  .object({ sandbox_id: id, name: text, is_default: flag, status: openEnum(['active', 'archived']) })
  .transform((wire) => ({
    id: wire.sandbox_id,
    name: wire.name,
    isDefault: wire.is_default === true,
    status: wire.status,
  }));

const issuedTestKey = z
  .object({ api_key_id: id, name: text, key_prefix: text, secret_key: secret })
  .transform((wire) => ({ id: wire.api_key_id, name: wire.name, prefix: wire.key_prefix, secretKey: wire.secret_key }));

/**
 * Reads all sandboxes; a live key only, a test key is refused. Undefined where the server has no such route, as the guide's generation.
 */
export async function readSandboxes(client: FlintClient<'live'>): Promise<Answer<readonly FlintSandbox[]> | undefined> {
  const listing = list(client, { path: '/v1/developer/sandboxes', item: flintSandbox, idOf: (one) => one.id });
  return await whereServed(client, 'sandboxes', '2026-09-07', () => listing.all());
}

/** Issues a test key of a sandbox. The secret is shown once; undefined only if the answer did not carry it. */
export async function issueTestKey(
  client: FlintClient<'live'>,
  wanted: { readonly sandboxId: string; readonly name: string; readonly idempotencyKey: string },
): Promise<Answer<z.output<typeof issuedTestKey>>> {
  return await client.request({
    method: 'POST',
    path: path`/v1/developer/sandboxes/${wanted.sandboxId}/test-key`,
    body: { name: wanted.name },
    idempotencyKey: wanted.idempotencyKey,
    answer: resource(issuedTestKey),
  });
}
