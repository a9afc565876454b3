import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { checkoutProgress, createCheckoutSession, readCheckoutSession } from '../../src/flint/checkout-sessions.ts';
import { declineWords } from '../../src/flint/decline-words.ts';
import { createOrder, readOrder } from '../../src/flint/orders.ts';
import { createRefund, readRefund, refundProgress } from '../../src/flint/refunds.ts';
import { isSettled, settlementOf } from '../../src/flint/settlement.ts';
import { json, liveClient, refused, routes, scripted } from './scripted-server.ts';

const dollar = { amount: 100, currency: 'USD' };
const none = { amount: 0, currency: 'USD' };
const prove = { 'GET /v1/developer/auth-context': refused(404, 'ROUTE_NOT_FOUND') };
const amounts = (paid: unknown, outstanding: unknown) => ({ paid_money: paid, outstanding_money: outstanding });

async function settlementFrom(data: object) {
  const server = await scripted(json(200, { data: { order_id: 'ord_1', ...data } }));
  return settlementOf(await readOrder(liveClient(server.baseUrl), 'ord_1'), dollar);
}

describe('whether an order is settled', () => {
  test('both generations have one answer for yes', async () => {
    const guide = await settlementFrom({ status: 'paid', settlement_amounts: amounts(dollar, none) });
    const later = await settlementFrom({
      status: 'open',
      payment_status: 'paid',
      settlement_amounts: amounts(dollar, none),
    });
    for (const settlement of [guide, later]) {
      expect(settlement).toEqual({
        paid: true,
        nothingOutstanding: true,
        rightSum: true,
        currency: 'USD',
        mode: 'live',
      });
      expect(isSettled(settlement, 'live')).toBe(true);
      expect(isSettled(settlement, 'test')).toBe(false);
    }
  });

  test.each([
    ['payment_status speaks first', { status: 'paid', payment_status: 'unpaid' }],
    ['an unknown payment_status is no yes', { status: 'paid', payment_status: 'PAID' }],
    ['a payment_status of another type is no yes', { status: 'paid', payment_status: true }],
    ['partly paid is not paid', { status: 'open', payment_status: 'partially_paid' }],
    ['an unknown status is not paid', { status: 'settled' }],
    ['a missing status is not paid', {}],
  ])('%s', async (_what, data) => {
    expect((await settlementFrom({ ...data, settlement_amounts: amounts(dollar, none) })).paid).toBe(false);
  });

  test.each([
    ['missing', { status: 'paid' }],
    ['null', { status: 'paid', settlement_amounts: amounts(null, null) }],
    ['text', { status: 'paid', settlement_amounts: amounts('1.00', '0') }],
    [
      'fractions',
      {
        status: 'paid',
        settlement_amounts: amounts({ amount: 1.5, currency: 'USD' }, { amount: 0.5, currency: 'USD' }),
      },
    ],
    ['without currency', { status: 'paid', settlement_amounts: amounts({ amount: 100 }, { amount: 0 }) }],
  ])('sums that are %s confirm nothing', async (_what, data) => {
    const settlement = await settlementFrom(data);
    expect(settlement).toMatchObject({ nothingOutstanding: 'not confirmed', rightSum: 'not confirmed' });
    expect(isSettled(settlement, 'live')).toBe(false);
  });

  test('another sum or currency is not the right sum', async () => {
    const other = await settlementFrom({
      status: 'paid',
      settlement_amounts: amounts({ amount: 99, currency: 'USD' }, none),
    });
    const euro = await settlementFrom({
      status: 'paid',
      settlement_amounts: amounts({ amount: 100, currency: 'EUR' }, none),
    });
    expect([other.rightSum, euro.rightSum, euro.currency]).toEqual([false, false, 'EUR']);
  });

  test('the total stands in for the paid sum only where no settled sums are stated at all', async () => {
    const order = { status: 'paid', pricing_amounts: { total_money: dollar } };
    expect((await settlementFrom(order)).rightSum).toBe(true);
    const silent = await settlementFrom({ ...order, settlement_amounts: { outstanding_money: none } });
    expect(silent.rightSum).toBe('not confirmed');
    expect(isSettled(silent, 'live')).toBe(false);
  });
});

describe('orders', () => {
  test('are made of ad hoc lines with our reference', async () => {
    const server = await scripted(
      routes({ ...prove, 'POST /v1/orders': json(201, { data: { order_id: 'ord_1', status: 'open' } }) }),
    );
    await createOrder(liveClient(server.baseUrl), {
      lines: [{ name: 'Launch check', unitPrice: dollar, quantity: 1 }],
      externalReferenceId: 'launch-1',
      idempotencyKey: 'k',
    });
    expect(JSON.parse(server.seen.at(-1)?.body ?? '')).toEqual({
      line_items: [{ name: 'Launch check', unit_price_money: dollar, quantity: 1 }],
      external_reference_id: 'launch-1',
    });
  });

  test('tell the card and the last decline through their payment intents', async () => {
    const intent = {
      payment_intent_id: 'pi_1',
      status: 'requires_payment_method',
      amount_money: dollar,
      payment_source: { card: { brand: 'visa', last4: '0002' } },
      last_payment_error: { code: 'insufficient_funds', message: 'No \u001b[31mfunds' },
    };
    const server = await scripted(
      json(200, { data: { order_id: 'ord_1', status: 'open', payment_intents: [intent] } }),
    );
    const { value } = await readOrder(liveClient(server.baseUrl), 'ord_1', { withPaymentIntents: true });
    expect(server.seen[0]?.query.get('expand')).toBe('payment_intents');
    expect(value.paymentIntents[0]).toMatchObject({
      card: { brand: 'visa', lastFour: '0002' },
      lastError: { code: 'insufficient_funds', message: 'No funds' },
    });
    expect(declineWords('insufficient_funds')).toBe(declineWords('INSUFFICIENT_FUNDS'));
    expect(declineWords('quite_new')).toContain('quite new');
  });
});

describe('checkout sessions', () => {
  const session = { checkout_session_id: 'cs_1', status: 'open', order_id: 'ord_1' };
  const launch = async (data: object) => {
    const server = await scripted(json(201, { data }));
    return await createCheckoutSession(liveClient(server.baseUrl), { orderId: 'ord_1', idempotencyKey: 'k' });
  };

  test.each([
    ['inside the session', { checkout_session: { ...session, url: 'https://pay.example/s/SECRETLINK' } }],
    ['in the older place', { checkout_session: session, hosted_checkout: { url: 'https://pay.example/s/SECRETLINK' } }],
  ])('the link is read %s and is in no print-out', async (_what, data) => {
    const answer = await launch(data);
    expect(answer.value.url?.reveal()).toBe('https://pay.example/s/SECRETLINK');
    expect(inspect(answer, { depth: null, showHidden: true }) + JSON.stringify(answer)).not.toContain('SECRETLINK');
  });

  test.each(['javascript:alert(1)', 'http://pay.example/s', 'file:///etc/passwd', 'nonsense', 7])(
    'the link %j is none to be opened',
    async (url) => {
      expect((await launch({ checkout_session: { ...session, url } })).value.url).toBeUndefined();
    },
  );

  test('the session in the way of a new one is named', async () => {
    const server = await scripted(
      routes({
        ...prove,
        'POST /v1/checkout-sessions': refused(409, 'CHECKOUT_SESSION_ALREADY_EXISTS', {
          existing_checkout_session_id: 'cs_0',
        }),
      }),
    );
    const call = createCheckoutSession(liveClient(server.baseUrl), { orderId: 'ord_1', idempotencyKey: 'k' });
    await expect(call).rejects.toMatchObject({ problem: 'conflict', existingCheckoutSessionId: 'cs_0' });
  });

  test.each([
    ['open', 'waiting'],
    ['paid', 'paid'],
    ['partially_paid', 'stopped after money moved'],
    ['expired', 'stopped'],
    ['closed', 'stopped'],
    ['invalidated', 'stopped'],
    ['completed', 'waiting'],
    [null, 'waiting'],
  ])('%j is %s', async (status, progress) => {
    const server = await scripted(json(200, { data: { ...session, status } }));
    const { value } = await readCheckoutSession(liveClient(server.baseUrl), 'cs_1');
    expect(checkoutProgress(value.status)).toBe(progress);
  });
});

describe('refunds', () => {
  const refund = (status: unknown) => ({ refund_id: 'ref_1', status, amount_money: dollar, order_id: 'ord_1' });

  test('always state their amount', async () => {
    const server = await scripted(routes({ ...prove, 'POST /v1/refunds': json(201, { data: refund('pending') }) }));
    await createRefund(liveClient(server.baseUrl), { orderId: 'ord_1', amount: dollar, idempotencyKey: 'k' });
    expect(JSON.parse(server.seen.at(-1)?.body ?? '')).toEqual({
      order_id: 'ord_1',
      amount_money: dollar,
      reason: 'requested_by_customer',
    });
  });

  test.each([
    ['pending', 'waiting'],
    ['in_transit', 'waiting'],
    ['succeeded', 'succeeded'],
    ['failed', 'stopped'],
    ['canceled', 'stopped'],
    ['requires_action', 'stopped'],
    ['partially_succeeded', 'stopped'],
    ['SUCCEEDED', 'waiting'],
    [undefined, 'waiting'],
  ])('%j is %s', async (status, progress) => {
    const server = await scripted(json(200, { data: refund(status) }));
    expect(refundProgress((await readRefund(liveClient(server.baseUrl), 'ref_1')).value.status)).toBe(progress);
  });
});
