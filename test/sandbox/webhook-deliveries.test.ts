import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test, vi } from 'vitest';
import { orderBody, type Rehearsal, receive, rehearse } from './harness.ts';
import { listener, patience } from './listeners.ts';

function attempts({ sandbox }: Rehearsal, count: number): Promise<void> {
  return vi.waitFor(() => expect(sandbox.ledger().live.deliveries[0]?.attempts).toBe(count), patience);
}

async function failedEvents({ live }: Rehearsal): Promise<string[]> {
  const { body } = await live('GET', '/v1/webhook-events?status=failed');
  return body.data.map((event: { event_type: string }) => event.event_type);
}

describe('deliveries', () => {
  test('a delivery carries every documented header and both signatures over the raw body', async () => {
    const rehearsal = await rehearse();
    const arrived = Promise.withResolvers<{ headers: Record<string, string>; body: string }>();
    const port = await listener((headers, body) => arrived.resolve({ headers, body }));
    const url = `http://127.0.0.1:${port}/hook`;
    const made = await rehearsal.live('POST', '/v1/webhook-endpoints', { url });
    const order = await rehearsal.live('POST', '/v1/orders', orderBody());
    const { headers, body } = await arrived.promise;

    const { secret, webhook_endpoint_id } = made.body.data;
    const event = JSON.parse(body);
    expect(event).toMatchObject({
      event_type: 'order.created',
      payload_version: 1,
      mode: 'live',
      merchant_id: rehearsal.sandbox.merchantId,
      data: { order_id: order.body.data.order_id },
    });
    expect(event).not.toHaveProperty('test');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Flint-Webhooks/1.0',
      'x-flint-event-type': 'order.created',
      'x-flint-webhook-id': event.webhook_event_id,
      'webhook-id': event.webhook_event_id,
      'x-flint-webhook-endpoint-id': webhook_endpoint_id,
    });
    expect(new Webhook(secret).verify(body, headers)).toEqual(event);
    const [, time, digest] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers['x-flint-signature'] ?? '') ?? [];
    expect(digest).toBe(createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'));
  });

  test('an endpoint gets the events it subscribed to, of its own plane', async () => {
    const rehearsal = await rehearse();
    let secret: string | undefined;
    const receiver = await receive({ secret: () => secret });
    const body = { url: receiver.url, enabled_events: ['order.created'] };
    secret = (await rehearsal.live('POST', '/v1/webhook-endpoints', body)).body.data.secret;
    await rehearsal.test('POST', '/v1/orders', orderBody());
    const order = await rehearsal.live('POST', '/v1/orders', orderBody());
    await rehearsal.live('POST', `/v1/orders/${order.body.data.order_id}/close`, { reason: 'test' });
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), patience);
    expect(receiver.received[0]).toMatchObject({ type: 'order.created', mode: 'live' });
    const { events, deliveries } = rehearsal.sandbox.ledger().live;
    expect(events.map(({ type, status }) => [type, status])).toContainEqual(['order.closed', 'suppressed']);
    expect(deliveries).toHaveLength(1);
  });

  test('a failed delivery is tried again with growing pauses, with the same id and body, until it is taken', async () => {
    const rehearsal = await rehearse();
    const seen: Array<{ id: string | undefined; body: string }> = [];
    let answer = 500;
    const port = await listener(
      (headers, body) => seen.push({ id: headers['webhook-id'], body }),
      () => answer,
    );
    await rehearsal.live('POST', '/v1/webhook-endpoints', { url: `http://localhost:${port}/hook` });
    await rehearsal.live('POST', '/v1/orders', orderBody());
    await attempts(rehearsal, 1);
    expect(await failedEvents(rehearsal)).toEqual(['order.created']);
    expect(rehearsal.sandbox.ledger().live.deliveries[0]).toMatchObject({ status: 'pending' });

    const [first] = seen;
    const timesSeen = () => seen.filter(({ id }) => id === first?.id).length;
    // Another event goes through all the way before each look, so that a retry that came too early would be seen.
    rehearsal.clock.advance(1_999);
    await anotherEvent();
    expect(timesSeen()).toBe(1);
    rehearsal.clock.advance(1);
    await attempts(rehearsal, 2);
    rehearsal.clock.advance(3_999);
    await anotherEvent();
    expect(timesSeen()).toBe(2);
    answer = 204;
    rehearsal.clock.advance(1);
    await attempts(rehearsal, 3);

    async function anotherEvent(): Promise<void> {
      const before = answer;
      answer = 204;
      await rehearsal.live('POST', '/v1/orders', orderBody());
      await vi.waitFor(
        () => expect(rehearsal.sandbox.ledger().live.deliveries.at(-1)?.status).toBe('delivered'),
        patience,
      );
      answer = before;
    }

    expect(rehearsal.sandbox.ledger().live.deliveries[0]).toMatchObject({ status: 'delivered' });
    expect(await failedEvents(rehearsal)).toEqual([]);
    expect(new Set(seen.filter(({ id }) => id === first?.id).map(({ body }) => body)).size).toBe(1);
  });

  test('after nine attempts a delivery is given up', async () => {
    const rehearsal = await rehearse();
    const port = await listener(
      () => undefined,
      () => 503,
    );
    await rehearsal.live('POST', '/v1/webhook-endpoints', { url: `http://127.0.0.1:${port}/hook` });
    await rehearsal.live('POST', '/v1/orders', orderBody());
    for (let made = 1; made <= 9; made++) {
      await attempts(rehearsal, made);
      rehearsal.clock.advance(2_000 * 2 ** (made - 1));
    }
    rehearsal.clock.advance(3_600_000);
    expect(rehearsal.sandbox.ledger().live.deliveries[0]).toMatchObject({ status: 'failed', attempts: 9 });
  });

  test('only this machine is ever talked to', async () => {
    const rehearsal = await rehearse();
    for (const url of ['https://example.com/hook', 'http://10.0.0.1/hook', 'http://127.0.0.1.example.com/hook']) {
      await rehearsal.live('POST', '/v1/webhook-endpoints', { url });
    }
    await rehearsal.live('POST', '/v1/orders', orderBody());
    await vi.waitFor(() => {
      const { deliveries } = rehearsal.sandbox.ledger().live;
      expect(deliveries.map(({ status, attempts }) => [status, attempts])).toEqual(Array(3).fill(['failed', 1]));
    }, patience);
  });
});
