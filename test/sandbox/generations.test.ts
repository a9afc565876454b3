import { describe, expect, test, vi } from 'vitest';
import { type Feature, features } from '../../src/sandbox/index.ts';
import { openCheckout, orderBody, type Rehearsal, rehearse, usd, verifyAccount, withReceiver } from './harness.ts';

const patience = { timeout: 10_000, interval: 5 };
const current = { default: '2026-09-07' } as const;

const only = (feature: Feature) => ({ features: { [feature]: '2026-09-07' } });

async function paid(rehearsal: Rehearsal): Promise<string> {
  const { orderId, url } = await openCheckout(rehearsal, 'test');
  await rehearsal.form(url, { card: 'test_card_success' });
  return orderId;
}

describe('one generation at a time', () => {
  test('an order is paid by its status in the guide, and by its payment_status afterwards', async () => {
    const guide = await rehearse();
    const order = (await guide.test('GET', `/v1/orders/${await paid(guide)}`)).body.data;
    expect(order.status).toBe('paid');
    expect(order).not.toHaveProperty('payment_status');
    expect(order).not.toHaveProperty('refund_status');

    const later = await rehearse({ api: current });
    const other = (await later.test('GET', `/v1/orders/${await paid(later)}`)).body.data;
    expect(other).toMatchObject({ status: 'open', payment_status: 'paid', refund_status: 'none' });
    expect((await later.test('GET', '/v1/orders?status=paid')).body.data).toEqual([]);
    expect((await later.test('GET', '/v1/orders?status=open&payment_status=paid')).body.data).toHaveLength(1);
  });

  test.each([
    ['guide', 'status', 'delivery_status'],
    ['2026-09-07', 'delivery_status', 'status'],
  ] as const)('%s filters failed events by %s and refuses %s', async (generation, own, foreign) => {
    const { live } = await rehearse({ api: { default: generation } });
    expect((await live('GET', `/v1/webhook-events?${own}=failed`)).status).toBe(200);
    const refused = await live('GET', `/v1/webhook-events?${foreign}=failed`);
    expect([refused.status, refused.body.error.code, refused.body.error.param]).toEqual([
      400,
      'UNSUPPORTED_QUERY_PARAM',
      foreign,
    ]);
  });

  test.each([
    ['guide', 'order.payment_succeeded', 'order.paid'],
    ['2026-09-07', 'order.paid', 'order.payment_succeeded'],
  ] as const)('%s knows %s and refuses %s', async (generation, own, foreign) => {
    const { live } = await rehearse({ api: { default: generation } });
    const url = 'https://example.com/webhooks/flint';
    expect((await live('POST', '/v1/webhook-endpoints', { url, enabled_events: [own] })).status).toBe(201);
    const refused = await live('POST', '/v1/webhook-endpoints', { url, enabled_events: [foreign] });
    expect([refused.status, refused.body.error.param]).toEqual([400, 'enabled_events[0]']);
  });

  test('a test event is answered with the status of the event, or with its delivery', async () => {
    for (const generation of ['guide', '2026-09-07'] as const) {
      const rehearsal = await rehearse({ api: { default: generation } });
      const { endpointId } = await withReceiver(rehearsal);
      const path = `/v1/webhook-endpoints/${endpointId}/test-events`;
      const { data } = (await rehearsal.live('POST', path, { event_type: 'refund.created' })).body;
      expect(data).toMatchObject({ attempt_status: 'delivered', attempt_number: 1, status_code: 200 });
      expect([data.event_status, data.delivery_status]).toEqual(
        generation === 'guide' ? ['delivered', undefined] : [undefined, 'delivered'],
      );
    }
  });

  test('readiness has its own route, or is part of the merchant; the other route does not exist', async () => {
    const guide = await rehearse();
    const path = `/v1/merchants/${guide.sandbox.merchantId}`;
    expect((await guide.live('GET', `${path}/readiness`)).status).toBe(200);
    expect((await guide.live('GET', path)).body.error.code).toBe('ROUTE_NOT_FOUND');

    const later = await rehearse({ api: current });
    await verifyAccount(later);
    const merchant = (await later.live('GET', '/v1/merchant')).body.data;
    expect(merchant).toMatchObject({
      status: 'active',
      onboarding_status: 'completed',
      payments: { status: 'ready' },
      payouts: { status: 'ready' },
      has_past_due: false,
    });
    const old = await later.live('GET', `/v1/merchants/${later.sandbox.merchantId}/readiness`);
    expect([old.status, old.body.error.code]).toEqual([404, 'ROUTE_NOT_FOUND']);
  });

  test('webhooks carry the version and the request that caused them in the later generation only', async () => {
    const bodies = [];
    for (const generation of ['guide', '2026-09-07'] as const) {
      const rehearsal = await rehearse({ api: { default: generation } });
      const { receiver } = await withReceiver(rehearsal);
      const sent = { headers: { 'X-Request-Id': 'mine' }, idempotencyKey: 'order-1' };
      await rehearsal.live('POST', '/v1/orders', orderBody(), sent);
      await vi.waitFor(() => expect(receiver.received).toHaveLength(1), patience);
      bodies.push(rehearsal.exchanges.find(({ kind }) => kind === 'delivery')?.requestBody);
    }
    expect(bodies[0]).not.toHaveProperty('api_version');
    expect(bodies[1]).toMatchObject({ api_version: '2026-09-07', request: { id: 'mine', idempotency_key: 'order-1' } });
  });

  test('a missing scope is named as the generation spells it', async () => {
    for (const [api, named] of [
      [{}, 'settings.settings.write'],
      [current, 'settings.write'],
    ] as const) {
      const { live } = await rehearse({ api });
      const key = await live('POST', '/v1/api-keys', { name: 'Narrow', scopes: ['webhooks.read'] });
      const refused = await live('PATCH', '/v1/settings', {}, { key: key.body.data.secret_key });
      expect(refused.body.error.missing_scopes).toEqual([named]);
    }
  });

  test('the version header says in which version answers are encoded', async () => {
    const guide = await rehearse();
    expect((await guide.live('GET', '/v1/settings')).headers.get('Flint-Version')).toBe('2026-02-01');
    const later = await rehearse({ api: current });
    expect((await later.live('GET', '/v1/settings')).headers.get('Flint-Version')).toBe('2026-09-07');
  });
});

describe('mixtures', () => {
  test.each(features)('%s alone in the other generation, in either direction, conforms', async (feature) => {
    for (const general of ['guide', '2026-09-07'] as const) {
      const other = general === 'guide' ? '2026-09-07' : 'guide';
      const rehearsal = await rehearse({ api: { default: general, features: { [feature]: other } } });
      const { sandbox, live, test: inTest } = rehearsal;
      const { endpointId, receiver } = await withReceiver(rehearsal);
      const { orderId, url } = await openCheckout(rehearsal, 'live');
      await rehearsal.form(url, { card: 'stand_in_card_success' });
      await live('GET', `/v1/orders/${orderId}?expand=payment_intents`);
      await live('POST', '/v1/refunds', { order_id: orderId, amount_money: usd(100) });
      await live('POST', `/v1/webhook-endpoints/${endpointId}/test-events`, { event_type: 'refund.created' });
      await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(6), patience);
      const event = receiver.received[0]?.id;
      for (const path of [
        '/v1/merchant',
        `/v1/merchants/${sandbox.merchantId}`,
        `/v1/merchants/${sandbox.merchantId}/readiness`,
        '/v1/webhook-events?status=failed',
        '/v1/webhook-events?delivery_status=failed',
        `/v1/webhook-events/${event}`,
        `/v1/webhook-events/${event}/deliveries`,
        '/v1/webhook-event-types',
        '/v1/webhook-endpoints',
        '/v1/developer/auth-context',
        '/v1/developer/request-logs',
        '/v1/developer/sandboxes',
        '/v1/openapi.json',
        '/v1/categories',
        '/v1/settings/effective',
        '/v1/payment-method-domains',
        '/v1/promotions',
        '/v1/orders',
      ]) {
        await live('GET', path);
        await inTest('GET', path);
      }
      await live('POST', '/v1/payment-options/resolve', {});
    }
  });

  test('one feature changes nothing else', async () => {
    const rehearsal = await rehearse({ api: only('order') });
    const order = (await rehearsal.test('GET', `/v1/orders/${await paid(rehearsal)}`)).body.data;
    expect(order).toMatchObject({ status: 'open', payment_status: 'paid' });
    expect((await rehearsal.live('GET', '/v1/merchant')).status).toBe(404);
    expect(rehearsal.sandbox.ledger().test.events.map(({ type }) => type)).toContain('order.payment_succeeded');
  });

  test('the event type list can be switched on in the guide generation, and names what this server sends', async () => {
    const { live } = await rehearse({ api: only('event-types') });
    const listed = (await live('GET', '/v1/webhook-event-types?page_size=100')).body.data;
    const names = listed.map(({ event_type }: { event_type: string }) => event_type);
    expect(names).toContain('order.payment_succeeded');
    expect(names).not.toContain('order.paid');
  });

  test('the later list has the 205 types of its document', async () => {
    const { live } = await rehearse({ api: current });
    const names: string[] = [];
    let token = '';
    do {
      const { body } = await live('GET', `/v1/webhook-event-types?page_size=100${token}`);
      names.push(...body.data.map(({ event_type }: { event_type: string }) => event_type));
      token = body.next_page_token === undefined ? '' : `&page_token=${body.next_page_token}`;
    } while (token !== '');
    expect(new Set(names).size).toBe(205);
    expect(names).toContain('merchant.readiness.updated');
  });

  test('a feature can be missing altogether', async () => {
    const rehearsal = await rehearse({ api: { ...current, without: ['categories', 'event-types'] } });
    for (const path of ['/v1/categories', '/v1/webhook-event-types']) {
      const answer = await rehearsal.send('GET', path);
      expect([answer.status, answer.body.error.code]).toEqual([404, 'ROUTE_NOT_FOUND']);
    }
  });
});
