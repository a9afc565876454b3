import { type Context, timestamp } from '../context.ts';
import { type IdPrefix, newId } from '../identifiers.ts';

/** Placeholder `data` of a test event. Its ids belong to nothing: fetching them answers 404 (API notes, webhooks section 2). */
export function sampleData(context: Context, eventType: string): Record<string, unknown> {
  const resource = eventType.split('.')[0] ?? '';
  const resource_updated_at = timestamp(context);
  if (resource === 'capability') return { capability: 'accept_card_payments', status: 'updated', resource_updated_at };
  const prefix = prefixes[resource];
  const id = prefix === undefined ? `${resource}_sample` : newId(prefix, context.clock.now());
  return { [`${resource}_id`]: id, resource_updated_at };
}

const prefixes: Readonly<Record<string, IdPrefix>> = {
  order: 'ord',
  payment_intent: 'pi',
  refund: 'ref',
  checkout_session: 'cs',
  balance_transaction: 'btxn',
};
