import { z } from 'zod';
import { type Answer, withValue } from './answer.ts';
import type { FlintClient } from './client.ts';
import { type Listing, list } from './listing.ts';
import { path } from './transport/path.ts';
import { nothing, resource } from './wire/envelope.ts';
import { id, integer, listOf, money, optionalId, text, type WireBody, withRaw } from './wire/fields.ts';
import { optionalOpenEnum } from './wire/open-enum.ts';

/**
 * A plan that subscriptions are billed by; its price is the sum of its lines. `raw` is the object as sent, for building a copy of it; its
 * texts are not fit to be shown.
 */
export type SubscriptionPlan = z.output<typeof subscriptionPlan>;

const line = z
  .object({ variant_id: optionalId, bundle_id: optionalId, name: text, quantity: integer, unit_price_money: money })
  .transform((wire) => ({
    variantId: wire.variant_id,
    bundleId: wire.bundle_id,
    name: wire.name,
    quantity: wire.quantity,
    unitPrice: wire.unit_price_money,
  }));

const planFields = z.object({
  name: text,
  status: optionalOpenEnum(['active', 'archived']),
  currency: text,
  billing_interval: optionalOpenEnum(['daily', 'weekly', 'monthly', 'yearly']),
  billing_interval_count: integer,
  line_items: listOf(line),
  external_reference_id: text,
  version: integer,
});

function domainPlan(planId: string, wire: z.output<typeof planFields>) {
  return {
    id: planId,
    name: wire.name,
    status: wire.status,
    currency: wire.currency,
    billingInterval: wire.billing_interval,
    billingIntervalCount: wire.billing_interval_count,
    lines: wire.line_items,
    externalReferenceId: wire.external_reference_id,
    version: wire.version,
  };
}

// Older servers call the id `plan_id` (the API notes, catalog, section 5).
const subscriptionPlan = withRaw(
  z.union([
    planFields.extend({ subscription_plan_id: id }).transform((wire) => domainPlan(wire.subscription_plan_id, wire)),
    planFields.extend({ plan_id: id }).transform((wire) => domainPlan(wire.plan_id, wire)),
  ]),
);

/** Lists plans. */
export function listSubscriptionPlans(
  client: FlintClient,
  filter: { readonly externalReferenceId?: string | undefined } = {},
): Listing<SubscriptionPlan> {
  const { externalReferenceId } = filter;
  return list(client, {
    path: '/v1/subscription-plans',
    query: { external_reference_id: externalReferenceId },
    item: subscriptionPlan,
    idOf: (item) => item.id,
    keep: (item) => externalReferenceId === undefined || item.externalReferenceId === externalReferenceId,
  });
}

/** Reads one plan. */
export async function readSubscriptionPlan(client: FlintClient, planId: string): Promise<Answer<SubscriptionPlan>> {
  const route = path`/v1/subscription-plans/${planId}`;
  return await client.request({ method: 'GET', path: route, answer: resource(subscriptionPlan) });
}

/** Creates a plan from a body in Flint's own field names (the API notes, catalog, section 5). The currency never changes. */
export async function createSubscriptionPlan(
  client: FlintClient,
  wanted: { readonly body: WireBody; readonly idempotencyKey: string },
): Promise<Answer<SubscriptionPlan>> {
  return await client.request({
    method: 'POST',
    path: '/v1/subscription-plans',
    body: wanted.body,
    idempotencyKey: wanted.idempotencyKey,
    answer: resource(subscriptionPlan),
  });
}

/** Archives a plan. */
export async function archiveSubscriptionPlan(
  client: FlintClient,
  archived: { readonly planId: string; readonly idempotencyKey: string },
): Promise<Answer<undefined>> {
  const { planId, idempotencyKey } = archived;
  const route = path`/v1/subscription-plans/${planId}`;
  const answer = await client.request({ method: 'DELETE', path: route, idempotencyKey, answer: nothing });
  return withValue(answer, undefined);
}
