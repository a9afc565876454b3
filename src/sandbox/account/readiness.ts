import { type Context, planeOf, timestamp } from '../context.ts';
import type { Mode } from '../state/plane.ts';
import { type AxisState, axesOf } from './verification.ts';

/** Readiness in the shape of the guide, step 3, derived from the verification and the clock. */
export function readinessOf(context: Context, mode: Mode): Record<string, unknown> {
  const { payments, payouts } = axesOf(planeOf(context, mode).onboarding, context.clock.now());
  return {
    merchant_id: context.store.state.merchant_id,
    business_name: context.store.state.business_name,
    payments: presentAxis(payments),
    payouts: presentAxis(payouts),
    requirements: requirementsOf(payments, payouts),
    observed_at: timestamp(context),
  };
}

/** What both axes wait for, together. */
export function requirementsOf(payments: AxisState, payouts: AxisState): Record<string, unknown> {
  return {
    currently_due: union(payments.currently_due, payouts.currently_due),
    past_due: union(payments.past_due, payouts.past_due),
    eventually_due: union(payments.eventually_due, payouts.eventually_due),
    pending_verification: union(payments.pending_verification, payouts.pending_verification),
    disabled_reason: payouts.past_due.length > 0 ? 'requirements_past_due' : null,
  };
}

/** One entry of /v1/capabilities (API notes, readiness section 4). */
export function capabilitiesOf(context: Context, mode: Mode): Array<Record<string, unknown> & CapabilityKey> {
  const axes = axesOf(planeOf(context, mode).onboarding, context.clock.now());
  return capabilities.map(({ capability, domain }) => {
    const axis = domain === 'payments' ? axes.payments : axes.payouts;
    return {
      capability,
      domain,
      status: axis.status,
      requirements: {
        currently_due_fields: axis.currently_due,
        eventually_due_fields: axis.eventually_due,
        past_due_fields: axis.past_due,
        pending_verification_fields: axis.pending_verification,
      },
      blocked_reasons: axis.status === 'blocked' ? due(axis).map(blockedReason) : [],
      next_actions: nextActions(axis),
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

export function presentAxis(axis: AxisState): Record<string, unknown> {
  return { status: axis.status, status_reason: axis.status_reason, next_actions: nextActions(axis) };
}

function nextActions(axis: AxisState): Array<Record<string, unknown>> {
  if (axis.status !== 'blocked') return [];
  return [
    {
      action_type: 'complete_onboarding',
      reason_code: axis.status_reason,
      reason_message: 'Information about the account is missing.',
      url: '/v1/onboarding/state',
      required_fields: due(axis),
    },
  ];
}

function due({ currently_due, past_due }: AxisState): string[] {
  return [...past_due, ...currently_due];
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
