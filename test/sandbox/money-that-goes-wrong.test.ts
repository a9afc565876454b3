import { describe, expect, test } from 'vitest';
import { openCheckout, orderBody, type Rehearsal, rehearse, usd, verifyAccount } from './harness.ts';

const current = { api: { default: '2026-09-07' } } as const;

async function pay(rehearsal: Rehearsal, mode: 'test' | 'live', card: string, amount = 100): Promise<string> {
  const { orderId, url } = await openCheckout(rehearsal, mode, amount);
  await rehearsal.form(url, { card });
  return orderId;
}

describe('partial payment', () => {
  test('half is paid, the session ends partly paid, and the rest can be paid by another one', async () => {
    const rehearsal = await rehearse(current);
    const { orderId, sessionId, url } = await openCheckout(rehearsal, 'test', 301);
    await rehearsal.form(url, { card: 'own_card_pays_half' });
    const session = (await rehearsal.test('GET', `/v1/checkout-sessions/${sessionId}?expand=order`)).body.data;
    expect(session).toMatchObject({ status: 'partially_paid', terminal_reason: 'payment_partially_succeeded' });
    expect(session.order).toMatchObject({ status: 'open', payment_status: 'partially_paid' });
    expect(session.order.settlement_amounts).toMatchObject({ paid_money: usd(151), outstanding_money: usd(150) });
    expect(await (await fetch(url)).text()).toContain('1.50 USD of this order are still due');

    const next = await rehearsal.test('POST', '/v1/checkout-sessions', { order_id: orderId });
    await rehearsal.form(next.body.data.checkout_session.url, { card: 'test_card_success' });
    const order = (await rehearsal.test('GET', `/v1/orders/${orderId}`)).body.data;
    expect(order).toMatchObject({ payment_status: 'paid', settlement_amounts: { outstanding_money: usd(0) } });
    expect(order.payment_intent_ids).toHaveLength(2);
    const types = rehearsal.sandbox.ledger().test.events.map(({ type }) => type);
    expect(types.filter((type) => /^order\.(partially_)?paid$/.test(type))).toEqual([
      'order.partially_paid',
      'order.paid',
    ]);
    expect(rehearsal.sandbox.ledger().test.charges.map(({ amount }) => amount)).toEqual([151, 150]);

    const refund = await rehearsal.test('POST', '/v1/refunds', { order_id: orderId, amount_money: usd(200) });
    expect(refund.body.data.payment_refunds.map(({ amount_money }: { amount_money: unknown }) => amount_money)).toEqual(
      [usd(151), usd(49)],
    );
    rehearsal.clock.advance(4_000);
    const shown = (await rehearsal.test('GET', `/v1/orders/${orderId}?expand=payment_intents`)).body.data;
    expect(shown.refund_status).toBe('partially_refunded');
    expect(shown.payment_intents.map(({ refunded_money }: { refunded_money: unknown }) => refunded_money)).toEqual([
      usd(151),
      usd(49),
    ]);
  });

  test('in the guide generation a partly paid order is not paid', async () => {
    const rehearsal = await rehearse();
    const orderId = await pay(rehearsal, 'test', 'own_card_pays_half');
    expect((await rehearsal.test('GET', `/v1/orders/${orderId}`)).body.data.status).toBe('open');
  });
});

describe('refunds', () => {
  test('a refund can fail after it was accepted; then the money can be refunded again', async () => {
    const rehearsal = await rehearse(current);
    const order_id = await pay(rehearsal, 'test', 'own_card_refunds_fail');
    const { data } = (await rehearsal.test('POST', '/v1/refunds', { order_id, amount_money: usd(100) })).body;
    expect(data.status).toBe('pending');
    rehearsal.clock.advance(4_000);
    const failed = (await rehearsal.test('GET', `/v1/refunds/${data.refund_id}`)).body.data;
    expect(failed).toMatchObject({ status: 'failed', failure_reason: 'expired_or_canceled_card' });
    const order = (await rehearsal.test('GET', `/v1/orders/${order_id}`)).body.data;
    expect(order).toMatchObject({ refund_status: 'none', settlement_amounts: { refunded_money: usd(0) } });
    const types = rehearsal.sandbox.ledger().test.events.map(({ type }) => type);
    expect(types).toContain('refund.failed');
    expect(types).not.toContain('refund.updated');
    expect((await rehearsal.test('POST', '/v1/refunds', { order_id, amount_money: usd(100) })).status).toBe(201);
  });

  test('on a new account the fee is missing from a full refund, until money comes in', async () => {
    const rehearsal = await rehearse(current);
    await verifyAccount(rehearsal);
    const order_id = await pay(rehearsal, 'live', 'stand_in_card_success');
    await rehearsal.form(`${rehearsal.sandbox.dashboardUrl}/balance`, { new_account: 'yes' });
    const refund = () =>
      rehearsal.live('POST', '/v1/refunds', { order_id, amount_money: usd(100) }, { idempotencyKey: 'r' });
    const short = await refund();
    expect([short.status, short.body.error.code]).toEqual([409, 'REFUND_INSUFFICIENT_AVAILABLE_BALANCE']);
    expect(rehearsal.sandbox.ledger().live.refunds).toEqual([]);
    await pay(rehearsal, 'live', 'stand_in_card_success', 1_000);
    expect((await refund()).status).toBe(201);
  });

  test('the balance can be set for a program, and is used up by refunds', async () => {
    const rehearsal = await rehearse();
    const order_id = await pay(rehearsal, 'test', 'test_card_success', 300);
    rehearsal.sandbox.controls.setAvailableBalance('test', 120);
    const refund = async (amount: number) =>
      (await rehearsal.test('POST', '/v1/refunds', { order_id, amount_money: usd(amount) })).status;
    expect([await refund(121), await refund(120), await refund(1)]).toEqual([409, 201, 409]);
    rehearsal.sandbox.controls.setAvailableBalance('test', undefined);
    expect(await refund(180)).toBe(201);
  });
});

describe('3D Secure without the hosted page', () => {
  const body = { action: 'pay', payment_source: { token: 'pm_card_threeDSecure2Required' } };

  test('the payment waits for the buyer and goes on with resume', async () => {
    const rehearsal = await rehearse(current);
    const { order_id } = (await rehearsal.test('POST', '/v1/orders', orderBody())).body.data;
    const waiting = (await rehearsal.test('POST', `/v1/orders/${order_id}/pay`, body)).body.data;
    expect(waiting.payment_attempt).toMatchObject({ status: 'requires_action', is_resumable: true });
    const { url } = waiting.payment_attempt.pending_actions[0];
    const resume = { action: 'resume', payment_attempt_id: waiting.payment_attempt.order_payment_attempt_id };
    const before = await rehearsal.test('POST', `/v1/orders/${order_id}/pay`, resume);
    expect(before.body.data.payment_attempt.status).toBe('requires_action');
    await rehearsal.form(url, { challenge: 'complete' });
    const after = await rehearsal.test('POST', `/v1/orders/${order_id}/pay`, resume);
    expect(after.body.data).toMatchObject({
      order: { payment_status: 'paid' },
      payment_attempt: { status: 'succeeded' },
    });
  });

  test('a failed challenge is a decline', async () => {
    const rehearsal = await rehearse(current);
    const { order_id } = (await rehearsal.test('POST', '/v1/orders', orderBody())).body.data;
    const { payment_attempt } = (await rehearsal.test('POST', `/v1/orders/${order_id}/pay`, body)).body.data;
    await rehearsal.form(payment_attempt.pending_actions[0].url, { challenge: 'fail' });
    const resume = { action: 'resume', payment_attempt_id: payment_attempt.order_payment_attempt_id };
    const declined = await rehearsal.test('POST', `/v1/orders/${order_id}/pay`, resume);
    expect([declined.status, declined.body.error.code]).toEqual([402, 'AUTHENTICATION_REQUIRED']);
    const unknown = await rehearsal.test('POST', `/v1/orders/${order_id}/pay`, {
      ...resume,
      payment_attempt_id: 'opat_1',
    });
    expect(unknown.status).toBe(404);
  });
});
