import { z } from 'zod';
import { onboardingStateOf } from '../account/onboarding-state.ts';
import { submitProfile } from '../account/verification.ts';
import type { Plane } from '../state/plane.ts';
import { ApiError, invalid } from '../transport/api-error.ts';
import { ok, type Route, route } from '../transport/route.ts';
import { reading, writing } from '../transport/scopes.ts';

const query = z.strictObject({ sandbox_id: z.string().startsWith('test_').optional() });

const capability = z.enum(['accept_card_payments', 'receive_payouts', 'accept_ach_debit_payments']);

const readState = route({
  access: 'key or onboarding',
  method: 'GET',
  path: '/v1/onboarding/state',
  scope: reading('merchants.onboarding'),
  query,
  handle({ context, mode, plane, query }) {
    checkSandbox(plane, query.sandbox_id);
    return ok(onboardingStateOf(context, mode));
  },
});

const advance = route({
  access: 'key or onboarding',
  method: 'POST',
  path: '/v1/onboarding/advance',
  scope: writing('merchants.onboarding'),
  query,
  body: z.strictObject({
    country: z.string().optional(),
    profile: z
      .strictObject({
        email: z.string().optional(),
        support_email: z.string().optional(),
        support_phone: z.string().optional(),
        support_url: z.string().optional(),
        website_url: z.string().optional(),
      })
      .optional(),
    requested_capabilities: z.array(capability).optional(),
    sandbox_id: z.string().startsWith('test_').optional(),
  }),
  handle({ context, mode, plane, query, body }) {
    checkSandbox(plane, query.sandbox_id ?? body.sandbox_id);
    if (body.country !== undefined && !/^[A-Z]{2}$/.test(body.country)) {
      throw invalid('country', 'A country is two capital letters.', 'INVALID_COUNTRY');
    }
    if (body.country !== undefined && body.country !== plane.onboarding.country) {
      throw invalid('country', 'Only accounts in the US can be set up.', 'COUNTRY_NOT_SUPPORTED');
    }
    if (body.requested_capabilities !== undefined) checkCapabilities(body.requested_capabilities);
    const profile = body.profile ?? {};
    for (const name of ['email', 'support_email'] as const) checkEmail(`profile.${name}`, profile[name]);
    for (const name of ['website_url', 'support_url'] as const) checkWebAddress(`profile.${name}`, profile[name]);

    if (body.requested_capabilities !== undefined)
      plane.onboarding.requested_capabilities = body.requested_capabilities;
    submitProfile(context, mode, profile);
    return ok(onboardingStateOf(context, mode));
  },
});

/** The parameter is for onboarding tokens; a key may only name the sandbox it is bound to. */
export function checkSandbox(plane: Plane, sandboxId: string | undefined): void {
  if (sandboxId === undefined || sandboxId === plane.sandbox_id) return;
  throw invalid('sandbox_id', 'The key is not bound to this sandbox.');
}

function checkCapabilities(requested: readonly string[]): void {
  const complete = requested.includes('accept_card_payments') && requested.includes('receive_payouts');
  if (complete && new Set(requested).size === requested.length) return;
  throw new ApiError(
    400,
    'CAPABILITY_SET_UNSUPPORTED',
    'Ask for accept_card_payments and receive_payouts, and optionally accept_ach_debit_payments.',
    { param: 'requested_capabilities' },
  );
}

function checkEmail(param: string, value: string | undefined): void {
  if (value !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
    throw invalid(param, 'This is no e-mail address.');
}

function checkWebAddress(param: string, value: string | undefined): void {
  if (value !== undefined && !/^https?:$/.test(URL.parse(value)?.protocol ?? '')) {
    throw invalid(param, 'This is no web address that begins with https:// or http://.');
  }
}

export const onboardingRoutes: readonly Route[] = [readState, advance];
