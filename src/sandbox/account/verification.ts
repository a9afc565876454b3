import { type Context, later, planeOf, timestamp } from '../context.ts';
import type { OnboardingRecord } from '../state/account-records.ts';
import type { Mode } from '../state/plane.ts';

/** How long Flint's review takes at rehearsal pace; payouts lag behind payments. */
const reviewMilliseconds = { payments: 8_000, payouts: 12_000 };

/**
 * Where the verification stands. It follows from what was submitted and from the clock, and is never set:
 * `profile` (the business profile is missing) → `verification` (identity and bank account, by a person) →
 * `review` → `payout-review` (payments are ready, payouts not yet) → `complete`.
 */
export type VerificationStage = 'profile' | 'verification' | 'review' | 'payout-review' | 'complete';

export function stageOf(onboarding: OnboardingRecord, now: number): VerificationStage {
  const { profile, verification_completed_at, review } = onboarding;
  if (profile.website_url === undefined || profile.support_email === undefined) return 'profile';
  if (verification_completed_at === undefined || review === undefined) return 'verification';
  if (now < review.payments_ready_at) return 'review';
  return now < review.payouts_ready_at ? 'payout-review' : 'complete';
}

/** What is outstanding, in the requirement codes of the API notes, keys section 4. */
export interface Outstanding {
  readonly currently_due: readonly string[];
  readonly pending_verification: readonly string[];
}

/** What each axis still waits for. */
export function outstandingOf(
  onboarding: OnboardingRecord,
  now: number,
): { payments: Outstanding; payouts: Outstanding } {
  const stage = stageOf(onboarding, now);
  const profileDue = profileRequirements(onboarding.profile);
  const verified = onboarding.verification_completed_at !== undefined;
  const payments = ['owner_identity_document'];
  const payouts = ['payout_destination'];
  const outstanding = (items: readonly string[], ready: boolean): Outstanding => ({
    currently_due: [...profileDue, ...(verified ? [] : items)],
    pending_verification: verified && !ready ? items : [],
  });
  return {
    payments: outstanding(payments, stage === 'payout-review' || stage === 'complete'),
    payouts: outstanding(payouts, stage === 'complete'),
  };
}

/** No documented code stands for the support e-mail alone, so the general one is used when only that is missing. */
function profileRequirements({ website_url, support_email }: OnboardingRecord['profile']): readonly string[] {
  if (website_url === undefined) return ['business_website'];
  return support_email === undefined ? ['additional_account_information'] : [];
}

/** Takes over parts of the business profile. */
export function submitProfile(
  context: Context,
  mode: Mode,
  profile: Readonly<Record<string, string | undefined>>,
): void {
  const { onboarding } = planeOf(context, mode);
  for (const [name, value] of Object.entries(profile)) {
    if (value !== undefined) Object.assign(onboarding.profile, { [name]: value });
  }
  beginReview(context, mode);
}

/** The person handed in the identity document and the bank account. Doing it twice changes nothing. */
export function submitVerification(context: Context, mode: Mode): void {
  const { onboarding } = planeOf(context, mode);
  onboarding.verification_completed_at ??= timestamp(context);
  beginReview(context, mode);
}

/** The review begins once everything is there, whichever part came last. */
function beginReview(context: Context, mode: Mode): void {
  const { onboarding, tasks } = planeOf(context, mode);
  const { profile, verification_completed_at, review } = onboarding;
  if (review !== undefined || verification_completed_at === undefined) return;
  if (profile.website_url === undefined || profile.support_email === undefined) return;
  const payments_ready_at = later(context, reviewMilliseconds.payments);
  const payouts_ready_at = later(context, reviewMilliseconds.payouts);
  onboarding.review = { payments_ready_at, payouts_ready_at };
  tasks.push(
    { kind: 'announce-capability', at: payments_ready_at, capability: 'accept_card_payments' },
    { kind: 'announce-capability', at: payouts_ready_at, capability: 'receive_payouts' },
  );
}

export function paymentsReady(context: Context, mode: Mode): boolean {
  const stage = stageOf(planeOf(context, mode).onboarding, context.clock.now());
  return stage === 'payout-review' || stage === 'complete';
}
