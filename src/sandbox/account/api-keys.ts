import { type Context, planeOf, timestamp } from '../context.ts';
import { keyPrefixOf, newApiKey, newId } from '../identifiers.ts';
import type { ApiKeyRecord } from '../state/account-records.ts';
import type { Mode, Plane } from '../state/plane.ts';

/** Makes a key of one plane. Its secret is shown by whoever asked for it, once. */
export function createApiKey(
  context: Context,
  mode: Mode,
  input: { readonly name: string; readonly scopes: readonly string[]; readonly expires_at?: string | undefined },
  foreignSandboxId?: string,
): ApiKeyRecord {
  const at = timestamp(context);
  const key: ApiKeyRecord = {
    api_key_id: newId('key', context.clock.now()),
    name: input.name,
    secret_key: newApiKey(mode),
    scopes: [...input.scopes],
    status: 'active',
    ...(foreignSandboxId === undefined ? {} : { foreign_sandbox_id: foreignSandboxId }),
    expires_at: input.expires_at,
    created_at: at,
    updated_at: at,
  };
  planeOf(context, mode).api_keys[key.api_key_id] = key;
  return key;
}

/** A key without its secret. */
export function presentApiKey(context: Context, plane: Plane, key: ApiKeyRecord): Record<string, unknown> {
  const { secret_key, foreign_sandbox_id, ...shown } = key;
  return {
    ...shown,
    key_prefix: keyPrefixOf(secret_key),
    key_type: 'external',
    merchant_id: context.store.state.merchant_id,
    sandbox_id: foreign_sandbox_id ?? plane.sandbox_id,
  };
}
