import { type Context, planeOf, timestamp } from '../context.ts';
import type { OnboardingRecord } from '../state/account-records.ts';
import type { Mode } from '../state/plane.ts';
import { servedVersion } from '../transport/respond.ts';
import { presentAxis, requirementsOf } from './readiness.ts';
import { deadlineOf } from './remediation.ts';
import { axesOf } from './verification.ts';

/** The merchant with its readiness, as 2026-09-07 has it (API notes, readiness section 3). It belongs to no organisation. */
export function merchantOf(context: Context, mode: Mode): Record<string, unknown> {
  const { merchant_id, business_name } = context.store.state;
  const { onboarding, settings } = planeOf(context, mode);
  const { payments, payouts } = axesOf(onboarding, context.clock.now());
  const deadline = deadlineOf(onboarding.remediation);
  const { email, ...profile } = onboarding.profile;
  return {
    merchant_id,
    business_name,
    email,
    ...profile,
    version: 1,
    status: 'active',
    onboarding_status: onboardingStatus(onboarding),
    payments: presentAxis(payments),
    payouts: presentAxis(payouts),
    requirements: { ...requirementsOf(payments, payouts), current_deadline_at: deadline },
    has_past_due: payouts.past_due.length > 0,
    current_deadline_at: deadline,
    observed_at: timestamp(context),
    api_version: servedVersion(context),
    created_at: settings.created_at,
  };
}

/** `completed` stays, whatever is asked for later. */
function onboardingStatus({ profile, verification_completed_at }: OnboardingRecord): string {
  if (verification_completed_at !== undefined) return 'completed';
  return profile.website_url === undefined && profile.support_email === undefined ? 'not_started' : 'in_progress';
}
