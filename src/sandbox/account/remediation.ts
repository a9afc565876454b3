import { type Context, later, planeOf } from '../context.ts';
import type { RemediationRecord } from '../state/account-records.ts';
import type { Mode } from '../state/plane.ts';
import { announceCapability } from './announce-capability.ts';
import { requirementCodes } from './requirement-codes.ts';

/** What Flint asks for after the account was verified. Which day that happens is the sandbox's own invention. */
export interface RequirementsInput {
  /** Codes of the API notes, keys section 4; `business_tax_id` when absent. */
  readonly requirements?: readonly string[];
  /** `eventually`: only announced. `currently`: due, the account works on until the deadline. `past`: the deadline is over. */
  readonly due?: 'eventually' | 'currently' | 'past';
  /** For `currently`: how far the deadline is ahead at rehearsal pace. Ten minutes when absent. */
  readonly deadlineMilliseconds?: number;
}

/** How the requirements of a later request stand at a moment. */
export interface Remediation {
  readonly currently_due: readonly string[];
  readonly past_due: readonly string[];
  readonly eventually_due: readonly string[];
  readonly pending_verification: readonly string[];
  /** They were handed in after the deadline, so the account waits for the review. */
  readonly late: boolean;
}

const defaultDeadlineMilliseconds = 600_000;
const reviewMilliseconds = 8_000;

const nothing: Remediation = {
  currently_due: [],
  past_due: [],
  eventually_due: [],
  pending_verification: [],
  late: false,
};

export function remediationOf(record: RemediationRecord | undefined, now: number): Remediation {
  if (record === undefined) return nothing;
  const { requirements, deadline_at, handed_in_at, reviewed_at } = record;
  if (handed_in_at !== undefined) {
    if (now >= (reviewed_at ?? handed_in_at)) return nothing;
    const late = deadline_at !== undefined && handed_in_at >= deadline_at;
    return { ...nothing, pending_verification: requirements, late };
  }
  if (deadline_at === undefined) return { ...nothing, eventually_due: requirements };
  return now < deadline_at ? { ...nothing, currently_due: requirements } : { ...nothing, past_due: requirements };
}

/** The moment up to which the account works on although something is due. */
export function deadlineOf(record: RemediationRecord | undefined): string | undefined {
  if (record?.deadline_at === undefined || record.handed_in_at !== undefined) return undefined;
  return new Date(record.deadline_at).toISOString();
}

/**
 * Puts new requirements on an account, in the place of earlier ones.
 *
 * @throws RangeError when one of them is not on Flint's list
 */
export function raiseRequirements(context: Context, mode: Mode, input: RequirementsInput): void {
  const { requirements = ['business_tax_id'], due = 'currently' } = input;
  const unknown = requirements.find((code) => !requirementCodes.includes(code));
  if (unknown !== undefined) throw new RangeError(`Flint asks for no requirement ${unknown}.`);
  const now = context.clock.now();
  const ahead = later(context, input.deadlineMilliseconds ?? defaultDeadlineMilliseconds);
  const deadline_at = { eventually: undefined, currently: ahead, past: now }[due];
  const plane = planeOf(context, mode);
  plane.onboarding.remediation = {
    requirements: [...requirements],
    raised_at: now,
    ...(deadline_at === undefined ? {} : { deadline_at }),
  };
  announce(context, mode);
  if (deadline_at !== undefined && deadline_at > now) planAnnouncements(context, mode, deadline_at);
}

/** The person hands them in; a review follows. */
export function handIn(context: Context, mode: Mode): void {
  const { remediation } = planeOf(context, mode).onboarding;
  if (remediation === undefined || remediation.handed_in_at !== undefined) return;
  remediation.handed_in_at = context.clock.now();
  remediation.reviewed_at = later(context, reviewMilliseconds);
  planAnnouncements(context, mode, remediation.reviewed_at);
}

const concerned = ['accept_card_payments', 'receive_payouts'] as const;

function announce(context: Context, mode: Mode): void {
  for (const capability of concerned) announceCapability(context, mode, capability);
}

function planAnnouncements(context: Context, mode: Mode, at: number): void {
  const { tasks } = planeOf(context, mode);
  for (const capability of concerned) tasks.push({ kind: 'announce-capability', at, capability });
}
