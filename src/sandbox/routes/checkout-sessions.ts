import { z } from 'zod';
import { checkoutPath } from '../pages/addresses.ts';
import { closeCheckoutSession, createCheckoutSession } from '../payments/checkout-sessions.ts';
import { createOrder } from '../payments/orders.ts';
import { presentOrder } from '../payments/present-order.ts';
import type { CheckoutSessionRecord, OrderRecord } from '../state/payment-records.ts';
import type { Plane } from '../state/plane.ts';
import { ApiError, notFound, notSimulated } from '../transport/api-error.ts';
import { matches, mentions, withinTime } from '../transport/filters.ts';
import {
  dateTimeInput,
  externalReferenceInput,
  idInput,
  listQuery,
  metadataInput,
  positiveMoneyInput,
  repeatable,
  timeBounds,
  webAddressInput,
} from '../transport/inputs.ts';
import { type CallFrame, created, ok, paged, type Route, route } from '../transport/route.ts';
import { demand, holds, reading, writing } from '../transport/scopes.ts';
import { inOrder } from '../transport/sorting.ts';
import { findOrder } from './orders.ts';

const createInput = z.strictObject({
  order_id: idInput('ord').optional(),
  quick_pay_item: z
    .strictObject({ name: z.string().min(1), amount_money: positiveMoneyInput, tax: z.unknown().optional() })
    .optional(),
  subscription_plan_id: idInput('plan').optional(),
  surface: z.enum(['hosted', 'embedded']).optional(),
  redirects: z
    .strictObject({
      success_redirect_url: webAddressInput.optional(),
      cancel_redirect_url: webAddressInput.optional(),
    })
    .optional(),
  expiration: z
    .strictObject({
      expires_in_seconds: z.int().min(60).max(86_400).optional(),
      expiration_url: webAddressInput.optional(),
    })
    .optional(),
  replace_checkout_session_id: idInput('cs').optional(),
  payments: z.looseObject({}).optional(),
  tip: z.unknown().optional(),
  tax: z.unknown().optional(),
  customer_collection: z.looseObject({}).optional(),
  delivery_method_ids: z.array(z.string()).optional(),
  promotion_config: z.looseObject({}).optional(),
  legal: z.looseObject({}).optional(),
  theme: z.looseObject({}).optional(),
  custom_text: z.unknown().optional(),
  metadata: metadataInput.optional(),
  external_reference_id: externalReferenceInput.optional(),
});

/** Documented fields that the rehearsal refuses rather than ignores. */
const unsimulated = [
  'payments',
  'tip',
  'tax',
  'customer_collection',
  'delivery_method_ids',
  'promotion_config',
  'legal',
  'theme',
  'custom_text',
] as const;

const createSession = route({
  method: 'POST',
  path: '/v1/checkout-sessions',
  scope: writing('checkouts.checkout_sessions'),
  ownId: 'checkout_session_id',
  body: createInput,
  handle(call) {
    const { context, mode, body } = call;
    for (const name of unsimulated) if (body[name] !== undefined) throw notSimulated(name);
    if (body.expiration?.expiration_url !== undefined) throw notSimulated('expiration.expiration_url');
    const sources = [body.order_id, body.quick_pay_item, body.subscription_plan_id].filter((one) => one !== undefined);
    if (sources.length !== 1) {
      const message = 'Send exactly one of order_id, quick_pay_item and subscription_plan_id.';
      throw new ApiError(400, 'INVALID_REQUEST', message);
    }
    if (body.replace_checkout_session_id !== undefined && body.order_id === undefined) {
      throw new ApiError(400, 'INVALID_REQUEST', 'replace_checkout_session_id goes with order_id only.', {
        param: 'replace_checkout_session_id',
      });
    }
    const session = createCheckoutSession(context, mode, orderFor(call, body), {
      ...body.redirects,
      surface: body.surface ?? 'hosted',
      expires_in_seconds: body.expiration?.expires_in_seconds,
      replace_checkout_session_id: body.replace_checkout_session_id,
      external_reference_id: body.external_reference_id,
      metadata: body.metadata,
    });
    return created({
      checkout_session: present(call, session),
      checkout_access: { checkout_auth_token: session.access_token },
      reused_existing: false,
    });
  },
});

const listSessions = route({
  method: 'GET',
  path: '/v1/checkout-sessions',
  scope: reading('checkouts.checkout_sessions'),
  query: listQuery({
    status: z.string().optional(),
    order_id: idInput('ord').optional(),
    payment_link_id: idInput('pl').optional(),
    customer_id: z.string().optional(),
    origin: z.string().optional(),
    external_reference_id: externalReferenceInput.optional(),
    query: z.string().optional(),
    expires_after: dateTimeInput.optional(),
    expires_before: dateTimeInput.optional(),
    sort_by: z.enum(['created_at', 'updated_at']).optional(),
    ...timeBounds,
  }),
  handle(call) {
    const { plane, query } = call;
    const found = Object.values(plane.checkout_sessions).filter(
      (session) =>
        matches(query.status, session.status) &&
        matches(query.order_id, session.order_id) &&
        matches(query.external_reference_id, session.external_reference_id) &&
        matches(query.customer_id, plane.orders[session.order_id]?.customer_id) &&
        matches(query.origin, plane.orders[session.order_id]?.origin) &&
        mentions(query.query, session.external_reference_id, session.checkout_session_id) &&
        query.payment_link_id === undefined &&
        withinTime(session, query) &&
        Date.parse(session.expires_at) > Date.parse(query.expires_after ?? '1970-01-01') &&
        Date.parse(session.expires_at) < Date.parse(query.expires_before ?? '9999-01-01'),
    );
    const ordered = inOrder(found, query, {
      created_at: ({ created_at }) => created_at,
      updated_at: ({ updated_at }) => updated_at,
    });
    return paged(call, ordered, (session) => present(call, session));
  },
});

const readSession = route({
  method: 'GET',
  path: '/v1/checkout-sessions/:checkout_session_id',
  scope: reading('checkouts.checkout_sessions'),
  query: z.strictObject({ expand: repeatable(z.literal('order')) }),
  handle(call) {
    const { context, plane, key, query } = call;
    const session = find(plane, call.parameter('checkout_session_id'));
    if (query.expand === undefined) return ok(present(call, session));
    demand(context, key, reading('commerce.orders'));
    return ok({ ...present(call, session), order: presentOrder(context, plane, findOrder(plane, session.order_id)) });
  },
});

const closeSession = route({
  method: 'POST',
  path: '/v1/checkout-sessions/:checkout_session_id/close',
  scope: writing('checkouts.checkout_sessions'),
  bodyOptional: true,
  body: z.strictObject({ reason: z.string().optional() }),
  handle(call) {
    const session = find(call.plane, call.parameter('checkout_session_id'));
    closeCheckoutSession(call.context, call.mode, session);
    return ok(present(call, session));
  },
});

function orderFor(call: CallFrame, body: z.infer<typeof createInput>): OrderRecord {
  const { context, mode, plane, cause } = call;
  if (body.order_id !== undefined) return findOrder(plane, body.order_id, 'order_id');
  if (body.quick_pay_item !== undefined) {
    const { name, amount_money, tax } = body.quick_pay_item;
    if (tax !== undefined) throw notSimulated('quick_pay_item.tax');
    return createOrder(context, mode, { line_items: [{ name, unit_price_money: amount_money }] }, 'checkout', cause);
  }
  const id = body.subscription_plan_id ?? '';
  const plan = plane.subscription_plans[id];
  if (plan === undefined) throw notFound('subscription plan', id, 'subscription_plan_id');
  const lines = plan.line_items.map(({ name, unit_price_money, quantity }) => ({ name, unit_price_money, quantity }));
  return createOrder(context, mode, { line_items: lines }, 'checkout', cause);
}

/** The address of the hosted page is shown only to a key that may manage sessions. */
function present({ context, plane, key }: CallFrame, session: CheckoutSessionRecord): Record<string, unknown> {
  const { access_token, challenged_payment_intent_id: _challenged, ...shown } = session;
  const visible = session.surface === 'hosted' && holds(key, 'checkouts.checkout_sessions.write');
  return {
    ...shown,
    ...(visible ? { url: `${context.baseUrl}${checkoutPath(access_token)}` } : {}),
    payment_intent_ids: Object.values(plane.payment_intents)
      .filter(({ order_id }) => order_id === session.order_id)
      .map(({ payment_intent_id }) => payment_intent_id),
    problems: [],
  };
}

function find(plane: Plane, id: string): CheckoutSessionRecord {
  const session = plane.checkout_sessions[id];
  if (session === undefined) throw notFound('checkout session', id);
  return session;
}

export const checkoutSessionRoutes: readonly Route[] = [createSession, listSessions, readSession, closeSession];
