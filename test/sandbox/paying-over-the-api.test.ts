import { describe, expect, test } from 'vitest';
import { orderBody, rehearse, usd, verifyAccount } from './harness.ts';

describe('paying without a browser', () => {
  test('test tokens work in test and decline in live', async () => {
    const rehearsal = await rehearse();
    await verifyAccount(rehearsal);
    const pay = async (mode: 'test' | 'live', token: string, more = {}) => {
      const order = await rehearsal[mode]('POST', '/v1/orders', orderBody());
      const path = `/v1/orders/${order.body.data.order_id}/pay`;
      const answer = await rehearsal[mode]('POST', path, { action: 'pay', payment_source: { token }, ...more });
      return [answer.status, answer.body.error?.code ?? answer.body.data.payment_attempt.status];
    };
    expect(await pay('test', 'pm_card_visa')).toEqual([200, 'succeeded']);
    expect(await pay('test', 'pm_card_chargeDeclined')).toEqual([402, 'CARD_DECLINED']);
    expect(await pay('test', 'pm_card_chargeDeclinedInsufficientFunds')).toEqual([402, 'INSUFFICIENT_FUNDS']);
    expect(await pay('test', 'pm_card_threeDSecure2Required')).toEqual([200, 'requires_action']);
    expect(await pay('live', 'pm_card_visa')).toEqual([402, 'CARD_DECLINED']);
    expect(await pay('test', 'pm_card_visa', { expected_outstanding_money: usd(99) })).toEqual([
      409,
      'ORDER_CHANGED_REFRESH_REQUIRED',
    ]);
  });

  test.each([
    [undefined, 'CONFIRMATION_TOKEN_REQUIRED'],
    [{}, 'CONFIRMATION_TOKEN_REQUIRED'],
    [{ token: 'pm_card_visa', payment_method_id: 'pm_123' }, 'INVALID_REQUEST'],
    [{ token: 'pm_card_unheard_of' }, 'VALIDATION_ERROR'],
  ])('paying with %j is refused with %s', async (payment_source, code) => {
    const { sandbox, test: inTest } = await rehearse();
    const order = await inTest('POST', '/v1/orders', orderBody());
    const body = { action: 'pay', ...(payment_source === undefined ? {} : { payment_source }) };
    const answer = await inTest('POST', `/v1/orders/${order.body.data.order_id}/pay`, body);
    expect([answer.status, answer.body.error.code]).toEqual([400, code]);
    expect(sandbox.ledger().test.charges).toEqual([]);
  });

  test('a closed order takes no money through a challenge that still waits', async () => {
    const { sandbox, form, test: inTest } = await rehearse();
    const path = `/v1/orders/${(await inTest('POST', '/v1/orders', orderBody())).body.data.order_id}`;
    const payment_source = { token: 'pm_card_threeDSecure2Required' };
    const { payment_attempt } = (await inTest('POST', `${path}/pay`, { action: 'pay', payment_source })).body.data;
    expect((await inTest('POST', `${path}/close`)).status).toBe(200);
    await form(payment_attempt.pending_actions[0].url, { challenge: 'complete' });
    expect(sandbox.ledger().test.charges).toEqual([]);
    const payment_attempt_id = payment_attempt.order_payment_attempt_id;
    const resumed = await inTest('POST', `${path}/pay`, { action: 'resume', payment_attempt_id });
    expect(resumed.body.data.payment_attempt).toMatchObject({ status: 'canceled', is_resumable: false });
  });

  test('a decline is the outcome of its Idempotency-Key: the card is not tried again', async () => {
    const { sandbox, test: inTest } = await rehearse();
    const order_id = (await inTest('POST', '/v1/orders', orderBody())).body.data.order_id;
    const pay = (token: string, idempotencyKey: string) =>
      inTest('POST', `/v1/orders/${order_id}/pay`, { action: 'pay', payment_source: { token } }, { idempotencyKey });
    const first = await pay('pm_card_chargeDeclined', 'k');
    const again = await pay('pm_card_chargeDeclined', 'k');
    expect([again.status, again.body.error.code]).toEqual([402, 'CARD_DECLINED']);
    expect([first, again].map(({ headers }) => headers.get('Idempotency-Replayed'))).toEqual([null, 'true']);
    expect([first, again].map(({ headers }) => headers.get('Idempotency-Key'))).toEqual(['k', 'k']);
    const failures = () => sandbox.ledger().test.events.filter(({ type }) => type === 'payment_intent.payment_failed');
    expect(failures()).toHaveLength(1);
    expect((await pay('pm_card_visa', 'k')).body.error.code).toBe('IDEMPOTENCY_KEY_REUSED');
    await pay('pm_card_chargeDeclined', 'another');
    expect(failures()).toHaveLength(2);
  });

  test('nothing is paid before the account is ready', async () => {
    const { live } = await rehearse();
    const order = await live('POST', '/v1/orders', orderBody());
    const body = { action: 'pay', payment_source: { token: 'pm_card_visa' } };
    const answer = await live('POST', `/v1/orders/${order.body.data.order_id}/pay`, body);
    expect([answer.status, answer.body.error.code]).toEqual([403, 'MERCHANT_ACCOUNT_NOT_READY']);
  });
});
