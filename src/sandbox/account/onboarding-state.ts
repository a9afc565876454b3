import { type Context, planeOf, timestamp } from '../context.ts';
import type { Mode } from '../state/plane.ts';
import { outstandingOf, stageOf, type VerificationStage } from './verification.ts';

/** The onboarding state machine as a caller sees it (API notes, keys section 4). */
export function onboardingStateOf(context: Context, mode: Mode): Record<string, unknown> {
  const { onboarding } = planeOf(context, mode);
  const now = context.clock.now();
  const { payments, payouts } = outstandingOf(onboarding, now);
  const steps = stepsOf(stageOf(onboarding, now), onboarding.verification_completed_at !== undefined);
  const [next] = steps;
  return {
    status: statusOf[stageOf(onboarding, now)],
    // The dashboard has made the first live key already.
    can_issue_api_key: false,
    merchant_id: context.store.state.merchant_id,
    profile: onboarding.profile,
    requirements: {
      currently_due: [...new Set([...payments.currently_due, ...payouts.currently_due])],
      past_due: [],
      eventually_due: [],
      pending_verification: [...payments.pending_verification, ...payouts.pending_verification],
      disabled_reason: null,
    },
    ...(next === undefined ? {} : { next_step: next }),
    available_actions: next === undefined ? [] : [next],
    pending_steps: steps,
    default_sandbox_id: context.store.state.planes.test.sandbox_id,
    country: onboarding.country,
    requested_capabilities: onboarding.requested_capabilities,
    readiness_observed_at: timestamp(context),
  };
}

const statusOf = {
  profile: 'needs_input',
  verification: 'needs_external_action',
  review: 'waiting_for_review',
  'payout-review': 'waiting_for_review',
  complete: 'complete',
} as const satisfies Record<VerificationStage, string>;

const profileStep = {
  code: 'complete_business_profile',
  owner: 'agent',
  machine_completable: true,
  required_fields: ['website_url', 'support_email'],
  submit_endpoint: '/v1/onboarding/advance',
  submit_method: 'POST',
};

/** Identity document and bank account: nothing a program can do, so it is launched for a person. */
const verificationStep = {
  code: 'complete_verification_step',
  owner: 'human',
  machine_completable: false,
  launch: {
    component: 'account_onboarding',
    endpoint: '/v1/merchant-account-sessions',
    method: 'POST',
    recommended_policy: { collection_strategy: 'currently_due', future_requirements: 'omit' },
  },
};

const reviewStep = { code: 'wait_for_review', owner: 'system', machine_completable: false };

/** The steps that are left, the next one first. */
function stepsOf(stage: VerificationStage, verified: boolean): Array<Record<string, unknown>> {
  switch (stage) {
    case 'profile':
      return verified ? [profileStep, reviewStep] : [profileStep, verificationStep, reviewStep];
    case 'verification':
      return [verificationStep, reviewStep];
    case 'review':
    case 'payout-review':
      return [reviewStep];
    case 'complete':
      return [];
  }
}
