import { z } from 'zod';
import { createApiKey, presentApiKey } from '../account/api-keys.ts';
import { timestamp } from '../context.ts';
import type { ApiKeyRecord } from '../state/account-records.ts';
import type { Plane } from '../state/plane.ts';
import { ApiError, invalid, notFound } from '../transport/api-error.ts';
import { matches, withinTime } from '../transport/filters.ts';
import { dateTimeInput, listQuery, timeBounds } from '../transport/inputs.ts';
import { type CallFrame, created, ok, paged, type Route, route } from '../transport/route.ts';
import { isKnownScope } from '../transport/scope-catalogue.ts';
import { holds, reading, writing } from '../transport/scopes.ts';
import { inOrder, sortDirectionInput } from '../transport/sorting.ts';

const listKeys = route({
  method: 'GET',
  path: '/v1/api-keys',
  scope: reading('accounts.api_keys'),
  query: listQuery({
    status: z.enum(['active', 'revoked']).optional(),
    sort_by: z.enum(['created_at', 'last_used_at', 'name']).optional(),
    sort_direction: sortDirectionInput,
    ...timeBounds,
  }),
  handle(call) {
    const { status } = call.query;
    const found = Object.values(call.plane.api_keys).filter(
      (key) => matches(status, key.status) && withinTime(key, call.query),
    );
    const ordered = inOrder(found, call.query, {
      created_at: ({ created_at }) => created_at,
      last_used_at: ({ last_used_at }) => last_used_at ?? '',
      name: ({ name }) => name,
    });
    return paged(call, ordered, (key) => presentApiKey(call.context, call.plane, key));
  },
});

const createKey = route({
  method: 'POST',
  path: '/v1/api-keys',
  scope: writing('accounts.api_keys'),
  ownId: 'api_key_id',
  body: z.strictObject({
    name: z.string().min(1),
    scopes: z.array(z.string()),
    sandbox_id: z.string().startsWith('test_').optional(),
    expires_at: dateTimeInput.optional(),
  }),
  handle(call) {
    const { context, plane, mode, body } = call;
    if (mode === 'live' && body.sandbox_id !== undefined) {
      throw invalid('sandbox_id', 'A live key is never bound to a sandbox.', 'SANDBOX_ID_NOT_ALLOWED');
    }
    if (mode === 'test' && body.sandbox_id !== undefined && body.sandbox_id !== plane.sandbox_id) {
      throw new ApiError(403, 'SANDBOX_NOT_ACCESSIBLE', 'The calling key is bound to another sandbox.', {
        param: 'sandbox_id',
      });
    }
    checkScopes(call, body.scopes);
    checkExpiry(call, body.expires_at);
    const key = createApiKey(context, mode, body);
    return created({ ...presentApiKey(context, plane, key), secret_key: key.secret_key });
  },
});

const readKey = route({
  method: 'GET',
  path: '/v1/api-keys/:api_key_id',
  scope: reading('accounts.api_keys'),
  handle: ({ context, plane, parameter }) => ok(presentApiKey(context, plane, findKey(plane, parameter('api_key_id')))),
});

const updateKey = route({
  method: 'PATCH',
  path: '/v1/api-keys/:api_key_id',
  scope: writing('accounts.api_keys'),
  ownId: 'api_key_id',
  body: z.strictObject({
    name: z.string().min(1).optional(),
    scopes: z.array(z.string()).optional(),
    expires_at: dateTimeInput.nullable().optional(),
  }),
  handle(call) {
    const { context, plane, body } = call;
    const key = findKey(plane, call.parameter('api_key_id'));
    if (key.status === 'revoked') throw new ApiError(409, 'API_KEY_REVOKED', 'A revoked key cannot be changed.');
    if (body.scopes !== undefined) checkScopes(call, body.scopes);
    checkExpiry(call, body.expires_at ?? undefined);
    if (body.name !== undefined) key.name = body.name;
    if (body.scopes !== undefined) key.scopes = body.scopes;
    if (body.expires_at !== undefined) key.expires_at = body.expires_at ?? undefined;
    key.updated_at = timestamp(context);
    return ok(presentApiKey(context, plane, key));
  },
});

const revokeKey = route({
  method: 'POST',
  path: '/v1/api-keys/:api_key_id/revoke',
  scope: writing('accounts.api_keys'),
  handle({ context, plane, parameter }) {
    const key = findKey(plane, parameter('api_key_id'));
    key.status = 'revoked';
    key.updated_at = timestamp(context);
    return ok(presentApiKey(context, plane, key));
  },
});

function findKey(plane: Plane, id: string): ApiKeyRecord {
  const key = plane.api_keys[id];
  if (key === undefined) throw notFound('API key', id);
  return key;
}

/** A key passes on only scopes it holds itself. */
export function checkScopes({ key }: CallFrame, scopes: readonly string[]): void {
  if (scopes.length === 0) throw invalid('scopes', 'A key needs at least one scope.', 'SCOPES_REQUIRED');
  scopes.forEach((scope, place) => {
    const param = `scopes[${place}]`;
    if (!isKnownScope(scope)) throw invalid(param, `There is no scope ${scope}.`, 'UNKNOWN_SCOPE');
    if (scopes.indexOf(scope) !== place) throw invalid(param, `The scope ${scope} is given twice.`, 'DUPLICATE_SCOPE');
    if (!holds(key, scope)) {
      throw invalid(param, `The calling key does not hold ${scope} itself.`, 'SCOPE_NOT_ALLOWED');
    }
  });
}

function checkExpiry({ context }: CallFrame, expiresAt: string | undefined): void {
  if (expiresAt !== undefined && Date.parse(expiresAt) <= context.clock.now()) {
    throw invalid('expires_at', 'A key cannot expire in the past.', 'INVALID_EXPIRES_AT');
  }
}

export const apiKeyRoutes: readonly Route[] = [listKeys, createKey, readKey, updateKey, revokeKey];
