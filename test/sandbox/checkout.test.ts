import { describe, expect, test } from 'vitest';
import { openCheckout, orderBody, rehearse, usd } from './harness.ts';

describe('sessions', () => {
  test('an order has one open session, which can be replaced and closed', async () => {
    const rehearsal = await rehearse();
    const { live } = rehearsal;
    const { orderId, sessionId, url } = await openCheckout(rehearsal, 'live');
    const second = await live('POST', '/v1/checkout-sessions', { order_id: orderId });
    expect([second.status, second.body.error.code]).toEqual([409, 'CHECKOUT_SESSION_ALREADY_EXISTS']);
    expect(second.body.error.existing_checkout_session_id).toBe(sessionId);
    const stale = { order_id: orderId, replace_checkout_session_id: 'cs_other' };
    const changed = await live('POST', '/v1/checkout-sessions', stale);
    expect(changed.body.error).toMatchObject({
      code: 'CHECKOUT_SESSION_CURRENT_CHANGED',
      current_checkout_session_id: sessionId,
    });
    const replaced = await live('POST', '/v1/checkout-sessions', {
      order_id: orderId,
      replace_checkout_session_id: sessionId,
    });
    const { checkout_session_id: newId } = replaced.body.data.checkout_session;
    const old = (await live('GET', `/v1/checkout-sessions/${sessionId}`)).body.data;
    expect([old.status, old.terminal_reason]).toEqual(['invalidated', 'superseded']);
    expect(await (await fetch(url)).text()).toContain('closed');

    const closeOrder = await live('POST', `/v1/orders/${orderId}/close`);
    expect(closeOrder.body.error.code).toBe('ORDER_HAS_OPEN_CHECKOUT');
    const closed = await live('POST', `/v1/checkout-sessions/${newId}/close`);
    expect([closed.body.data.status, closed.body.data.terminal_reason]).toEqual(['closed', 'api']);
    const again = await live('POST', `/v1/checkout-sessions/${newId}/close`);
    expect([again.status, again.body.error.code]).toEqual([409, 'CHECKOUT_SESSION_NOT_OPEN']);
    await live('POST', `/v1/orders/${orderId}/close`);
    const late = await live('POST', '/v1/checkout-sessions', { order_id: orderId });
    expect(late.body.error.code).toBe('ORDER_NOT_PAYABLE');
  });

  test('a session expires when its time is over and cannot be paid then', async () => {
    const rehearsal = await rehearse();
    const order = await rehearsal.test('POST', '/v1/orders', orderBody());
    const order_id = order.body.data.order_id;
    const expiration = { expires_in_seconds: 60 };
    const made = await rehearsal.test('POST', '/v1/checkout-sessions', { order_id, expiration });
    const { checkout_session_id, url } = made.body.data.checkout_session;
    rehearsal.clock.advance(59_999);
    const path = `/v1/checkout-sessions/${checkout_session_id}`;
    expect((await rehearsal.test('GET', path)).body.data.status).toBe('open');
    rehearsal.clock.advance(1);
    expect((await rehearsal.test('GET', path)).body.data).toMatchObject({
      status: 'expired',
      terminal_reason: 'expired',
    });
    await rehearsal.form(url, { card: 'test_card_success' });
    expect(rehearsal.sandbox.ledger().test.charges).toEqual([]);
    const closed = await rehearsal.test('POST', `${path}/close`);
    expect(closed.body.error.code).toBe('CHECKOUT_SESSION_EXPIRED');
    expect((await rehearsal.test('POST', '/v1/checkout-sessions', { order_id })).status).toBe(201);
  });

  test('quick pay and plans bring their own order; exactly one source is taken', async () => {
    const { sandbox, test: inTest } = await rehearse();
    const quick_pay_item = { name: 'Tip', amount_money: usd(500) };
    const quick = await inTest('POST', '/v1/checkout-sessions', { quick_pay_item });
    const order = await inTest('GET', `/v1/orders/${quick.body.data.checkout_session.order_id}`);
    expect(order.body.data.pricing_amounts.total_money).toEqual(usd(500));
    const plan = { subscription_plan_id: sandbox.samples.planId };
    expect((await inTest('POST', '/v1/checkout-sessions', plan)).status).toBe(201);
    for (const body of [{}, { ...plan, quick_pay_item }]) {
      const answer = await inTest('POST', '/v1/checkout-sessions', body);
      expect([answer.status, answer.body.error.code]).toEqual([400, 'INVALID_REQUEST']);
    }
  });

  test.each([
    ['payments', {}],
    ['tip', {}],
    ['tax', {}],
    ['customer_collection', {}],
    ['delivery_method_ids', []],
    ['promotion_config', {}],
    ['legal', {}],
    ['theme', {}],
    ['custom_text', 'A'],
    ['expiration', { expiration_url: 'https://shop.example' }],
  ])('%s is refused, since nothing would come of it', async (name, value) => {
    const { sandbox, live } = await rehearse();
    const quick_pay_item = { name: 'Tip', amount_money: usd(500) };
    const answer = await live('POST', '/v1/checkout-sessions', { quick_pay_item, [name]: value });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'INVALID_REQUEST']);
    expect(sandbox.ledger().live.orders).toEqual([]);
  });

  test.each(['success_redirect_url', 'cancel_redirect_url'])('%s is a web address and never a script', async (name) => {
    const { live } = await rehearse();
    const quick_pay_item = { name: 'Tip', amount_money: usd(500) };
    for (const address of ['javascript:alert(1)', 'data:text/html,x', '/thanks']) {
      const redirects = { [name]: address };
      const answer = await live('POST', '/v1/checkout-sessions', { quick_pay_item, redirects });
      expect([answer.status, answer.body.error.param]).toEqual([400, `redirects.${name}`]);
    }
  });

  test('a paid order gets no new session', async () => {
    const rehearsal = await rehearse();
    const { orderId, url } = await openCheckout(rehearsal, 'test');
    await rehearsal.form(url, { card: 'test_card_success' });
    const answer = await rehearsal.test('POST', '/v1/checkout-sessions', { order_id: orderId });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'ORDER_ALREADY_PAID']);
  });
});

describe('orders', () => {
  test('variant and bundle lines take name and price from the catalog', async () => {
    const { sandbox, test: inTest } = await rehearse();
    const [small = ''] = sandbox.samples.variantIds;
    const bundle = await inTest('POST', '/v1/bundles', {
      name: 'Two totes',
      unit_price_money: usd(3000),
      components: [{ variant_id: small, quantity: 2 }],
    });
    const order = await inTest('POST', '/v1/orders', {
      line_items: [{ variant_id: small, quantity: 2 }, { bundle_id: bundle.body.data.bundle_id }],
    });
    expect(order.body.data.line_items.map((line: { name: string }) => line.name)).toEqual([
      'Canvas tote, Small',
      'Two totes',
    ]);
    expect(order.body.data.pricing_amounts.total_money).toEqual(usd(2 * 1800 + 3000));
  });

  test.each([
    [[{ name: 'A' }], 'LINE_ITEM_PRICE_REQUIRED'],
    [[{ unit_price_money: usd(100) }], 'LINE_ITEM_NAME_REQUIRED'],
    [[{ name: 'A', unit_price_money: usd(100), quantity: 0 }], 'LINE_ITEM_INVALID_QUANTITY'],
    [[{ variant_id: 'var_123', bundle_id: 'bun_123' }], 'LINE_ITEM_SOURCE_CONFLICT'],
    [[{ variant_id: 'var_123', name: 'A' }], 'CATALOG_LINE_ITEM_FIELDS_READ_ONLY'],
    [[{ variant_id: 'var_123', description: 'A' }], 'CATALOG_LINE_ITEM_FIELDS_READ_ONLY'],
    [[{ bundle_id: 'bun_123', tax: {} }], 'CATALOG_LINE_ITEM_FIELDS_READ_ONLY'],
    [[{ name: 'A', unit_price_money: usd(100), image: {} }], 'INVALID_REQUEST'],
    [[{ name: 'A', unit_price_money: usd(10) }], 'AMOUNT_TOO_SMALL'],
    [[{ name: 'A', unit_price_money: usd(99_999_999), quantity: 2 }], 'AMOUNT_TOO_LARGE'],
    [[{ name: 'A', unit_price_money: { amount: 100, currency: 'EUR' } }], 'UNSUPPORTED_CURRENCY'],
    [
      [
        { name: 'A', unit_price_money: usd(100) },
        { name: 'B', unit_price_money: { amount: 100, currency: 'EUR' } },
      ],
      'CURRENCY_MISMATCH',
    ],
  ])('lines %j are refused with %s', async (line_items, code) => {
    const { sandbox, live } = await rehearse();
    const answer = await live('POST', '/v1/orders', { line_items });
    expect([answer.status, answer.body.error.code]).toEqual([400, code]);
    expect(sandbox.ledger().live.orders).toEqual([]);
  });

  test('an order is found again by its own reference', async () => {
    const { live } = await rehearse();
    await live('POST', '/v1/orders', orderBody());
    const mine = await live('POST', '/v1/orders', orderBody(100, { external_reference_id: 'launch-1' }));
    const found = await live('GET', '/v1/orders?external_reference_id=launch-1');
    expect(found.body.data.map((order: { order_id: string }) => order.order_id)).toEqual([mine.body.data.order_id]);
  });
});
