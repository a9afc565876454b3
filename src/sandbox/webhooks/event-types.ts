import type { Api } from '../generations.ts';

/** Merchant event types of the guide's time that matter for a launch (API notes, webhooks section 5), without the paid event. */
const guideTypes = spellOut(`
  balance_transaction: created updated
  capability: updated
  checkout_session: closed completed expired invalidated
  dispute: created updated needs_response won lost closed prevented warning_closed
  invoice: created issued paid payment_failed overdue voided updated
  order: created updated partially_paid payment_authorized payment_captured refunded closed
  payment_intent: succeeded payment_failed processing requires_action requires_capture canceled
  payout: canceled created failed paid reversed updated
  refund: created updated failed
  subscription: created activated canceled past_due paused payment_failed payment_succeeded resumed trial_ending
    updated
`);

/** Those of 2026-09-07 (its document, MerchantEventType), without the paid event. */
const currentTypes = spellOut(`
  balance: updated
  balance_transaction: created updated
  capability: updated
  checkout_session: closed completed expired invalidated
  credit_note: allocation_created allocation_reversed created issued updated voided
  custom_domain: status_changed
  customer: created deletion_completed deletion_rejected deletion_requested updated
  delivery_location_set: activated archived created deactivated updated
  delivery_method: activated archived created deactivated updated
  delivery_profile: activated archived created deactivated updated
  delivery_rate: archived created updated
  delivery_rate_callback: activated archived created deactivated updated
  delivery_revocation: created
  delivery_selection: committed
  delivery_zone: activated archived created deactivated updated
  dispute: closed created lost needs_response prevented updated warning_closed won
  fraud_warning: created updated
  gift_card: created updated
  gift_card_load: created updated
  gift_card_notification: created updated
  gift_card_redemption: created updated
  gift_card_transaction: created
  inventory: action_required
  inventory.count: applied
  inventory.level: updated
  inventory.receipt: created
  inventory.reservation: at_risk closed committed consumed created hold_expired released
  inventory.shortage: detected
  inventory.transfer: closed departed lost received returned
  invoice: collection_block_resolved collection_blocked created credited delivery_failed delivery_succeeded
    issue_failed issued late_fee_assessed late_fee_due late_fee_waived manual_payment_recorded manual_payment_reversed
    marked_uncollectible overdue paid partially_paid partially_refunded payment_attempt_canceled
    payment_attempt_expired payment_failed payment_processing refunded reminder_due sent updated voided
  merchant.readiness: updated
  merchant_billing_balance: updated
  merchant_subscription_invoice: issued updated
  order: closed created inventory_action_required partially_paid payment_authorization_canceled
    payment_authorization_expired payment_authorized payment_captured refunded updated
  order.fulfillment: completed created status_changed updated
  order.fulfillment.event: created
  order.fulfillment.package: created updated
  order.fulfillment.shipment: created updated
  order.inventory_exception: created resolved
  payment_intent: canceled payment_failed processing requires_action requires_capture succeeded
  payment_intent.fulfillment_hold: updated
  payment_method: failed removed saved
  payout: canceled created failed paid reversed updated
  payout_destination: created deleted disabled updated
  payout_settings: updated
  refund: created failed updated
  report: failed succeeded
  return: canceled completed created decision_recorded reopened updated
  return_disposition: created updated
  return_inspection: acceptance_decided created superseded
  return_receipt: created superseded verified
  return_resolution: created updated
  review: closed opened
  subscription: activated canceled cancellation_scheduled created cycle_skipped delivery_action_required
    delivery_pause_upcoming delivery_updated dunning_exhausted past_due paused payment_failed payment_succeeded
    reactivated renewal_upcoming resumed trial_ending updated
  subscription_delivery_migration: completed
  subscription_payment_retry: created failed succeeded
`);

/** What this server's events are called: the guide and the later document name the paid event differently. */
export function paidEvent(api: Api): 'order.payment_succeeded' | 'order.paid' {
  return api.isCurrent('paid-event') ? 'order.paid' : 'order.payment_succeeded';
}

/** Every merchant event type an endpoint can subscribe to. */
export function eventTypes(api: Api): readonly string[] {
  return [...(api.default === 'guide' ? guideTypes : currentTypes), paidEvent(api)].sort();
}

/** One family a line: `refund: created updated failed`; an indented line goes on with the one before. */
function spellOut(families: string): string[] {
  const types: string[] = [];
  let resource = '';
  for (const word of families.trim().split(/\s+/)) {
    if (word.endsWith(':')) resource = word.slice(0, -1);
    else types.push(`${resource}.${word}`);
  }
  return types;
}
