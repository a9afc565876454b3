/** Merchant event types of the guide generation that matter for a launch (API notes, webhooks section 5). */
export const eventTypes: readonly string[] = [
  ...family('balance_transaction', 'created updated'),
  ...family('capability', 'updated'),
  ...family('checkout_session', 'closed completed expired invalidated'),
  ...family('dispute', 'created updated needs_response won lost closed prevented warning_closed'),
  ...family('invoice', 'created issued paid payment_failed overdue voided updated'),
  ...family(
    'order',
    'created updated payment_succeeded partially_paid payment_authorized payment_captured refunded closed',
  ),
  ...family('payment_intent', 'succeeded payment_failed processing requires_action requires_capture canceled'),
  ...family('payout', 'canceled created failed paid reversed updated'),
  ...family('refund', 'created updated failed'),
  ...family(
    'subscription',
    'created activated canceled past_due paused payment_failed payment_succeeded resumed trial_ending updated',
  ),
];

function family(resource: string, verbs: string): string[] {
  return verbs.split(' ').map((verb) => `${resource}.${verb}`);
}
