import { describe, expect, it, vi } from 'vitest';
import { disputes } from '../../../src/checks/symptoms/disputes.ts';
import { paidEvents } from '../../../src/checks/symptoms/events.ts';
import { examine } from '../../../src/checks/symptoms/examination.ts';
import { lookAt } from '../../../src/checks/symptoms/look.ts';
import { rateLimits } from '../../../src/checks/symptoms/rate-limits.ts';
import { paymentMethods, requirements } from '../../../src/checks/symptoms/readiness.ts';
import { refunds } from '../../../src/checks/symptoms/refunds.ts';
import { testCard } from '../../../src/checks/symptoms/test-card.ts';
import { copy } from '../../../src/cli/doctor/copy.ts';
import { connect } from '../../../src/flint/client.ts';
import type { LiveKey } from '../../../src/flint/keys.ts';
import { manualClock, parseFault } from '../../../src/sandbox/index.ts';
import { impatient, json, liveClient, refused, routes, scripted } from '../../flint/scripted-server.ts';
import { launchRecord, openCheckWorld, projectOf } from '../check-context.ts';
import { foundIn, openDoctorWorld, verdictOf } from './doctor-world.ts';

const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString();

describe.each(['guide', '2026-09-07'] as const)('on a server of the generation %s', (api) => {
  const open = () => openDoctorWorld({ api: { default: api } });

  it('what Flint newly asks for is found while the account still works', async () => {
    const world = await open();
    world.sandbox.controls.raiseRequirements({
      due: 'currently',
      requirements: ['payout_destination'],
      deadlineMilliseconds: 20_000 * 3_600_000,
    });
    const examination = await world.examine();
    expect(foundIn(examination)).toEqual({ found: ['requirements'], unknown: [] });
    expect(verdictOf(examination, 'requirements').detail).toContain('a bank account for payouts');
  });

  it('a disabled endpoint is found, and enabled in place', async () => {
    const world = await open();
    await world.arrange('live', 'PATCH', `/v1/webhook-endpoints/${world.endpointId}`, { enabled: false });
    const examination = await world.examine({ launch: launchRecord({ endpointId: world.endpointId }) });
    expect(foundIn(examination)).toEqual({ found: ['endpoint'], unknown: [] });
    await expect(verdictOf(examination, 'endpoint').fix?.apply()).resolves.toContain('enabled');
    expect(foundIn(await world.examine())).toEqual({ found: [], unknown: [] });
  });

  it('an endpoint of the launch that is gone is found, and no other takes its place', async () => {
    const world = await open();
    const examination = await world.examine({ launch: launchRecord({ endpointId: 'whep_removed' }) });
    expect(foundIn(examination)).toEqual({ found: ['endpoint'], unknown: [] });
    expect(verdictOf(examination, 'endpoint').fix).toBeUndefined();
  });

  it('an endpoint that is not told of paid orders is found, and told in place, keeping what it has', async () => {
    const world = await open();
    const path = `/v1/webhook-endpoints/${world.endpointId}`;
    await world.arrange('live', 'PATCH', path, { enabled_events: ['refund.created'] });
    const examination = await world.examine();
    expect(foundIn(examination)).toEqual({ found: ['paid-events'], unknown: [] });
    await verdictOf(examination, 'paid-events').fix?.apply();
    const { enabled_events } = await world.arrange('live', 'GET', path);
    expect(enabled_events).toEqual(['refund.created', api === 'guide' ? 'order.payment_succeeded' : 'order.paid']);
    expect(foundIn(await world.examine())).toEqual({ found: [], unknown: [] });
  });

  it('a key that ends within two weeks is found, one that ends later is not', async () => {
    const world = await open();
    const withKey = async (expires_at: string) => {
      const scopes = ['accounts.api_keys.read', 'webhooks.read', 'commerce.orders.read', 'commerce.refunds.read'];
      const more = ['merchants.profile.read', 'developer.request_logs.self.read', 'payments.payment_intents.read'];
      const made = await world.arrange('live', 'POST', '/v1/api-keys', {
        name: 'Checkout',
        scopes: [...scopes, ...more],
        expires_at,
      });
      // Just made by the sandbox as a live key.
      const key = String(made.secret_key) as LiveKey;
      return connect({ mode: 'live', key, baseUrl: new URL(world.sandbox.baseUrl) });
    };
    const later = await world.examine({ production: await withKey(inDays(60)) });
    expect(foundIn(later)).toEqual({ found: [], unknown: [] });
    const soon = await world.examine({ production: await withKey(inDays(3)) });
    expect(foundIn(soon)).toEqual({ found: ['key-expiry'], unknown: [] });
    expect(verdictOf(soon, 'key-expiry').message).toContain('Checkout');
  });

  it('a refund that failed is found', async () => {
    const world = await open();
    const order_id = await world.pay('own_card_refunds_fail');
    await world.arrange('live', 'POST', '/v1/refunds', {
      order_id,
      amount_money: { amount: 900, currency: 'USD' },
      reason: 'requested_by_customer',
    });
    await vi.waitFor(() => expect(world.sandbox.ledger().live.refunds[0]?.status).toBe('failed'));
    await world.settled();
    const examination = await world.examine();
    expect(foundIn(examination)).toEqual({ found: ['refunds'], unknown: [] });
    expect(verdictOf(examination, 'refunds').detail).toContain('9.00 USD, failed');
    expect(examination.vitalSigns).toMatchObject({ orders: { all: 1, paid: 1 }, refunds: { all: 1, stopped: 1 } });
  });

  it('an order of a status that nobody knows is counted as unknown, not as unpaid alone', async () => {
    const world = await open();
    await world.pay('stand_in_card_success');
    await world.settled();
    world.sandbox.faults.add([parseFault('GET /v1/orders unknown-enum')]);
    const { vitalSigns } = await world.examine();
    expect(vitalSigns?.orders).toEqual({ all: 1, paid: 0, unknown: 1, more: false });
    if (vitalSigns === undefined) throw new Error('no vital signs');
    expect(copy.vitalSigns(vitalSigns)).toContain('orders 1 (0 paid, 1 unknown)');
  });

  it('deliveries that fail for another reason than their signature are found as that', async () => {
    const world = await open();
    await world.arrange('live', 'PATCH', `/v1/webhook-endpoints/${world.endpointId}`, {
      url: world.receiver.url.replace('/webhooks/flint', '/elsewhere'),
    });
    await world.pay('stand_in_card_success');
    await world.settled();
    const examination = await world.examine({ mayTry: true });
    expect(foundIn(examination)).toEqual({ found: ['deliveries'], unknown: [] });
    expect(verdictOf(examination, 'deliveries').message).toMatch(/events were not delivered/);
    expect(examination.vitalSigns?.undelivered).toBeGreaterThan(0);
  });
});

it('payouts that are not ready are found while payments are', async () => {
  const clock = manualClock();
  const world = await openCheckWorld({ clock, speed: 1 });
  await world.verify();
  clock.advance(9_000);
  await world.arrange('live', 'POST', '/v1/webhook-endpoints', { url: 'https://shop.example.com/webhooks' });
  const since = new Date(clock.now() - 3_600_000);
  const examination = await examine({ ...world.context(), since, memory: {}, mayTry: false, mayFix: true });
  expect(foundIn(examination)).toEqual({ found: ['payouts'], unknown: [] });
  expect(verdictOf(examination, 'payouts').message).toContain('the money stays in the balance');
});

describe('in place', () => {
  it('failed deliveries are sent again once the handler works, and each arrives once', async () => {
    const world = await openDoctorWorld({ api: { default: '2026-09-07' } });
    world.configure(undefined);
    const orderId = await world.pay('stand_in_card_success');
    await world.settled();
    const broken = await world.examine();
    expect(foundIn(broken)).toEqual({ found: ['signatures'], unknown: [] });
    const { secret } = await world.arrange('live', 'POST', `/v1/webhook-endpoints/${world.endpointId}/rotate-secret`);
    world.configure(String(secret));
    const { fix } = verdictOf(await world.examine(), 'signatures');
    await expect(fix?.apply()).resolves.toMatch(/arrived/);
    const arrived = world.receiver.received.filter((event) => event.orderId === orderId);
    expect(arrived.some(({ type }) => type === 'order.paid')).toBe(true);
    expect(new Set(world.receiver.received.map(({ id }) => id)).size).toBe(world.receiver.received.length);
    expect(foundIn(await world.examine())).toEqual({ found: [], unknown: [] });
  });

  it('a handler that was put right is no longer blamed; what it missed is still to be sent', async () => {
    const world = await openDoctorWorld({ api: { default: '2026-09-07' } });
    world.configure(undefined);
    await world.pay('stand_in_card_success');
    await world.settled();
    const { secret } = await world.arrange('live', 'POST', `/v1/webhook-endpoints/${world.endpointId}/rotate-secret`);
    world.configure(String(secret));
    await world.pay('stand_in_card_success');
    await world.settled();
    const examination = await world.examine();
    expect(foundIn(examination)).toEqual({ found: ['deliveries'], unknown: [] });
    await expect(verdictOf(examination, 'deliveries').fix?.apply()).resolves.toMatch(/arrived/);
    expect(foundIn(await world.examine())).toEqual({ found: [], unknown: [] });
  });

  it('sending again while the handler still refuses says how many did not arrive', async () => {
    const world = await openDoctorWorld({ api: { default: '2026-09-07' } });
    world.configure(undefined);
    await world.pay('stand_in_card_success');
    await world.settled();
    const { fix } = verdictOf(await world.examine(), 'signatures');
    await expect(fix?.apply()).rejects.toThrow(/did not: wdel_\w+ is failed, answered 400/);
  });

  it('without leave no test event is sent, and what it could tell is unknown', async () => {
    const world = await openDoctorWorld();
    world.configure(undefined);
    await world.pay('stand_in_card_success');
    await world.settled();
    const examination = await world.examine();
    expect(foundIn(examination)).toEqual({ found: ['deliveries'], unknown: ['signatures'] });
    const sent = () => world.exchanges.filter(({ path }) => path.endsWith('/test-events')).length;
    expect(sent()).toBe(0);
    const context = world.doctor();
    const offered = verdictOf(await world.examine({ memory: context.memory }), 'signatures').fix;
    await expect(offered?.apply()).resolves.toContain('400');
    expect(sent()).toBe(1);
    expect(foundIn(await world.examine({ memory: context.memory }))).toEqual({ found: ['signatures'], unknown: [] });
    expect(sent()).toBe(1);
  });
});

describe('what the request log shows', () => {
  it('calls that were one too many are found, on a server that keeps a log', async () => {
    const clock = manualClock();
    const rateLimit = { perSecond: 1, burst: 10 };
    const world = await openCheckWorld({ api: { default: '2026-09-07' }, clock, rateLimit });
    const headers = { authorization: `Bearer ${world.sandbox.keys.live}` };
    const ask = async () => (await fetch(`${world.sandbox.baseUrl}/v1/products`, { headers })).status;
    // The clock stands still, so nothing is given back between the calls.
    const answers = await Promise.all(Array.from({ length: 11 }, ask));
    expect(answers).toContain(429);
    clock.advance(60_000);
    const since = new Date(clock.now() - 3_600_000);
    const context = { ...world.context({ now: () => new Date(clock.now()) }), since, memory: {} };
    const look = lookAt({ ...context, mayTry: false, mayFix: true }, world.live);
    const verdict = await rateLimits.examine(look, world.live);
    expect(verdict).toMatchObject({ status: 'missing', detail: expect.stringContaining('GET /v1/products') });
  });

  it('a 404 on an object that the sandbox has is a test-mode id', async () => {
    const world = await openDoctorWorld({ api: { default: '2026-09-07' } });
    const { productId } = world.sandbox.samples;
    await fetch(`${world.sandbox.baseUrl}/v1/products/${productId}`, {
      headers: { authorization: `Bearer ${world.sandbox.keys.live}` },
    });
    const examination = await world.examine();
    expect(foundIn(examination)).toEqual({ found: ['test-mode-ids'], unknown: [] });
    expect(verdictOf(examination, 'test-mode-ids').detail).toContain('it is an object of the sandbox');
    expect(verdictOf(examination, 'test-mode-ids').evidence[0]?.requestId).toEqual(expect.any(String));
  });

  it('a server without a log is said to have none, and that alone makes nobody ill', async () => {
    const world = await openDoctorWorld();
    const examination = await world.examine();
    expect(examination.notServed.map(({ id }) => id)).toEqual(['rate-limits']);
    expect(examination.healthy).toBe(true);
  });

  it('each feature names the generation that it found', async () => {
    const world = await openDoctorWorld({ api: { default: '2026-09-07', features: { readiness: 'guide' } } });
    await world.pay('stand_in_card_success');
    await world.settled();
    const { generations } = await world.examine();
    expect(generations.get('readiness')).toBe('guide');
    expect(generations.get('order')).toBe('2026-09-07');
    expect(generations.get('request logs')).toBe('2026-09-07');
  });
});

describe('disputes', () => {
  const event = (id: string, type: string, resource?: string) => ({
    webhook_event_id: id,
    event_type: type,
    event_origin: 'business_event',
    test: false,
    created_at: '2026-07-02T18:04:11Z',
    ...(resource === undefined ? {} : { resource_type: 'dispute', resource_id: resource }),
  });

  async function examineDisputes(events: readonly ReturnType<typeof event>[]) {
    const server = await scripted((response, seen) => {
      const type = seen.query.get('event_type');
      json(200, { data: events.filter(({ event_type }) => event_type === type) })(response, seen);
    });
    const client = liveClient(server.baseUrl);
    const context = {
      production: client,
      since: new Date('2026-07-02T00:00:00Z'),
      now: () => new Date('2026-07-02T19:00:00Z'),
      signal: new AbortController().signal,
      memory: {},
      mayTry: false,
      mayFix: true,
    };
    return await disputes.examine(lookAt(context, client), client);
  }

  it('one that is open is found, one that was closed is not', async () => {
    expect(await examineDisputes([event('whev_1', 'dispute.created', 'dp_1')])).toMatchObject({
      status: 'missing',
      message: expect.stringContaining('dp_1'),
    });
    expect(
      await examineDisputes([event('whev_1', 'dispute.created', 'dp_1'), event('whev_2', 'dispute.won', 'dp_1')]),
    ).toMatchObject({ status: 'done' });
    expect(
      await examineDisputes([event('whev_1', 'dispute.created', 'dp_1'), event('whev_2', 'dispute.won', 'dp_2')]),
    ).toMatchObject({ status: 'missing' });
    expect(await examineDisputes([])).toMatchObject({ status: 'done' });
  });
});

describe('refunds', () => {
  async function examineRefunds(...statuses: readonly string[]) {
    const data = statuses.map((status, place) => ({
      refund_id: `ref_${place}`,
      status,
      amount_money: { amount: 100, currency: 'USD' },
      refunded_tip_money: { amount: 0, currency: 'USD' },
      created_at: '2026-07-02T18:04:11Z',
    }));
    const server = await scripted(routes({ 'GET /v1/refunds': json(200, { data }) }));
    const client = liveClient(server.baseUrl);
    const now = () => new Date('2026-07-02T19:00:00Z');
    const context = { since: new Date(0), now, signal: new AbortController().signal };
    return await refunds.examine(lookAt({ ...context, memory: {}, mayTry: false, mayFix: true }, client), client);
  }

  it.each(['requires_action', 'partially_succeeded'])('nobody is told to send one again that is %s', async (status) => {
    const verdict = await examineRefunds('failed', status);
    expect(verdict).toMatchObject({ status: 'missing', message: expect.stringContaining('ref_1') });
    expect(verdict.remedy).toContain('Do not send a second one');
    expect(verdict.remedy).not.toContain('send it again');
  });

  it('one with a status that nobody knows is unknown, one under way is well', async () => {
    expect(await examineRefunds('unheard_of')).toMatchObject({ status: "can't tell" });
    expect(await examineRefunds('pending', 'in_transit', 'succeeded')).toMatchObject({ status: 'done' });
  });
});

describe('what is not known', () => {
  it.each([
    'live * /v1/** every unknown-enum',
    'live * /v1/** every wrong-mode',
    'live * /v1/** every no-mode',
    'live * /v1/** every wrong-merchant',
    'live * /v1/** every half-body',
    'live * /v1/** every html-page',
    'live * /v1/** every html-page=200',
    'live * /v1/** every redirect',
    'live * /v1/** every status=401 code=API_KEY_REVOKED',
    'live * /v1/** every status=403 code=INSUFFICIENT_SCOPE',
    'live * /v1/** every status=429 retry-after=30',
    'live * /v1/** every status=503',
    'live * /v1/** every reset-before-commit',
  ])('is never healthy: %s', async (fault) => {
    const world = await openDoctorWorld();
    await world.pay('stand_in_card_success');
    await world.settled();
    world.sandbox.faults.add([parseFault(fault)]);
    const production = connect({
      mode: 'live',
      key: world.sandbox.keys.live as LiveKey,
      baseUrl: new URL(world.sandbox.baseUrl),
      pace: { ...impatient().pace, attempts: 2 },
    });
    const examination = await world.examine({ production });
    expect(examination.healthy).toBe(false);
    for (const { verdict } of examination.verdicts) {
      expect(verdict.message).toMatch(/\.$/);
    }
    if (fault.includes('429')) expect(examination.restSeconds).toBe(30);
  });

  it('a single answer that cannot be had makes exactly its own part unknown', async () => {
    const world = await openDoctorWorld();
    world.sandbox.faults.add([parseFault('live GET /v1/refunds every status=403 code=INSUFFICIENT_SCOPE')]);
    const examination = await world.examine();
    expect(foundIn(examination)).toEqual({ found: [], unknown: ['refunds'] });
    expect(examination.healthy).toBe(false);
    expect(verdictOf(examination, 'refunds').evidence[0]?.requestId).toEqual(expect.any(String));
  });

  it('a project that could not be read to its end may still hold test-mode ids', async () => {
    const world = await openDoctorWorld();
    const project = {
      ...projectOf(),
      reach: async () => ({ filesRead: 12, notRead: ['vendor/blob.js'], history: 'read' as const }),
    };
    const examination = await world.examine({ project });
    expect(foundIn(examination)).toEqual({ found: [], unknown: ['test-mode-ids'] });
    expect(verdictOf(examination, 'test-mode-ids').detail).toContain('vendor/blob.js');
  });

  it('an answer about readiness that leaves the requirements out does not say that there are none', async () => {
    const merchant_id = 'mer_scripted';
    const ready = { status: 'ready', status_reason: null, next_actions: [] };
    const readiness = { merchant_id, payments: ready, payouts: ready, observed_at: '2026-07-02T18:04:11Z' };
    const server = await scripted(
      routes({
        [`GET /v1/merchants/${merchant_id}/readiness`]: json(200, { data: readiness }),
        'GET /v1/developer/auth-context': refused(404, 'ROUTE_NOT_FOUND'),
      }),
    );
    const client = liveClient(server.baseUrl);
    const context = { since: new Date(0), now: () => new Date(), signal: new AbortController().signal };
    const look = lookAt({ ...context, memory: {}, mayTry: false, mayFix: true }, client);
    expect(await paymentMethods.examine(look, client)).toMatchObject({ status: 'done' });
    expect(await requirements.examine(look, client)).toMatchObject({ status: "can't tell" });
  });

  it.each([
    { enabled_events: undefined, status: "can't tell" },
    { enabled_events: [7], status: "can't tell" },
    { enabled_events: [], status: 'done' },
    { enabled_events: ['refund.created'], status: 'missing' },
  ])('an endpoint with the events $enabled_events: $status', async ({ enabled_events, status }) => {
    const endpoint = { webhook_endpoint_id: 'whep_1', url: 'https://a.example', enabled: true, enabled_events };
    const server = await scripted(routes({ 'GET /v1/webhook-endpoints': json(200, { data: [endpoint] }) }));
    const client = liveClient(server.baseUrl);
    const context = { since: new Date(0), now: () => new Date(), signal: new AbortController().signal };
    const look = lookAt({ ...context, memory: {}, mayTry: false, mayFix: true }, client);
    expect((await paidEvents.examine(look, client)).status).toBe(status);
  });

  it('payments that Flint names and does not show may have been declined for anything', async () => {
    const order = {
      order_id: 'ord_1',
      status: 'open',
      payment_intent_ids: ['pi_1'],
      created_at: '2026-07-02T18:04:11Z',
    };
    const server = await scripted(
      routes({
        'GET /v1/orders': json(200, { data: [order] }),
        'GET /v1/orders/ord_1': json(200, { data: order }),
      }),
    );
    const client = liveClient(server.baseUrl);
    const now = () => new Date('2026-07-02T19:00:00Z');
    const context = { since: new Date(0), now, signal: new AbortController().signal };
    const look = lookAt({ ...context, memory: {}, mayTry: false, mayFix: true }, client);
    expect(await testCard.examine(look, client)).toMatchObject({ status: "can't tell" });
  });

  it('without a key nothing of the account is taken for well', async () => {
    const world = await openDoctorWorld();
    const parts = { withoutProduction: 'This launch has no production key yet.' };
    const { production: _production, ...context } = world.doctor(parts);
    const examination = await examine(context);
    expect(foundIn(examination)).toEqual({ found: [], unknown: ['test-key', 'account'] });
    expect(examination.healthy).toBe(false);
  });

  it('a test key where the production key should be is named, and proved', async () => {
    const world = await openDoctorWorld();
    const { production: _production, ...context } = world.doctor();
    const examination = await examine({ ...context, testKeyAtHand: world.test });
    expect(foundIn(examination)).toEqual({ found: ['test-key'], unknown: ['account'] });
    expect(verdictOf(examination, 'test-key').evidence[0]?.what).toContain('Flint-Mode: test');
  });
});
