import { type Context, timestamp } from '../context.ts';
import { type IdPrefix, newId } from '../identifiers.ts';
import { money } from '../state/money.ts';

/** Placeholder `data` of a test event. Its ids belong to nothing: fetching them answers 404 (API notes, webhooks section 2). */
export function sampleData(context: Context, eventType: string): Record<string, unknown> {
  const resource = eventType.split('.')[0] ?? '';
  const resource_updated_at = timestamp(context);
  if (eventType === 'order.paid') return paidSample(context, resource_updated_at);
  if (resource === 'capability') return { capability: 'accept_card_payments', status: 'updated', resource_updated_at };
  const prefix = prefixes[resource];
  const id = prefix === undefined ? `${resource}_sample` : newId(prefix, context.clock.now());
  return { [`${resource}_id`]: id, resource_updated_at };
}

/** `order.paid` promises more than the others do. */
function paidSample(context: Context, resource_updated_at: string): Record<string, unknown> {
  const now = context.clock.now();
  const total = money(100, 'USD');
  return {
    order_id: newId('ord', now),
    order_payment_intent_ids: [newId('pi', now)],
    payment_status: 'paid',
    status: 'open',
    total_money: total,
    paid_money: total,
    outstanding_money: money(0, 'USD'),
    line_items: [{ order_line_item_id: newId('li', now), name: 'Sample', quantity: 1 }],
    resource_updated_at,
  };
}

const prefixes: Readonly<Record<string, IdPrefix>> = {
  order: 'ord',
  payment_intent: 'pi',
  refund: 'ref',
  checkout_session: 'cs',
  balance_transaction: 'btxn',
};
