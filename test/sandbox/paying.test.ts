import { describe, expect, test, vi } from 'vitest';
import { openCheckout, type Rehearsal, rehearse, usd, verifyAccount, withReceiver } from './harness.ts';

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

function declined(error: string) {
  return { order: 'open', session: 'open', intent: 'requires_payment_method', error, charges: 0 };
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
