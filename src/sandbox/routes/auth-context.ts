import { ok, type Route, route } from '../transport/route.ts';
import { noScope } from '../transport/scopes.ts';

/** Who am I (API notes, keys section 1). It says `sandbox` where `Flint-Mode` says `test`. */
const readAuthContext = route({
  feature: 'auth-context',
  only: '2026-09-07',
  method: 'GET',
  path: '/v1/developer/auth-context',
  scope: noScope,
  handle: ({ context, plane, mode, key }) =>
    ok({
      auth_type: 'api_key',
      environment: mode === 'test' ? 'sandbox' : 'live',
      merchant_id: context.store.state.merchant_id,
      scopes: key.scopes,
      api_key_id: key.api_key_id,
      name: key.name,
      sandbox_id: plane.sandbox_id,
      expires_at: key.expires_at,
    }),
});

export const authContextRoutes: readonly Route[] = [readAuthContext];
