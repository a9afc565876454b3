import type { Answer } from '../../../src/flint/answer.ts';
import {
  closeCheckoutSession,
  createCheckoutSession,
  listCheckoutSessions,
  readCheckoutSession,
} from '../../../src/flint/checkout-sessions.ts';
import { createOrder, listOrders, type Order, readOrder } from '../../../src/flint/orders.ts';
import { createRefund, listRefunds, readRefund } from '../../../src/flint/refunds.ts';
import { isSettled, settlementOf } from '../../../src/flint/settlement.ts';
import { all, type CallUnderTest, dollar, idempotencyKey, itemsSay, listOf, only, sent, value } from './judging.ts';

function orderSays(answer: Answer<Order>, data: unknown): void {
  const settlement = settlementOf(answer, dollar);
  const stated = sent(data, 'payment_status') ?? sent(data, 'status');
  only(settlement.paid, [stated, 'paid']);
  only(
    isSettled(settlement, 'live'),
    [stated, 'paid'],
    [sent(data, 'settlement_amounts', 'outstanding_money', 'amount'), 0],
  );
}

export const moneyCalls: Readonly<Record<string, CallUnderTest | readonly CallUnderTest[]>> = {
  createOrder: {
    operation: 'POST /v1/orders',
    call: (client) =>
      createOrder(client, {
        lines: [{ name: 'A', unitPrice: dollar, quantity: 1 }],
        externalReferenceId: 'a',
        idempotencyKey,
      }),
    judge: (read, data) => orderSays(read as Answer<Order>, data), // What createOrder gives.
  },
  readOrder: {
    operation: 'GET /v1/orders/{order_id}',
    call: (client) => readOrder(client, 'ord_1abc', { withPaymentIntents: true }),
    judge: (read, data) => orderSays(read as Answer<Order>, data), // What readOrder gives.
  },
  listOrders: { operation: 'GET /v1/orders', call: (client) => all(listOrders(client, {})) },
  createCheckoutSession: {
    operation: 'POST /v1/checkout-sessions',
    call: (client) => value(createCheckoutSession(client, { orderId: 'ord_1abc', idempotencyKey })),
    judge: (read, data) => only(sent(read, 'status') === 'paid', [sent(data, 'checkout_session', 'status'), 'paid']),
  },
  readCheckoutSession: {
    operation: 'GET /v1/checkout-sessions/{checkout_session_id}',
    call: (client) => value(readCheckoutSession(client, 'cs_1abc')),
    judge: (read, data) => itemsSay('paid', listOf([read]), [data]),
  },
  listCheckoutSessions: {
    operation: 'GET /v1/checkout-sessions',
    call: (client) => all(listCheckoutSessions(client, { orderId: 'ord_1abc' })),
    judge: (read, data) => itemsSay('paid', listOf(read), data),
  },
  closeCheckoutSession: {
    operation: 'POST /v1/checkout-sessions/{checkout_session_id}/close',
    call: (client) => value(closeCheckoutSession(client, { sessionId: 'cs_1abc', idempotencyKey })),
    judge: (read, data) => itemsSay('paid', listOf([read]), [data]),
  },
  createRefund: {
    operation: 'POST /v1/refunds',
    call: (client) => value(createRefund(client, { orderId: 'ord_1abc', amount: dollar, idempotencyKey })),
    judge: (read, data) => itemsSay('succeeded', listOf([read]), [data]),
  },
  readRefund: {
    operation: 'GET /v1/refunds/{refund_id}',
    call: (client) => value(readRefund(client, 'ref_1abc')),
    judge: (read, data) => itemsSay('succeeded', listOf([read]), [data]),
  },
  listRefunds: {
    operation: 'GET /v1/refunds',
    call: (client) => all(listRefunds(client, { orderId: 'ord_1abc' })),
    judge: (read, data) => itemsSay('succeeded', listOf(read), data),
  },
};
