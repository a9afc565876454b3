import { z } from 'zod';
import { presentOrder, presentPaymentIntent } from '../payments/present-order.ts';
import { type RefundParts, takenBy } from '../payments/refund-parts.ts';
import { createRefund, type RefundTarget } from '../payments/refunds.ts';
import { money } from '../state/money.ts';
import type { RefundRecord } from '../state/payment-records.ts';
import type { Plane } from '../state/plane.ts';
import { ApiError, invalid, notFound, notSimulated } from '../transport/api-error.ts';
import { matches, mentions, withinTime } from '../transport/filters.ts';
import {
  amountBounds,
  externalReferenceInput,
  idInput,
  listQuery,
  metadataInput,
  namesOf,
  positiveMoneyInput,
  repeatable,
  timeBounds,
} from '../transport/inputs.ts';
import { created, ok, paged, type Route, route } from '../transport/route.ts';
import { demandExpanded, reading, writing } from '../transport/scopes.ts';
import { inOrder } from '../transport/sorting.ts';
import { findOrder } from './orders.ts';

const reasons = [
  'requested_by_customer',
  'duplicate',
  'fraudulent',
  'defective_product',
  'wrong_item_shipped',
  'never_received',
  'not_as_described',
  'arrived_too_late',
  'customer_changed_mind',
  'better_price_found',
  'accidental_order',
  'other',
] as const;

const createInput = z.strictObject({
  order_id: idInput('ord').optional(),
  payment_intent_id: idInput('pi').optional(),
  amount_money: positiveMoneyInput.optional(),
  reason: z.string().optional(),
  reason_message: z.string().optional(),
  refund_method: z.string().optional(),
  external_reference_id: externalReferenceInput.optional(),
  metadata: metadataInput.optional(),
  line_items: z.unknown().optional(),
  charges: z.unknown().optional(),
  tax_breakdown_refunds: z.unknown().optional(),
  tender_allocations: z.unknown().optional(),
  gift_card_load_id: z.unknown().optional(),
});

const unsimulated = [
  'line_items',
  'charges',
  'tax_breakdown_refunds',
  'tender_allocations',
  'gift_card_load_id',
] as const;

const createRefundRoute = route({
  method: 'POST',
  path: '/v1/refunds',
  scope: writing('commerce.refunds'),
  ownId: 'refund_id',
  body: createInput,
  handle({ context, mode, plane, body, cause }) {
    for (const name of unsimulated) if (body[name] !== undefined) throw notSimulated(name);
    if (body.reason !== undefined && !reasons.some((known) => known === body.reason)) {
      throw invalid('reason', 'This is no known reason.', 'INVALID_REFUND_REASON');
    }
    if (body.refund_method !== undefined && body.refund_method !== 'original_payment') {
      throw invalid('refund_method', 'Only original_payment is known.', 'INVALID_REFUND_METHOD');
    }
    return created(present(createRefund(context, mode, targetOf(plane, body), pick(body), cause)));
  },
});

const listRefunds = route({
  method: 'GET',
  path: '/v1/refunds',
  scope: reading('commerce.refunds'),
  query: listQuery({
    order_id: idInput('ord').optional(),
    payment_intent_id: idInput('pi').optional(),
    customer_id: z.string().optional(),
    status: z.string().optional(),
    reason: repeatable(z.enum(reasons)),
    refund_method: z.string().optional(),
    external_reference_id: externalReferenceInput.optional(),
    return_id: z.string().optional(),
    query: z.string().optional(),
    sort_by: z.enum(['created_at', 'updated_at', 'amount']).optional(),
    ...amountBounds,
    ...timeBounds,
  }),
  handle(call) {
    const { plane, query } = call;
    const found = Object.values(plane.refunds).filter(
      (refund) =>
        matches(query.order_id, refund.order_id) &&
        matches(query.payment_intent_id, refund.payment_intent_id) &&
        matches(query.status, refund.status) &&
        matches(query.refund_method, 'original_payment') &&
        matches(query.external_reference_id, refund.external_reference_id) &&
        matches(query.customer_id, plane.orders[refund.order_id]?.customer_id) &&
        matches(query.currency, refund.amount_money.currency) &&
        mentions(query.query, refund.reason_message, refund.external_reference_id) &&
        (query.reason?.some((reason) => reason === refund.reason) ?? true) &&
        refund.amount_money.amount >= (query.min_amount ?? 0) &&
        refund.amount_money.amount <= (query.max_amount ?? refund.amount_money.amount) &&
        query.return_id === undefined &&
        withinTime(refund, query),
    );
    const ordered = inOrder(found, query, {
      created_at: ({ created_at }) => created_at,
      updated_at: ({ updated_at }) => updated_at,
      amount: ({ amount_money }) => amount_money.amount,
    });
    return paged(call, ordered, present);
  },
});

/** What a refund can be read with, and whose read scope that takes. The rehearsal's refunds have no customer. */
const expansionDomains = {
  customer: 'customers',
  order: 'commerce.orders',
  payment_intent: 'payments.payment_intents',
  'payment_refunds.payment_intent': 'payments.payment_intents',
} as const;

const readRefund = route({
  method: 'GET',
  path: '/v1/refunds/:refund_id',
  scope: reading('commerce.refunds'),
  query: z.strictObject({ expand: repeatable(z.enum(namesOf(expansionDomains))) }),
  handle({ context, plane, key, query, parameter }) {
    const id = parameter('refund_id');
    const refund = plane.refunds[id];
    if (refund === undefined) throw notFound('refund', id);
    demandExpanded(context, key, query.expand, expansionDomains);
    const expands = (name: keyof typeof expansionDomains) => query.expand?.includes(name) === true;
    const intentOf = (intentId: string) => {
      const intent = plane.payment_intents[intentId];
      return intent === undefined ? {} : { payment_intent: presentPaymentIntent(intent) };
    };
    return ok({
      ...present(refund),
      ...(expands('order') ? { order: presentOrder(context, plane, findOrder(plane, refund.order_id)) } : {}),
      ...(expands('payment_intent') ? intentOf(refund.payment_intent_id) : {}),
      ...(expands('payment_refunds.payment_intent')
        ? { payment_refunds: statedParts(refund).map((part) => ({ ...part, ...intentOf(part.payment_intent_id) })) }
        : {}),
    });
  },
});

/** The order that was named, or the one behind the payment intent. */
function targetOf(plane: Plane, body: z.infer<typeof createInput>): RefundTarget {
  const { order_id, payment_intent_id } = body;
  if (order_id === undefined && payment_intent_id === undefined) {
    throw new ApiError(400, 'FIELD_REQUIRED', 'Say what to refund: order_id or payment_intent_id.', {
      param: 'order_id',
    });
  }
  if (payment_intent_id === undefined) return { order: findOrder(plane, order_id ?? '', 'order_id') };
  const intent = plane.payment_intents[payment_intent_id];
  if (intent === undefined) throw notFound('payment intent', payment_intent_id, 'payment_intent_id');
  if (order_id !== undefined && order_id !== intent.order_id) {
    throw invalid('payment_intent_id', 'This payment does not belong to the order.', 'PAYMENT_INTENT_NOT_REFUNDABLE');
  }
  return { order: findOrder(plane, intent.order_id), paymentIntentId: payment_intent_id };
}

function pick({ amount_money, reason, reason_message, external_reference_id, metadata }: z.infer<typeof createInput>) {
  return { amount_money, reason, reason_message, external_reference_id, metadata };
}

function present(refund: RefundRecord): Record<string, unknown> {
  return {
    ...refund,
    payment_refunds: statedParts(refund),
    refunded_tip_money: money(0, refund.amount_money.currency),
    refund_method: 'original_payment',
    line_item_allocations: [],
  };
}

/** One that came to nothing still says what it was to send back. */
function statedParts(refund: RefundRecord): RefundParts {
  return refund.status === 'partially_succeeded' ? takenBy(refund) : refund.payment_refunds;
}

export const refundRoutes: readonly Route[] = [createRefundRoute, listRefunds, readRefund];
