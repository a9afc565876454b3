import { z } from 'zod';
import { paymentsReady } from '../account/verification.ts';
import { cards } from '../payments/cards.ts';
import { outstanding } from '../payments/orders.ts';
import { payOrder } from '../payments/pay.ts';
import { presentOrder, presentPaymentIntent } from '../payments/present-order.ts';
import type { PaymentIntentRecord } from '../state/payment-records.ts';
import { ApiError, invalid, notSimulated } from '../transport/api-error.ts';
import { moneyInput } from '../transport/inputs.ts';
import { ok, type Route, route } from '../transport/route.ts';
import { writing } from '../transport/scopes.ts';
import { findOrder } from './orders.ts';

const credential = z.strictObject({
  token: z.string().optional(),
  confirmation_token: z.string().optional(),
  payment_method_id: z.string().optional(),
});

/** Pays without a browser: the documented test tokens in test; in live they are declined, like every test card. */
const payOrderRoute = route({
  method: 'POST',
  path: '/v1/orders/:order_id/pay',
  scope: writing('commerce.orders'),
  body: z.discriminatedUnion('action', [
    z.strictObject({
      action: z.literal('pay'),
      payment_source: credential.optional(),
      expected_outstanding_money: moneyInput.optional(),
      buyer_contact: z.strictObject({ email: z.string().optional(), phone: z.string().optional() }).optional(),
      buyer_email: z.string().optional(),
      buyer_phone: z.string().optional(),
    }),
    z.looseObject({ action: z.enum(['confirm_payment_intents', 'setup', 'resume']) }),
  ]),
  handle({ context, mode, plane, body, parameter }) {
    const order = findOrder(plane, parameter('order_id'));
    if (body.action !== 'pay') throw notSimulated('action');
    if (order.closed_at !== undefined) throw new ApiError(409, 'ORDER_NOT_PAYABLE', 'This order is closed.');
    if (outstanding(order) === 0) throw new ApiError(409, 'ORDER_ALREADY_PAID', 'This order is already paid.');
    const expected = body.expected_outstanding_money;
    if (expected !== undefined && (expected.amount !== outstanding(order) || expected.currency !== order.currency)) {
      throw new ApiError(409, 'ORDER_CHANGED_REFRESH_REQUIRED', 'The order does not owe the expected amount any more.');
    }
    if (!paymentsReady(context, mode)) {
      throw new ApiError(403, 'MERCHANT_ACCOUNT_NOT_READY', 'The account cannot take payments yet.');
    }
    const card = cards.find(({ token }) => token !== undefined && token === body.payment_source?.token);
    if (card === undefined) throw invalid('payment_source', 'The rehearsal knows the documented test tokens only.');

    const intent = payOrder(context, mode, order, card);
    if (intent.status === 'requires_payment_method') throw declined(intent);
    const attempt = {
      status: intent.status === 'succeeded' ? 'succeeded' : 'requires_action',
      mode: 'payment',
      payment_intents: [presentPaymentIntent(intent)],
    };
    return ok({ order: presentOrder(plane, order), payment_attempt: attempt });
  },
});

/** A decline is answered with 402; the code is the upper-case twin of the intent's. */
function declined({ last_payment_error }: PaymentIntentRecord): ApiError {
  const code = (last_payment_error?.code ?? 'payment_failed').toUpperCase();
  return new ApiError(402, code, last_payment_error?.message ?? 'The payment failed.');
}

export const orderPaymentRoutes: readonly Route[] = [payOrderRoute];
