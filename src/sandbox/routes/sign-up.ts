import { z } from 'zod';
import { createApiKey, presentApiKey } from '../account/api-keys.ts';
import { merchantOf } from '../account/merchant.ts';
import { canIssueFirstKey, onboardingStateOf } from '../account/onboarding-state.ts';
import { startSignUp, verifySignUp } from '../account/sign-up.ts';
import { ApiError, invalid } from '../transport/api-error.ts';
import { created, ok, type Route, route } from '../transport/route.ts';
import { isKnownScope, scopeCatalogue } from '../transport/scope-catalogue.ts';
import { noScope } from '../transport/scopes.ts';
import { checkSandbox } from './onboarding.ts';

const place = { feature: 'sign-up', only: '2026-09-07' } as const;

const start = route({
  ...place,
  access: 'public',
  method: 'POST',
  path: '/v1/onboarding/start',
  scope: noScope,
  body: z.strictObject({ email: z.email(), first_name: z.string().min(1), last_name: z.string().min(1) }),
  handle({ context, body }) {
    const { verification_token, expires_at } = startSignUp(context, body);
    return ok({ verification_token, verification_started: true, expires_at: new Date(expires_at).toISOString() });
  },
});

/** Whoever signs up here becomes a user of the one merchant there is. */
const verifyEmail = route({
  ...place,
  access: 'public',
  method: 'POST',
  path: '/v1/onboarding/verify-email',
  scope: noScope,
  body: z.strictObject({
    verification_token: z.string(),
    verification_code: z.string(),
    merchant_id: z.string().startsWith('mer_').optional(),
  }),
  handle({ context, body }) {
    const { merchant_id, planes } = context.store.state;
    if (body.merchant_id !== undefined && body.merchant_id !== merchant_id) {
      throw invalid('merchant_id', 'The user does not belong to this merchant.');
    }
    const signUp = verifySignUp(context, body.verification_token, body.verification_code);
    const { user_id, email, first_name, last_name, session } = signUp;
    return ok({
      onboarding_session_token: session.token,
      onboarding_session_expires_at: new Date(session.expires_at).toISOString(),
      can_issue_api_key: canIssueFirstKey(context),
      merchant_created: false,
      merchant: merchantOf(context, 'test'),
      user: { user_id, email, first_name, last_name, status: 'active', default_merchant_id: merchant_id },
      default_sandbox_id: planes.test.sandbox_id,
      next_step: onboardingStateOf(context, 'test').next_step,
    });
  },
});

const createFirstKey = route({
  ...place,
  access: 'onboarding',
  method: 'POST',
  path: '/v1/onboarding/api-key',
  scope: noScope,
  ownId: 'api_key_id',
  query: z.strictObject({ sandbox_id: z.string().startsWith('test_').optional() }),
  body: z.strictObject({
    name: z.string().min(1),
    scopes: z.array(z.string()).min(1).optional(),
    sandbox_id: z.string().startsWith('test_').optional(),
  }),
  handle({ context, plane, query, body }) {
    checkSandbox(plane, query.sandbox_id ?? body.sandbox_id);
    body.scopes?.forEach((scope, position) => {
      if (!isKnownScope(scope)) throw invalid(`scopes[${position}]`, `There is no scope ${scope}.`, 'UNKNOWN_SCOPE');
    });
    if (!canIssueFirstKey(context)) {
      const message = 'The default sandbox has a key already.';
      throw new ApiError(409, 'INITIAL_API_KEY_ALREADY_CREATED', message);
    }
    const key = createApiKey(context, 'test', { name: body.name, scopes: body.scopes ?? scopeCatalogue });
    return created({ ...presentApiKey(context, plane, key), secret_key: key.secret_key });
  },
});

export const signUpRoutes: readonly Route[] = [start, verifyEmail, createFirstKey];
