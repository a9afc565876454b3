import { describe, expect, test } from 'vitest';
import { readAuthContext } from '../../src/flint/auth-context.ts';
import type { FlintClient } from '../../src/flint/client.ts';
import { generationsOf } from '../../src/flint/generations.ts';
import { readOrder } from '../../src/flint/orders.ts';
import { readPaymentMethodDomains } from '../../src/flint/payment-method-domains.ts';
import { resolvePaymentOptions } from '../../src/flint/payment-options.ts';
import { readReadiness } from '../../src/flint/readiness.ts';
import { listRequestLogs } from '../../src/flint/request-logs.ts';
import { readEffectiveSettings } from '../../src/flint/settings.ts';
import { createWebhookEndpoint } from '../../src/flint/webhook-endpoints.ts';
import { paidOrderEventName, readEventTypes } from '../../src/flint/webhook-event-types.ts';
import { json, liveClient, merchantId, refused, routes, scripted } from './scripted-server.ts';

const ready = { payments: { status: 'ready' }, payouts: { status: 'ready' } };

const optional: readonly (readonly [string, string, (client: FlintClient<'live'>) => Promise<unknown>])[] = [
  ['key description', 'GET /v1/developer/auth-context', readAuthContext],
  ['event types', 'GET /v1/webhook-event-types', readEventTypes],
  ['request logs', 'GET /v1/developer/request-logs', listRequestLogs],
  ['effective settings', 'GET /v1/settings/effective', readEffectiveSettings],
  ['payment method domains', 'GET /v1/payment-method-domains', readPaymentMethodDomains],
];

describe('a feature that one generation does not have', () => {
  test.each(optional)('%s: a server without it is asked once, and that is no failure', async (feature, route, read) => {
    const server = await scripted(routes({}));
    const client = liveClient(server.baseUrl);
    const none = await read(client);
    expect(none === undefined || (Array.isArray(none) && none.length === 0)).toBe(true);
    await read(client);
    expect(server.seen.map((one) => `${one.method} ${one.path}`)).toEqual([route]);
    expect([...generationsOf(client)]).toEqual([[feature, 'guide']]);
  });

  test.each(optional)(
    '%s: a page of something in between is no proof, so the next time it is asked again',
    async (_feature, _route, read) => {
      const server = await scripted((response) => response.writeHead(404).end('<html>'));
      const client = liveClient(server.baseUrl);
      await read(client);
      await read(client);
      expect(server.seen).toHaveLength(2);
      expect(generationsOf(client).size).toBe(0);
    },
  );

  test('payment options are of the guide only', async () => {
    const amount = { amount: 100, currency: 'USD' };
    const server = await scripted(routes({}));
    const client = liveClient(server.baseUrl);
    expect(await resolvePaymentOptions(client, { amount })).toBeUndefined();
    expect(await resolvePaymentOptions(client, { amount })).toBeUndefined();
    expect(server.seen).toHaveLength(1);
    expect(generationsOf(client).get('payment options')).toBe('2026-09-07');
  });

  test.each(optional)('%s: a missing scope says nothing about the generation', async (_feature, _route, read) => {
    const server = await scripted(refused(403, 'INSUFFICIENT_SCOPE', { missing_scopes: ['a.read'] }));
    const client = liveClient(server.baseUrl);
    await read(client).catch(() => undefined);
    expect(generationsOf(client).size).toBe(0);
  });
});

describe('readiness', () => {
  test.each([
    ['/v1/merchants/mer_scripted/readiness', 1, 'guide'],
    ['/v1/merchant', 2, '2026-09-07'],
    ['/v1/merchants/mer_scripted', 3, '2026-09-07'],
  ])('is found at %s and from then on asked there alone', async (route, asked, generation) => {
    const server = await scripted(routes({ [`GET ${route}`]: json(200, { data: ready }) }));
    const client = liveClient(server.baseUrl);
    const first = await readReadiness(client, merchantId);
    expect(server.seen).toHaveLength(asked);
    expect(first.evidence).toMatchObject({ generation, path: route });
    await readReadiness(client, merchantId);
    expect(server.seen.slice(asked).map(({ path }) => path)).toEqual([route]);
    expect(generationsOf(client).get('readiness')).toBe(generation);
  });

  test('a missing scope on the way ends the search', async () => {
    const server = await scripted(routes({ 'GET /v1/merchant': refused(403, 'INSUFFICIENT_SCOPE') }));
    await expect(readReadiness(liveClient(server.baseUrl), merchantId)).rejects.toMatchObject({ problem: 'forbidden' });
    expect(server.seen).toHaveLength(2);
  });
});

test('the shape of an order stands in its evidence', async () => {
  const order = (more: object) => json(200, { data: { order_id: 'ord_1', status: 'open', ...more } });
  const server = await scripted(order({ payment_status: 'paid' }), order({}), order({ payment_status: null }));
  const client = liveClient(server.baseUrl);
  const shapes = [await readOrder(client, 'ord_1'), await readOrder(client, 'ord_1'), await readOrder(client, 'ord_1')];
  expect(shapes.map(({ evidence }) => evidence.generation)).toEqual(['2026-09-07', 'guide', 'guide']);
});

describe('the paid event', () => {
  test.each([
    [['order.paid', 'order.created'], ['order.paid'], '2026-09-07'],
    [['order.payment_succeeded'], ['order.payment_succeeded'], 'guide'],
    [['order.paid', 'order.payment_succeeded'], ['order.payment_succeeded', 'order.paid'], 'guide'],
  ])('takes its name from the list %j', async (listed, names, generation) => {
    const types = json(200, { data: listed.map((event_type) => ({ event_type })), next_page_token: '' });
    const server = await scripted(routes({ 'GET /v1/webhook-event-types': types }));
    const client = liveClient(server.baseUrl);
    expect(await paidOrderEventName(client)).toEqual({ source: 'listed', names });
    expect(generationsOf(client).get('paid event')).toBe(generation);
  });

  test('without a list, what the server accepts at registration tells', async () => {
    const enabled_events = ['order.paid'];
    const made = json(201, { data: { webhook_endpoint_id: 'whep_1', url: 'https://a.example', enabled_events } });
    const server = await scripted(routes({ 'POST /v1/webhook-endpoints': made }));
    const client = liveClient(server.baseUrl);
    expect(await paidOrderEventName(client)).toMatchObject({ source: 'assumed' });
    const wanted = { url: 'https://a.example', enabledEvents: enabled_events, idempotencyKey: 'k' };
    await createWebhookEndpoint(client, wanted);
    expect(generationsOf(client).get('paid event')).toBe('2026-09-07');
  });
});

test('a request log is read only as far as asked', async () => {
  const logs = (page: string) =>
    Array.from({ length: 100 }, (_, place) => ({ api_request_log_id: `rlog_${page}x${place}`, request_id: 'a' }));
  const server = await scripted(
    json(200, { data: logs('1'), next_page_token: '2' }),
    json(200, { data: logs('2'), next_page_token: '3' }),
  );
  const client = liveClient(server.baseUrl);
  expect((await listRequestLogs(client))?.value).toHaveLength(100);
  expect(server.seen).toHaveLength(1);
  expect((await listRequestLogs(client, { atMost: 3 }))?.value).toHaveLength(3);
});
