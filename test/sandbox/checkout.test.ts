import { describe, expect, test, vi } from 'vitest';
import { openCheckout, orderBody, type Rehearsal, rehearse, usd, verifyAccount, withReceiver } from './harness.ts';

const patience = { timeout: 10_000, interval: 5 };

async function outcome({ sandbox, live, test: inTest }: Rehearsal, mode: 'test' | 'live', orderId: string) {
  const read = mode === 'live' ? live : inTest;
  const order = (await read('GET', `/v1/orders/${orderId}?expand=payment_intents`)).body.data;
  const session = sandbox.ledger()[mode].checkoutSessions.find((one) => one.orderId === orderId);
  const [intent] = order.payment_intents;
  return {
    order: order.status,
    session: session?.status,
    intent: intent?.status,
    error: intent?.last_payment_error?.code,
    charges: sandbox.ledger()[mode].charges.length,
  };
}

describe('cards', () => {
  test.each([
    ['test', 'test_card_success', { order: 'paid', session: 'paid', intent: 'succeeded', charges: 1 }],
    ['test', 'test_card_declined', declined('card_declined')],
    ['test', 'test_card_insufficient_funds', declined('insufficient_funds')],
    ['test', 'stand_in_card_success', declined('card_declined')],
    ['live', 'stand_in_card_success', { order: 'paid', session: 'paid', intent: 'succeeded', charges: 1 }],
    ['live', 'stand_in_card_declined', declined('card_declined')],
    ['live', 'test_card_success', declined('card_declined')],
    ['live', 'test_card_three_d_secure', declined('card_declined')],
  ] as const)('in %s, %s ends as documented', async (mode, card, expected) => {
    const rehearsal = await rehearse();
    await verifyAccount(rehearsal);
    const { orderId, url } = await openCheckout(rehearsal, mode);
    await rehearsal.form(url, { card });
    expect(await outcome(rehearsal, mode, orderId)).toEqual({ error: undefined, ...expected });
  });

  test('after a decline the same checkout can still be paid', async () => {
    const rehearsal = await rehearse();
    await verifyAccount(rehearsal);
    const { orderId, url } = await openCheckout(rehearsal, 'live');
    const page = await rehearsal.form(url, { card: 'stand_in_card_declined' });
    expect(page.body).toContain('The card was declined.');
    await rehearsal.form(url, { card: 'stand_in_card_success' });
    expect(await outcome(rehearsal, 'live', orderId)).toMatchObject({ order: 'paid', error: undefined, charges: 1 });
  });

  test.each([
    ['live', 'stand_in_card_three_d_secure'],
    ['test', 'test_card_three_d_secure'],
    ['test', 'test_card_authentication_required'],
  ] as const)('in %s, %s asks for a challenge that can be completed', async (mode, card) => {
    const rehearsal = await rehearse();
    await verifyAccount(rehearsal);
    const { orderId, url } = await openCheckout(rehearsal, mode);
    const page = await rehearsal.form(url, { card });
    expect(page.body).toContain('value="complete"');
    expect(await outcome(rehearsal, mode, orderId)).toMatchObject({ intent: 'requires_action', charges: 0 });
    await rehearsal.form(url, { challenge: 'complete' });
    expect(await outcome(rehearsal, mode, orderId)).toMatchObject({ order: 'paid', session: 'paid', charges: 1 });
  });

  test('a failed challenge is a decline', async () => {
    const rehearsal = await rehearse();
    const { orderId, url } = await openCheckout(rehearsal, 'test');
    await rehearsal.form(url, { card: 'test_card_three_d_secure' });
    await rehearsal.form(url, { challenge: 'fail' });
    expect(await outcome(rehearsal, 'test', orderId)).toEqual(declined('authentication_required'));
  });
});

describe('the hosted page', () => {
  test('it says what is paid and what each choice does, and has no field for a card number', async () => {
    const rehearsal = await rehearse();
    await verifyAccount(rehearsal);
    const { orderId, url } = await openCheckout(rehearsal, 'live', 1234);
    const response = await fetch(url);
    const page = await response.text();
    for (const text of [orderId, '12.34 USD', 'No money moves', "not Flint's", 'test cards decline in live mode']) {
      expect(page).toContain(text);
    }
    expect(page).not.toMatch(/<script|type="(text|number|tel)"|<textarea|https?:\/\/(?!127)/);
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    const labels = [...page.matchAll(/<input type="radio"[^>]* id="([^"]+)"/g)].map(([, id]) => id);
    expect(labels).toHaveLength(10);
    for (const id of labels) expect(page).toContain(`<label for="${id}">`);
  });

  test('names from outside are shown as text', async () => {
    const rehearsal = await rehearse();
    const line = { name: '<img src=x onerror=alert(1)>', unit_price_money: usd(100) };
    const order = await rehearsal.test('POST', '/v1/orders', { line_items: [line] });
    const session = await rehearsal.test('POST', '/v1/checkout-sessions', { order_id: order.body.data.order_id });
    const page = await (await fetch(session.body.data.checkout_session.url)).text();
    expect(page).toContain('&lt;img src=x');
    expect(page).not.toContain('<img');
  });

  test('a form that is sent twice, even at the same time, charges once', async () => {
    const rehearsal = await rehearse();
    await verifyAccount(rehearsal);
    const { orderId, url } = await openCheckout(rehearsal, 'live');
    const card = 'stand_in_card_success';
    await Promise.all([rehearsal.form(url, { card }), rehearsal.form(url, { card }), rehearsal.form(url, { card })]);
    await rehearsal.form(url, { card });
    expect(await outcome(rehearsal, 'live', orderId)).toMatchObject({ charges: 1, order: 'paid' });
    const order = await rehearsal.live('GET', `/v1/orders/${orderId}`);
    expect(order.body.data.settlement_amounts.paid_money).toEqual(usd(100));
  });

  test('while payments are not ready, live offers no payment methods and takes none', async () => {
    const rehearsal = await rehearse();
    const { orderId, url } = await openCheckout(rehearsal, 'live');
    const page = await (await fetch(url)).text();
    expect(page).toContain('no payment methods');
    expect(page).not.toContain('<form');
    await rehearsal.form(url, { card: 'stand_in_card_success' });
    expect(await outcome(rehearsal, 'live', orderId)).toMatchObject({ order: 'open', session: 'open', charges: 0 });
  });

  test('an unknown choice does nothing, an unknown address is not found', async () => {
    const rehearsal = await rehearse();
    const { orderId, url } = await openCheckout(rehearsal, 'test');
    await rehearsal.form(url, { card: 'gold' });
    expect(await outcome(rehearsal, 'test', orderId)).toMatchObject({ order: 'open', charges: 0 });
    expect((await rehearsal.form(`${url}x`, { card: 'test_card_success' })).status).toBe(404);
  });
});

describe('settlement', () => {
  test('a paid order owes nothing and shows it in the shape of the guide', async () => {
    const rehearsal = await rehearse();
    const { orderId, url } = await openCheckout(rehearsal, 'test', 250);
    const before = (await rehearsal.test('GET', `/v1/orders/${orderId}`)).body.data;
    expect([before.status, before.settlement_amounts.outstanding_money]).toEqual(['open', usd(250)]);
    await rehearsal.form(url, { card: 'test_card_success' });
    const after = (await rehearsal.test('GET', `/v1/orders/${orderId}?expand=payment_intents`)).body.data;
    expect(after).not.toHaveProperty('payment_status');
    expect(after).toMatchObject({
      status: 'paid',
      settlement_amounts: { paid_money: usd(250), outstanding_money: usd(0), refunded_money: usd(0) },
      payment_intents: [{ status: 'succeeded', payment_source: { card: { last4: '4242' } } }],
    });
    expect(after.payment_intent_ids).toEqual([after.payment_intents[0].payment_intent_id]);
  });

  test('a paid checkout sends the documented events, a decline its own', async () => {
    const rehearsal = await rehearse();
    const { receiver } = await withReceiver(rehearsal);
    const { orderId, url } = await openCheckout(rehearsal, 'live');
    await rehearsal.form(url, { card: 'stand_in_card_declined' });
    await rehearsal.form(url, { card: 'stand_in_card_success' });
    const expected = [
      'order.created',
      'payment_intent.payment_failed',
      'payment_intent.succeeded',
      'order.payment_captured',
      'order.payment_succeeded',
      'checkout_session.completed',
      'balance_transaction.created',
    ].sort();
    const business = () => receiver.received.map(({ type }) => type).filter((type) => type !== 'capability.updated');
    await vi.waitFor(() => expect(business().sort()).toEqual(expected), patience);
    const paid = receiver.received.find(({ type }) => type === 'order.payment_succeeded');
    expect(paid?.orderId).toBe(orderId);
    await vi.waitFor(() => {
      const { events } = rehearsal.sandbox.ledger().live;
      expect(events.filter(({ status }) => status === 'pending')).toEqual([]);
    }, patience);
  });
});

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

function declined(error: string) {
  return { order: 'open', session: 'open', intent: 'requires_payment_method', error, charges: 0 };
}
