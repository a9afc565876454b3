import { z } from 'zod';
import { paymentsReady } from '../account/verification.ts';
import { newId } from '../identifiers.ts';
import { challengePath } from '../pages/addresses.ts';
import { cards } from '../payments/cards.ts';
import { outstanding } from '../payments/orders.ts';
import { payOrder } from '../payments/pay.ts';
import { presentOrder, presentPaymentIntent } from '../payments/present-order.ts';
import type { OrderRecord, PaymentIntentRecord } from '../state/payment-records.ts';
import { ApiError, invalid, notFound, notSimulated } from '../transport/api-error.ts';
import { moneyInput } from '../transport/inputs.ts';
import { type Answer, type CallFrame, ok, type Route, route } from '../transport/route.ts';
import { writing } from '../transport/scopes.ts';
import { findOrder } from './orders.ts';

const credential = z.strictObject({
  token: z.string().optional(),
  confirmation_token: z.string().optional(),
  payment_method_id: z.string().optional(),
});

const contact = {
  buyer_contact: z.strictObject({ email: z.string().optional(), phone: z.string().optional() }).optional(),
  buyer_email: z.string().optional(),
  buyer_phone: z.string().optional(),
};

const payAction = z.strictObject({
  action: z.literal('pay'),
  payment_source: credential.optional(),
  expected_outstanding_money: moneyInput.optional(),
  ...contact,
});

/** Pays without a browser: the documented test tokens in test; in live they are declined, like every test card. */
const payOrderRoute = route({
  feature: 'order',
  method: 'POST',
  path: '/v1/orders/:order_id/pay',
  scope: writing('commerce.orders'),
  body: z.discriminatedUnion('action', [
    payAction,
    z.strictObject({ action: z.literal('resume'), payment_attempt_id: z.string() }),
    z.looseObject({ action: z.enum(['confirm_payment_intents', 'setup']) }),
  ]),
  handle(call) {
    const { plane, body } = call;
    const order = findOrder(plane, call.parameter('order_id'));
    switch (body.action) {
      case 'pay':
        return pay(call, order, body);
      case 'resume':
        return resume(call, order, body.payment_attempt_id);
      default:
        throw notSimulated('action');
    }
  },
});

function pay(call: CallFrame, order: OrderRecord, body: z.infer<typeof payAction>): Answer {
  const { context, mode } = call;
  if (order.closed_at !== undefined) throw new ApiError(409, 'ORDER_NOT_PAYABLE', 'This order is closed.');
  if (outstanding(order) === 0) throw new ApiError(409, 'ORDER_ALREADY_PAID', 'This order is already paid.');
  const expected = body.expected_outstanding_money;
  if (expected !== undefined && (expected.amount !== outstanding(order) || expected.currency !== order.currency)) {
    throw new ApiError(409, 'ORDER_CHANGED_REFRESH_REQUIRED', 'The order does not owe the expected amount any more.');
  }
  if (!paymentsReady(context, mode)) {
    throw new ApiError(403, 'MERCHANT_ACCOUNT_NOT_READY', 'The account cannot take payments yet.');
  }
  const sent = Object.keys(body.payment_source ?? {});
  if (sent.length === 0) throw invalid('payment_source', 'Say what to pay with.', 'CONFIRMATION_TOKEN_REQUIRED');
  if (sent.length > 1) throw invalid('payment_source', 'Send exactly one credential.', 'INVALID_REQUEST');
  const card = cards.find(({ token }) => token !== undefined && token === body.payment_source?.token);
  if (card === undefined) throw invalid('payment_source', 'The rehearsal knows the documented test tokens only.');

  const intent = payOrder(context, mode, order, card);
  intent.order_payment_attempt_id = newId('opat', context.clock.now());
  return attempted(call, order, intent);
}

/** Goes on after the buyer's part: the challenge was answered, or still waits. */
function resume(call: CallFrame, order: OrderRecord, attemptId: string): Answer {
  const intent = Object.values(call.plane.payment_intents).find(
    (one) => one.order_id === order.order_id && one.order_payment_attempt_id === attemptId,
  );
  if (intent === undefined) throw notFound('payment attempt', attemptId, 'payment_attempt_id');
  return attempted(call, order, intent);
}

function attempted({ context, plane }: CallFrame, order: OrderRecord, intent: PaymentIntentRecord): Answer {
  if (intent.status === 'requires_payment_method') throw declined(intent);
  const waits = intent.status === 'requires_action';
  const settled = outstanding(order) === 0 ? 'succeeded' : 'partially_succeeded';
  return ok({
    order: presentOrder(context, plane, order),
    payment_attempt: {
      order_payment_attempt_id: intent.order_payment_attempt_id,
      status: intent.status === 'succeeded' ? settled : intent.status,
      mode: 'payment',
      payment_intents: [presentPaymentIntent(intent)],
      // Where the buyer answers is the sandbox's own page.
      pending_actions: waits
        ? [{ type: 'redirect', url: `${context.baseUrl}${challengePath(intent.payment_intent_id)}` }]
        : [],
      is_resumable: waits,
    },
  });
}

/** A decline is answered with 402; the code is the upper-case twin of the intent's. */
function declined({ last_payment_error }: PaymentIntentRecord): ApiError {
  const code = (last_payment_error?.code ?? 'payment_failed').toUpperCase();
  return new ApiError(402, code, last_payment_error?.message ?? 'The payment failed.');
}

export const orderPaymentRoutes: readonly Route[] = [payOrderRoute];
