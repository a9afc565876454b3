import { type Context, later, planeOf, timestamp } from '../context.ts';
import type { OnboardingRecord } from '../state/account-records.ts';
import type { Mode } from '../state/plane.ts';
import { handIn, remediationOf } from './remediation.ts';

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
  readonly past_due: readonly string[];
  readonly eventually_due: readonly string[];
  readonly pending_verification: readonly string[];
}

/** Whether an axis works, and what it waits for. Something can be outstanding although it works. */
export interface AxisState extends Outstanding {
  readonly status: 'ready' | 'pending' | 'blocked';
  readonly status_reason: 'requirements_due' | 'requirements_past_due' | 'pending_verification' | null;
}

export interface Axes {
  readonly payments: AxisState;
  readonly payouts: AxisState;
}

/** The state of each axis, first from the verification of the account, then from what was asked for later. */
export function axesOf(onboarding: OnboardingRecord, now: number): Axes {
  const stage = stageOf(onboarding, now);
  const later = remediationOf(onboarding.remediation, now);
  const due = profileRequirements(onboarding.profile);
  const verified = onboarding.verification_completed_at !== undefined;
  const axis = (items: readonly string[], reviewed: boolean, concerns: (code: string) => boolean): AxisState => {
    const first = [...due, ...(verified ? [] : items)];
    const pending = verified && !reviewed ? items : [];
    const past_due = later.past_due.filter(concerns);
    const handedIn = later.pending_verification.filter(concerns);
    return {
      ...standing(first, past_due, later.late ? [...pending, ...handedIn] : pending),
      currently_due: [...first, ...later.currently_due.filter(concerns)],
      past_due,
      eventually_due: later.eventually_due.filter(concerns),
      pending_verification: [...pending, ...handedIn],
    };
  };
  const payoutsReady = stage === 'complete';
  return {
    payments: axis(['owner_identity_document'], payoutsReady || stage === 'payout-review', concernsPayments),
    payouts: axis(['payout_destination'], payoutsReady, () => true),
  };
}

/** A bank account matters to payouts alone. */
function concernsPayments(code: string): boolean {
  return code !== 'payout_destination';
}

function standing(
  due: readonly string[],
  pastDue: readonly string[],
  pending: readonly string[],
): Pick<AxisState, 'status' | 'status_reason'> {
  if (due.length > 0) return { status: 'blocked', status_reason: 'requirements_due' };
  if (pastDue.length > 0) return { status: 'blocked', status_reason: 'requirements_past_due' };
  if (pending.length > 0) return { status: 'pending', status_reason: 'pending_verification' };
  return { status: 'ready', status_reason: null };
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

/** The person handed in the identity document and the bank account, or what was asked for later. Doing it twice changes nothing. */
export function submitVerification(context: Context, mode: Mode): void {
  const { onboarding } = planeOf(context, mode);
  onboarding.verification_completed_at ??= timestamp(context);
  handIn(context, mode);
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
  return axesOf(planeOf(context, mode).onboarding, context.clock.now()).payments.status === 'ready';
}
