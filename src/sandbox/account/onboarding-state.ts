import { type Context, planeOf, timestamp } from '../context.ts';
import type { OnboardingRecord } from '../state/account-records.ts';
import type { Mode } from '../state/plane.ts';
import { requirementsOf } from './readiness.ts';
import { remediationOf } from './remediation.ts';
import { axesOf, stageOf, type VerificationStage } from './verification.ts';

/** The onboarding state machine as a caller sees it (API notes, keys section 4). */
export function onboardingStateOf(context: Context, mode: Mode): Record<string, unknown> {
  const { onboarding } = planeOf(context, mode);
  const now = context.clock.now();
  const { payments, payouts } = axesOf(onboarding, now);
  const stage = currentStage(onboarding, now);
  const steps = stepsOf(stage, onboarding.verification_completed_at !== undefined);
  const firstKey = mode === 'test' && canIssueFirstKey(context);
  if (firstKey) steps.unshift(firstKeyStep);
  const [next] = steps;
  return {
    status: firstKey && stage === 'complete' ? 'ready_for_api_key' : statusOf[stage],
    can_issue_api_key: firstKey,
    merchant_id: context.store.state.merchant_id,
    profile: onboarding.profile,
    requirements: requirementsOf(payments, payouts),
    ...(next === undefined ? {} : { next_step: next }),
    available_actions: next === undefined ? [] : [next],
    pending_steps: steps,
    default_sandbox_id: context.store.state.planes.test.sandbox_id,
    country: onboarding.country,
    requested_capabilities: onboarding.requested_capabilities,
    readiness_observed_at: timestamp(context),
  };
}

/** The same machine serves what is asked for later: a person's step, then a review. */
function currentStage(onboarding: OnboardingRecord, now: number): VerificationStage {
  const stage = stageOf(onboarding, now);
  if (stage !== 'complete') return stage;
  const { currently_due, past_due, pending_verification } = remediationOf(onboarding.remediation, now);
  if (currently_due.length + past_due.length > 0) return 'verification';
  return pending_verification.length > 0 ? 'review' : 'complete';
}

/** The first key of a sign-up: only while the default sandbox has none that works. The first live key is the dashboard's. */
export function canIssueFirstKey(context: Context): boolean {
  return !Object.values(context.store.state.planes.test.api_keys).some(({ status }) => status === 'active');
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

const firstKeyStep = {
  code: 'create_api_key',
  owner: 'agent',
  machine_completable: true,
  required_fields: ['name'],
  submit_endpoint: '/v1/onboarding/api-key',
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
