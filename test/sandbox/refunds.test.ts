import { expect, test, vi } from 'vitest';
import { openCheckout, type Rehearsal, rehearse, usd, withReceiver } from './harness.ts';

const patience = { timeout: 10_000, interval: 5 };

async function paidOrder(rehearsal: Rehearsal, amount = 100): Promise<string> {
  const { orderId, url } = await openCheckout(rehearsal, 'test', amount);
  await rehearsal.form(url, { card: 'test_card_success' });
  return orderId;
}

test('a refund is pending at first and succeeds later, when the order totals move', async () => {
  const rehearsal = await rehearse();
  const order_id = await paidOrder(rehearsal);
  const body = { order_id, amount_money: usd(100), reason: 'requested_by_customer' };
  const made = await rehearsal.test('POST', '/v1/refunds', body);
  expect([made.status, made.body.data.status]).toEqual([201, 'pending']);
  const path = `/v1/refunds/${made.body.data.refund_id}`;
  const settled = async () => (await rehearsal.test('GET', `/v1/orders/${order_id}`)).body.data.settlement_amounts;

  rehearsal.clock.advance(3_999);
  expect((await rehearsal.test('GET', path)).body.data.status).toBe('pending');
  expect((await settled()).refunded_money).toEqual(usd(0));
  rehearsal.clock.advance(1);
  expect((await rehearsal.test('GET', path)).body.data).toMatchObject({ status: 'succeeded', amount_money: usd(100) });
  expect(await settled()).toMatchObject({ refunded_money: usd(100), paid_money: usd(100), outstanding_money: usd(0) });
});

test('speed shortens the settlement', async () => {
  const rehearsal = await rehearse({ speed: 4 });
  const order_id = await paidOrder(rehearsal);
  const { body } = await rehearsal.test('POST', '/v1/refunds', { order_id });
  rehearsal.clock.advance(1_000);
  const read = await rehearsal.test('GET', `/v1/refunds/${body.data.refund_id}`);
  expect(read.body.data.status).toBe('succeeded');
});

test('a refund sends its events, the outcome in refund.updated', async () => {
  const rehearsal = await rehearse();
  const { receiver } = await withReceiver(rehearsal);
  const { orderId, url } = await openCheckout(rehearsal, 'live');
  await rehearsal.form(url, { card: 'stand_in_card_success' });
  await rehearsal.live('POST', '/v1/refunds', { order_id: orderId, amount_money: usd(100) });
  rehearsal.clock.advance(4_000);
  await vi.waitFor(() => {
    const types = receiver.received.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['refund.created', 'refund.updated', 'order.refunded']));
    expect(types.filter((type) => type === 'balance_transaction.created')).toHaveLength(2);
  }, patience);
  const { body } = await rehearsal.live('GET', '/v1/webhook-events?event_type=refund.updated');
  const event = await rehearsal.live('GET', `/v1/webhook-events/${body.data[0].webhook_event_id}`);
  expect(event.body.data.payload.data).toMatchObject({ status: 'succeeded' });
});

test('partial refunds add up, and never to more than was paid', async () => {
  const rehearsal = await rehearse();
  const order_id = await paidOrder(rehearsal, 300);
  const refund = (amount: number) => rehearsal.test('POST', '/v1/refunds', { order_id, amount_money: usd(amount) });
  expect((await refund(200)).status).toBe(201);
  const tooMuch = await refund(101);
  expect([tooMuch.status, tooMuch.body.error.code]).toEqual([400, 'AMOUNT_EXCEEDS_REFUNDABLE']);
  expect((await refund(100)).status).toBe(201);
  const nothing = await refund(1);
  expect([nothing.status, nothing.body.error.code]).toEqual([400, 'NOTHING_TO_REFUND']);
  expect(rehearsal.sandbox.ledger().test.refunds.map(({ amount }) => amount)).toEqual([200, 100]);
});

test('without an amount everything that is left goes back', async () => {
  const rehearsal = await rehearse();
  const order_id = await paidOrder(rehearsal, 300);
  await rehearsal.test('POST', '/v1/refunds', { order_id, amount_money: usd(120) });
  const rest = await rehearsal.test('POST', '/v1/refunds', { order_id });
  expect(rest.body.data.amount_money).toEqual(usd(180));
});

test('a refund can name the payment instead of the order, and be found and expanded', async () => {
  const rehearsal = await rehearse();
  const order_id = await paidOrder(rehearsal);
  const order = await rehearsal.test('GET', `/v1/orders/${order_id}`);
  const [payment_intent_id] = order.body.data.payment_intent_ids;
  const made = await rehearsal.test('POST', '/v1/refunds', { payment_intent_id, external_reference_id: 'r-1' });
  expect(made.body.data).toMatchObject({ order_id, payment_intent_id });
  for (const query of [`order_id=${order_id}`, `payment_intent_id=${payment_intent_id}`, 'external_reference_id=r-1']) {
    expect((await rehearsal.test('GET', `/v1/refunds?${query}`)).body.data).toHaveLength(1);
  }
  expect((await rehearsal.test('GET', '/v1/refunds?status=succeeded')).body.data).toEqual([]);
  const expand = ['order', 'payment_intent', 'payment_refunds.payment_intent'];
  const path = `/v1/refunds/${made.body.data.refund_id}?${expand.map((name) => `expand=${name}`).join('&')}`;
  const expanded = (await rehearsal.test('GET', path)).body.data;
  expect([expanded.order.order_id, expanded.payment_intent.payment_intent_id]).toEqual([order_id, payment_intent_id]);
  expect(expanded.payment_refunds).toMatchObject([{ payment_intent: { payment_intent_id } }]);
});

test.each([
  [{}, 400, 'FIELD_REQUIRED'],
  [{ order_id: 'ord_unknown' }, 404, 'RESOURCE_NOT_FOUND'],
  [{ amount_money: usd(0) }, 400, 'INVALID_JSON'],
  [{ amount_money: { amount: '100', currency: 'USD' } }, 400, 'INVALID_JSON'],
  [{ amount_money: { amount: 100, currency: 'EUR' } }, 400, 'CURRENCY_MISMATCH'],
  [{ reason: 'bored' }, 400, 'INVALID_REFUND_REASON'],
  [{ refund_method: 'cash' }, 400, 'INVALID_REFUND_METHOD'],
  [{ tender_allocations: [] }, 400, 'INVALID_REQUEST'],
])('a refund with %j is refused', async (fields, status, code) => {
  const rehearsal = await rehearse();
  const order_id = await paidOrder(rehearsal);
  const body = Object.keys(fields).length === 0 ? {} : { order_id, ...fields };
  const answer = await rehearsal.test('POST', '/v1/refunds', body);
  expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  expect(rehearsal.sandbox.ledger().test.refunds).toEqual([]);
});

test('an order that was never paid cannot be refunded', async () => {
  const rehearsal = await rehearse();
  const { orderId, url } = await openCheckout(rehearsal, 'test');
  await rehearsal.form(url, { card: 'test_card_declined' });
  const answer = await rehearsal.test('POST', '/v1/refunds', { order_id: orderId });
  expect([answer.status, answer.body.error.code]).toEqual([400, 'NO_PAYMENTS_FOR_ORDER']);
});
