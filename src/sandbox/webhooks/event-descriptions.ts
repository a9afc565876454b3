/** What the types mean that matter for a launch, after the API notes, webhooks section 5. The wording is the sandbox's. */
export const eventDescriptions: Readonly<Record<string, string>> = {
  'balance_transaction.created': 'A ledger entry was made.',
  'capability.updated': 'A capability changed; read it from /v1/capabilities.',
  'checkout_session.completed': 'A hosted payment finished.',
  'dispute.created': 'A dispute was opened.',
  'merchant.readiness.updated': 'The readiness of the account changed.',
  'order.paid': 'The order became fully paid.',
  'order.partially_paid': 'A part of the order was paid.',
  'order.payment_captured': 'A payment of the order was captured.',
  'order.payment_succeeded': 'The order was paid.',
  'order.refunded': 'The order got a full or a partial refund.',
  'payment_intent.payment_failed': 'A payment was declined.',
  'payment_intent.succeeded': 'A payment succeeded.',
  'refund.created': 'A refund was accepted.',
  'refund.failed': 'A refund failed.',
  'refund.updated': 'A refund moved on.',
};
