import { describe, expect, test } from 'vitest';
import { generationOf } from '../../src/flint/generations.ts';
import { deliveriesOf, isDelivered } from '../../src/flint/webhook-deliveries.ts';
import { findEventsAbout, listFailedEvents } from '../../src/flint/webhook-events.ts';
import { json, liveClient, refused, routes, scripted } from './scripted-server.ts';

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
