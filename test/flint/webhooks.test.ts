import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { generationOf } from '../../src/flint/generations.ts';
import { accepted, sendTestEvent, underWay } from '../../src/flint/test-events.ts';
import { deliveriesOf, isDelivered } from '../../src/flint/webhook-deliveries.ts';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
} from '../../src/flint/webhook-endpoints.ts';
import { paidOrderEventName } from '../../src/flint/webhook-event-types.ts';
import { findEventsAbout, listFailedEvents } from '../../src/flint/webhook-events.ts';
import { json, liveClient, refused, routes, scripted } from './scripted-server.ts';

const endpoint = {
  webhook_endpoint_id: 'whep_1',
  url: 'https://example.com/hook',
  enabled: true,
  enabled_events: ['a.b'],
};
const prove = { 'GET /v1/developer/auth-context': refused(404, 'ROUTE_NOT_FOUND') };

describe('webhook endpoints', () => {
  const wanted = { url: endpoint.url, enabledEvents: ['a.b'], description: 'Production endpoint', idempotencyKey: 'k' };

  test('are created with the body of the guide, and the secret is concealed', async () => {
    const secret = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
    const server = await scripted(
      routes({ ...prove, 'POST /v1/webhook-endpoints': json(201, { data: { ...endpoint, secret } }) }),
    );
    const answer = await createWebhookEndpoint(liveClient(server.baseUrl), wanted);
    expect(JSON.parse(server.seen.at(-1)?.body ?? '')).toEqual({
      url: endpoint.url,
      enabled_events: ['a.b'],
      description: 'Production endpoint',
    });
    expect(answer.value).toMatchObject({ id: 'whep_1', enabled: true, enabledEvents: ['a.b'] });
    expect(answer.value.secret?.reveal()).toBe(secret);
    expect(inspect(answer, { depth: null, showHidden: true }) + JSON.stringify(answer)).not.toContain('AAECAw');
  });

  test('a replay without the secret is no failure: there is just none', async () => {
    const server = await scripted(json(201, { data: endpoint }, { 'idempotency-replayed': 'true' }));
    const answer = await createWebhookEndpoint(liveClient(server.baseUrl), wanted);
    expect(answer.value.secret).toBeUndefined();
    expect(answer.evidence.replayed).toBe(true);
  });

  test('a rotation without a secret is not understood', async () => {
    const server = await scripted(json(200, { data: {} }));
    const call = rotateWebhookSecret(liveClient(server.baseUrl), { endpointId: 'whep_1', idempotencyKey: 'k' });
    await expect(call).rejects.toMatchObject({ problem: 'not-understood', outcome: 'unknown' });
  });

  test('an id is one segment of a path, whatever it holds', async () => {
    const server = await scripted(json(200, { data: { success: true } }));
    await deleteWebhookEndpoint(liveClient(server.baseUrl), { endpointId: 'whep_/../orders?x=1', idempotencyKey: 'k' });
    expect(server.seen.at(-1)?.path).toBe('/v1/webhook-endpoints/whep_%2F..%2Forders%3Fx%3D1');
  });
});

describe('test events', () => {
  const send = async (data: object) => {
    const server = await scripted(json(201, { data: { webhook_event_id: 'whev_1', ...data } }));
    const sent = { endpointId: 'whep_1', eventType: 'payment_intent.succeeded', idempotencyKey: 'k' };
    return (await sendTestEvent(liveClient(server.baseUrl), sent)).value;
  };

  test.each([
    ['the reply of the guide', { event_status: 'delivered', attempt_status: 'delivered', status_code: 200 }, true],
    ['the reply of 2026-09-07', { delivery_status: 'delivered', attempt_status: 'delivered', status_code: 204 }, true],
    ['delivered, but the receiver said 400', { attempt_status: 'delivered', status_code: 400 }, false],
    ['delivered, but no status of the receiver', { attempt_status: 'delivered' }, false],
    ['delivered to a redirect', { attempt_status: 'delivered', status_code: 302 }, false],
    ['failed', { attempt_status: 'failed', status_code: 200 }, false],
    ['an unknown word', { attempt_status: 'Delivered', status_code: 200 }, false],
    ['no attempt status', { event_status: 'delivered', status_code: 200 }, false],
    ['a status code as text', { attempt_status: 'delivered', status_code: '200' }, false],
  ])('%s: accepted is %s', async (_what, data, expected) => {
    expect(accepted(await send(data))).toBe(expected);
  });

  test('a queued attempt is under way', async () => {
    const event = await send({ attempt_status: 'queued' });
    expect([underWay(event), accepted(event)]).toEqual([true, false]);
  });

  test('what the receiver answered is cleaned before it is shown', async () => {
    const event = await send({
      attempt_status: 'failed',
      status_code: 400,
      response_body_excerpt: '\u001b[2Jinvalid\nsignature',
    });
    expect(event.responseExcerpt).toBe('invalid signature');
  });
});

describe('failed events', () => {
  const item = (id: string, more: object = {}) => ({ webhook_event_id: id, event_type: 'order.paid', ...more });
  const ids = async (client: Parameters<typeof listFailedEvents>[0]) =>
    (await listFailedEvents(client).all()).value.map((event) => event.id);

  test('are found with the filter of the guide', async () => {
    const server = await scripted(json(200, { data: [item('whev_1', { event_status: 'failed' })] }));
    const client = liveClient(server.baseUrl);
    expect(await ids(client)).toEqual(['whev_1']);
    expect(server.seen[0]?.query.get('status')).toBe('failed');
    expect(generationOf(client, 'failed events')).toBe('guide');
  });

  test('are found with the other filter once the server refuses that one, and the next time at once', async () => {
    const server = await scripted(
      refused(400, 'UNSUPPORTED_QUERY_PARAM', { param: 'status' }),
      json(200, { data: [item('whev_1')] }),
    );
    const client = liveClient(server.baseUrl);
    expect(await ids(client)).toEqual(['whev_1']);
    expect(await ids(client)).toEqual(['whev_1']);
    expect(server.seen.map((one) => one.query.get('delivery_status'))).toEqual([null, 'failed', 'failed']);
    expect(generationOf(client, 'failed events')).toBe('2026-09-07');
  });

  test('are not taken from a server that ignored the filter', async () => {
    const data = [
      item('whev_1', { status: 'delivered' }),
      item('whev_2', { status: 'failed' }),
      item('whev_3', { status: 'odd' }),
    ];
    const server = await scripted(json(200, { data }));
    expect(await ids(liveClient(server.baseUrl))).toEqual(['whev_2']);
  });
});

describe('deliveries of an event', () => {
  test('one that is listed twice with two statuses is not delivered', async () => {
    const once = {
      webhook_delivery_id: 'wdel_1',
      webhook_event_id: 'whev_1',
      webhook_endpoint_id: 'whep_1',
      automatic_attempt_count: 1,
      max_attempts: 9,
      created_at: '2026-07-02T18:00:00Z',
      updated_at: '2026-07-02T18:00:00Z',
    };
    const data = [
      { ...once, status: 'delivered' },
      { ...once, status: 'failed' },
    ];
    const server = await scripted(json(200, { data }));
    const { value } = await deliveriesOf(liveClient(server.baseUrl), 'whev_1');
    expect(isDelivered(value, 'whep_1')).toBe(false);
  });

  const delivery = (status: string, endpointId = 'whep_1') => ({
    webhook_delivery_id: `wdel_${endpointId}`,
    webhook_event_id: 'whev_1',
    webhook_endpoint_id: endpointId,
    status,
    automatic_attempt_count: 1,
    max_attempts: 9,
  });

  test('are read one by one where the server has them', async () => {
    const list = json(200, { data: [delivery('delivered'), delivery('failed', 'whep_2')] });
    const server = await scripted(routes({ 'GET /v1/webhook-events/whev_1/deliveries': list }));
    const { value } = await deliveriesOf(liveClient(server.baseUrl), 'whev_1');
    expect([isDelivered(value, 'whep_1'), isDelivered(value, 'whep_2'), isDelivered(value, 'whep_3')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test.each([
    [{ event_status: 'delivered' }, true],
    [{ status: 'delivered' }, true],
    [{ event_status: 'pending' }, false],
    [{ event_status: 'sent' }, false],
    [{}, false],
  ])('come from the event itself in the generation of the guide: %j', async (more, delivered) => {
    const event = json(200, { data: { webhook_event_id: 'whev_1', event_type: 'order.payment_succeeded', ...more } });
    const server = await scripted(routes({ 'GET /v1/webhook-events/whev_1': event }));
    const client = liveClient(server.baseUrl);
    expect(isDelivered((await deliveriesOf(client, 'whev_1')).value, 'whep_1')).toBe(delivered);
    expect(generationOf(client, 'deliveries')).toBe('guide');
  });

  const between = (listedUnder: readonly string[]) =>
    routes({
      'GET /v1/webhook-events/whev_1': json(200, { data: { webhook_event_id: 'whev_1', event_type: 'order.paid' } }),
      'GET /v1/webhook-events': (response, seen) => {
        const listed = listedUnder.includes(seen.query.get('delivery_status') ?? '');
        json(200, { data: listed ? [{ webhook_event_id: 'whev_1', event_type: 'order.paid' }] : [] })(response, seen);
      },
    });
  test.each([
    [['delivered'], true],
    [['failed'], false],
    [['delivered', 'failed'], false],
    [['pending', 'delivered', 'failed', 'suppressed'], false],
    [[], false],
  ])(
    'of a server that has neither them nor a status come from the one filter that lists the event: %j',
    async (listedUnder, delivered) => {
      const server = await scripted(between(listedUnder));
      const { value } = await deliveriesOf(liveClient(server.baseUrl), 'whev_1');
      expect(isDelivered(value, 'whep_1')).toBe(delivered);
    },
  );

  test('no deliveries at all are no delivery', () => {
    expect(isDelivered([], 'whep_1')).toBe(false);
  });
});

describe('events about one object', () => {
  test('are found in flat and nested payloads, and not by a resemblance', async () => {
    const listed = ['1', '2', '3', '4'].map((n) => ({
      webhook_event_id: `whev_${n}`,
      event_type: 'order.payment_succeeded',
    }));
    const event = (n: string, payload: unknown) => ({
      [`GET /v1/webhook-events/whev_${n}`]: json(200, {
        data: { webhook_event_id: `whev_${n}`, event_type: 'order.payment_succeeded', payload },
      }),
    });
    const server = await scripted(
      routes({
        'GET /v1/webhook-events': json(200, { data: listed }),
        ...event('1', { data: { order_id: 'ord_1' } }),
        ...event('2', { payment_intent: { order_id: 'ord_1' } }),
        ...event('3', { data: { order_id: 'ord_11' } }),
        ...event('4', null),
      }),
    );
    const sought = { eventType: 'order.payment_succeeded', resourceId: 'ord_1' };
    const found = await findEventsAbout(liveClient(server.baseUrl), sought);
    expect(found.map((answer) => answer.value.id)).toEqual(['whev_1', 'whev_2']);
    expect(server.seen[0]?.query.get('event_type')).toBe('order.payment_succeeded');
  });
});

describe('the name of the paid event', () => {
  const types = (...names: string[]) => json(200, { data: names.map((name) => ({ event_type: name })) });

  test.each([
    [types('refund.created', 'order.payment_succeeded'), { source: 'listed', names: ['order.payment_succeeded'] }],
    [types('order.paid'), { source: 'listed', names: ['order.paid'] }],
    [
      types('order.paid', 'order.payment_succeeded'),
      { source: 'listed', names: ['order.payment_succeeded', 'order.paid'] },
    ],
    [types('refund.created'), { source: 'assumed', names: ['order.payment_succeeded', 'order.paid'] }],
    [refused(404, 'ROUTE_NOT_FOUND'), { source: 'assumed', names: ['order.payment_succeeded', 'order.paid'] }],
    [refused(403, 'INSUFFICIENT_SCOPE'), { source: 'assumed', names: ['order.payment_succeeded', 'order.paid'] }],
  ])('is taken from the list of the server, else assumed (%#)', async (reply, expected) => {
    const server = await scripted(reply);
    expect(await paidOrderEventName(liveClient(server.baseUrl))).toEqual(expected);
  });
});
