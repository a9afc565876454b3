import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from '../context.ts';
import { onboardingMarker } from '../identifiers.ts';
import type { ApiKeyRecord } from '../state/account-records.ts';
import type { Mode } from '../state/plane.ts';
import { ApiError } from './api-error.ts';
import type { Route } from './route.ts';

/** Whose call it is. The key alone decides the plane. */
export interface Caller {
  readonly mode: Mode;
  /** The key, or what stands for one: the token of a sign-up has scopes too. */
  readonly key: ApiKeyRecord;
  readonly credential: 'key' | 'onboarding' | 'none';
}

/** The caller of a route that asks nobody who they are. */
export const anybody: Caller = { mode: 'test', key: standIn('key_none', []), credential: 'none' };

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
  if (secret.startsWith(onboardingMarker)) return authenticateSignUp(context, secret);
  const caller = findCaller(context, secret);
  if (caller === undefined) throw new ApiError(401, 'INVALID_API_KEY', 'This API key is not known.');
  if (caller.key.status === 'revoked') throw new ApiError(401, 'API_KEY_REVOKED', 'This API key was revoked.');
  if (caller.key.foreign_sandbox_id !== undefined) {
    const message = 'The rehearsal keeps the data of the default sandbox only, so keys of other sandboxes do not work.';
    throw new ApiError(401, 'API_KEY_SANDBOX_UNAVAILABLE', message);
  }
  const { expires_at } = caller.key;
  if (expires_at !== undefined && Date.parse(expires_at) <= context.clock.now()) {
    throw new ApiError(401, 'API_KEY_EXPIRED', 'This API key has expired.');
  }
  return caller;
}

/** The token of a sign-up reaches sandboxes only (API notes, keys section 4). */
function authenticateSignUp(context: Context, token: string): Caller {
  const signUp = Object.values(context.store.state.sign_ups).find(
    ({ session }) => session !== undefined && sameSecret(session.token, token),
  );
  if (signUp?.session === undefined || signUp.session.expires_at <= context.clock.now()) {
    throw new ApiError(401, 'INVALID_API_KEY', 'This onboarding session is not known, or it is over.');
  }
  const scopes = ['merchants.onboarding.write', 'developer.sandboxes.write', 'accounts.api_keys.write'];
  return { mode: 'test', key: standIn(signUp.user_id, scopes), credential: 'onboarding' };
}

/** Refuses a caller of the wrong kind. */
export function demandAccess(caller: Caller, { access, liveOnly }: Pick<Route, 'access' | 'liveOnly'>): void {
  if (caller.credential === 'onboarding') {
    if (access === 'key') throw new ApiError(401, 'API_KEY_REQUIRED', 'This call needs an API key.');
    return;
  }
  if (access === 'onboarding') {
    throw new ApiError(401, 'AUTH_REQUIRED', 'This call takes the token of a sign-up, and no API key.');
  }
  if (liveOnly && caller.mode !== 'live') {
    throw new ApiError(403, 'SANDBOX_MANAGEMENT_REQUIRES_LIVE_KEY', 'Sandboxes are managed with a live key.');
  }
}

function standIn(id: string, scopes: string[]): ApiKeyRecord {
  return { api_key_id: id, name: id, secret_key: '', scopes, status: 'active', created_at: '', updated_at: '' };
}

function findCaller(context: Context, secret: string): Caller | undefined {
  for (const plane of Object.values(context.store.state.planes)) {
    const key = Object.values(plane.api_keys).find(({ secret_key }) => sameSecret(secret_key, secret));
    if (key !== undefined) return { mode: plane.mode, key, credential: 'key' };
  }
  return undefined;
}

function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
