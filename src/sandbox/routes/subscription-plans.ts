import { z } from 'zod';
import { archivePlan, createPlan, planInput, planPatch, updatePlan } from '../catalog/subscription-plans.ts';
import type { SubscriptionPlanRecord } from '../state/catalog-records.ts';
import type { Plane } from '../state/plane.ts';
import { notFound } from '../transport/api-error.ts';
import { matches, mentions } from '../transport/filters.ts';
import { externalReferenceInput, listQuery } from '../transport/inputs.ts';
import { type CallFrame, created, listed, ok, type Route, route } from '../transport/route.ts';
import { reading, writing } from '../transport/scopes.ts';

const listPlans = route({
  method: 'GET',
  path: '/v1/subscription-plans',
  scope: reading('commerce.subscription_plans'),
  query: listQuery({
    external_reference_id: externalReferenceInput.optional(),
    query: z.string().optional(),
    status: z.string().optional(),
  }),
  handle(call) {
    const { query } = call;
    const found = Object.values(call.plane.subscription_plans).filter(
      (plan) =>
        matches(query.external_reference_id, plan.external_reference_id) &&
        (query.status === undefined ? plan.status !== 'archived' : query.status === plan.status) &&
        mentions(query.query, plan.name, plan.description),
    );
    return listed(call, found, (plan) => present(call, plan));
  },
});

const createPlanRoute = route({
  method: 'POST',
  path: '/v1/subscription-plans',
  scope: writing('commerce.subscription_plans'),
  ownId: 'subscription_plan_id',
  body: planInput,
  handle: (call) => created(present(call, createPlan(call.context, call.mode, call.body))),
});

const readPlan = route({
  method: 'GET',
  path: '/v1/subscription-plans/:subscription_plan_id',
  scope: reading('commerce.subscription_plans'),
  handle: (call) => ok(present(call, find(call.plane, call.parameter('subscription_plan_id')))),
});

const updatePlanRoute = route({
  method: 'PATCH',
  path: '/v1/subscription-plans/:subscription_plan_id',
  scope: writing('commerce.subscription_plans'),
  ownId: 'subscription_plan_id',
  body: planPatch,
  handle(call) {
    const plan = find(call.plane, call.parameter('subscription_plan_id'));
    updatePlan(call.context, call.mode, plan, call.body);
    return ok(present(call, plan));
  },
});

const deletePlan = route({
  method: 'DELETE',
  path: '/v1/subscription-plans/:subscription_plan_id',
  scope: writing('commerce.subscription_plans'),
  handle(call) {
    const plan = find(call.plane, call.parameter('subscription_plan_id'));
    archivePlan(call.context, plan);
    return ok(present(call, plan));
  },
});

function present({ context }: CallFrame, plan: SubscriptionPlanRecord): Record<string, unknown> {
  return { ...plan, merchant_id: context.store.state.merchant_id };
}

function find(plane: Plane, id: string): SubscriptionPlanRecord {
  const plan = plane.subscription_plans[id];
  if (plan === undefined) throw notFound('subscription plan', id);
  return plan;
}

export const subscriptionPlanRoutes: readonly Route[] = [
  listPlans,
  createPlanRoute,
  readPlan,
  updatePlanRoute,
  deletePlan,
];
