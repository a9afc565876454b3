import { type Context, planeOf, timestamp } from '../context.ts';
import type { Mode } from '../state/plane.ts';
import { type Outstanding, outstandingOf } from './verification.ts';

/** The states of an axis in the guide generation. */
type AxisStatus = 'ready' | 'pending' | 'blocked';

interface Axis {
  readonly status: AxisStatus;
  readonly status_reason: string | null;
  readonly next_actions: readonly Record<string, unknown>[];
}

/** Readiness in the shape of the guide, step 3, derived from the verification and the clock. */
export function readinessOf(context: Context, mode: Mode): Record<string, unknown> {
  const { payments, payouts } = outstandingOf(planeOf(context, mode).onboarding, context.clock.now());
  return {
    merchant_id: context.store.state.merchant_id,
    business_name: context.store.state.business_name,
    payments: axisOf(payments),
    payouts: axisOf(payouts),
    requirements: {
      currently_due: union(payments.currently_due, payouts.currently_due),
      past_due: [],
      eventually_due: [],
      pending_verification: union(payments.pending_verification, payouts.pending_verification),
      disabled_reason: null,
    },
    observed_at: timestamp(context),
  };
}

/** One entry of /v1/capabilities (API notes, readiness section 4). */
export function capabilitiesOf(context: Context, mode: Mode): Array<Record<string, unknown> & CapabilityKey> {
  const outstanding = outstandingOf(planeOf(context, mode).onboarding, context.clock.now());
  return capabilities.map(({ capability, domain }) => {
    const due = domain === 'payments' ? outstanding.payments : outstanding.payouts;
    const { status, next_actions } = axisOf(due);
    return {
      capability,
      domain,
      status,
      requirements: {
        currently_due_fields: due.currently_due,
        eventually_due_fields: [],
        past_due_fields: [],
        pending_verification_fields: due.pending_verification,
      },
      blocked_reasons: status === 'blocked' ? due.currently_due.map(blockedReason) : [],
      next_actions,
      observed_at: timestamp(context),
    };
  });
}

interface CapabilityKey {
  readonly capability: string;
  readonly domain: string;
  readonly status: string;
}

const capabilities = [
  { capability: 'accept_card_payments', domain: 'payments' },
  { capability: 'save_payment_methods', domain: 'payments' },
  { capability: 'receive_payouts', domain: 'money_movement' },
  { capability: 'create_standard_payouts', domain: 'money_movement' },
  { capability: 'manage_payout_destinations', domain: 'money_movement' },
  { capability: 'manage_payout_settings', domain: 'money_movement' },
] as const;

function axisOf({ currently_due, pending_verification }: Outstanding): Axis {
  if (currently_due.length > 0) {
    const action = {
      action_type: 'complete_onboarding',
      reason_code: 'requirements_due',
      reason_message: 'Information about the account is missing.',
      url: '/v1/onboarding/state',
      required_fields: currently_due,
    };
    return { status: 'blocked', status_reason: 'requirements_due', next_actions: [action] };
  }
  if (pending_verification.length > 0) {
    return { status: 'pending', status_reason: 'pending_verification', next_actions: [] };
  }
  return { status: 'ready', status_reason: null, next_actions: [] };
}

function blockedReason(code: string): Record<string, unknown> {
  return {
    code: 'requirements_due',
    param: code,
    message: `${code} is missing.`,
    next_steps: 'Hand it in through the dashboard or the onboarding calls.',
    resolution_owner: 'merchant',
    retryable: false,
  };
}

function union(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}
