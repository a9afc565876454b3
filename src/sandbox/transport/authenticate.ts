import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from '../context.ts';
import type { ApiKeyRecord } from '../state/account-records.ts';
import type { Mode } from '../state/plane.ts';
import { ApiError } from './api-error.ts';

/** Whose call it is. The key alone decides the plane. */
export interface Caller {
  readonly mode: Mode;
  readonly key: ApiKeyRecord;
}

/** Reads the key from one of the two headers (API notes, transport section 2). */
export function authenticate(context: Context, headers: Headers): Caller {
  const authorization = headers.get('authorization');
  const apiKey = headers.get('x-api-key');
  if (authorization !== null && apiKey !== null) {
    throw new ApiError(400, 'AMBIGUOUS_AUTH', 'Send the key in Authorization or in X-API-Key, not in both.');
  }
  if (authorization === null && apiKey === null) {
    throw new ApiError(401, 'API_KEY_REQUIRED', 'This call needs an API key in the Authorization header.');
  }
  const secret = apiKey ?? /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (secret === undefined) {
    throw new ApiError(401, 'INVALID_AUTHORIZATION_HEADER', 'The Authorization header must read: Bearer <key>.');
  }
  const caller = findCaller(context, secret);
  if (caller === undefined) throw new ApiError(401, 'INVALID_API_KEY', 'This API key is not known.');
  if (caller.key.status === 'revoked') throw new ApiError(401, 'API_KEY_REVOKED', 'This API key was revoked.');
  const { expires_at } = caller.key;
  if (expires_at !== undefined && Date.parse(expires_at) <= context.clock.now()) {
    throw new ApiError(401, 'API_KEY_EXPIRED', 'This API key has expired.');
  }
  return caller;
}

function findCaller(context: Context, secret: string): Caller | undefined {
  for (const plane of Object.values(context.store.state.planes)) {
    const key = Object.values(plane.api_keys).find(({ secret_key }) => sameSecret(secret_key, secret));
    if (key !== undefined) return { mode: plane.mode, key };
  }
  return undefined;
}

function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
