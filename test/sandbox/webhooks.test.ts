import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { orderBody, type Rehearsal, receive, rehearse, withReceiver } from './harness.ts';

const patience = { timeout: 10_000, interval: 5 };

describe('endpoints', () => {
  test('the secret is shown at creation and never again', async () => {
    const { live } = await rehearse();
    const made = await live('POST', '/v1/webhook-endpoints', { url: 'https://example.com/webhooks/flint' });
    const { webhook_endpoint_id: id, secret } = made.body.data;
    expect(made.status).toBe(201);
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    const read = await live('GET', `/v1/webhook-endpoints/${id}`);
    const list = await live('GET', '/v1/webhook-endpoints');
    const patched = await live('PATCH', `/v1/webhook-endpoints/${id}`, { description: 'Production' });
    expect(JSON.stringify([read.body, list.body, patched.body])).not.toContain('whsec_');
    expect(patched.body.data.description).toBe('Production');
  });

  test.each([
    [{ url: 'shop' }, 'url'],
    [{ url: 'ftp://example.com' }, 'url'],
    [{ url: 'https://example.com', enabled_events: ['order.paid'] }, 'enabled_events[0]'],
  ])('%j is refused', async (body, param) => {
    const { live } = await rehearse();
    const answer = await live('POST', '/v1/webhook-endpoints', body);
    expect([answer.status, answer.body.error.code, answer.body.error.param]).toEqual([400, 'INVALID_REQUEST', param]);
  });

  test('a deleted endpoint is gone and gets nothing more', async () => {
    const rehearsal = await rehearse();
    const { endpointId } = await withReceiver(rehearsal);
    const gone = await rehearsal.live('DELETE', `/v1/webhook-endpoints/${endpointId}`);
    expect(gone.body.data).toEqual({ success: true });
    await rehearsal.live('POST', '/v1/orders', orderBody());
    expect((await rehearsal.live('GET', `/v1/webhook-endpoints/${endpointId}`)).status).toBe(404);
    expect(rehearsal.sandbox.ledger().live.deliveries).toEqual([]);
  });

  test('after a rotation only the new secret signs', async () => {
    const rehearsal = await rehearse();
    let secret: string | undefined;
    const receiver = await receive({ secret: () => secret });
    const made = await rehearsal.live('POST', '/v1/webhook-endpoints', { url: receiver.url });
    const path = `/v1/webhook-endpoints/${made.body.data.webhook_endpoint_id}`;
    secret = made.body.data.secret;
    const rotated = await rehearsal.live('POST', `${path}/rotate-secret`);
    const testEvent = async () =>
      (await rehearsal.live('POST', `${path}/test-events`, { event_type: 'refund.created' })).body.data.status_code;
    expect(await testEvent()).toBe(400);
    secret = rotated.body.data.secret;
    expect(await testEvent()).toBe(200);
  });
});

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

describe('test events', () => {
  test('the answer is what the receiver really did', async () => {
    const rehearsal = await rehearse();
    let status = 200;
    const bodies: string[] = [];
    const port = await listener(
      (_headers, body) => bodies.push(body),
      () => status,
    );
    const result = await testEventAt(rehearsal, `http://127.0.0.1:${port}/hook`);
    expect(result).toMatchObject({
      event_status: 'delivered',
      attempt_status: 'delivered',
      attempt_number: 1,
      status_code: 200,
    });
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ test: true, event_type: 'payment_intent.succeeded' });
    status = 401;
    expect(await testEventAt(rehearsal, `http://127.0.0.1:${port}/hook`)).toMatchObject({
      event_status: 'failed',
      attempt_status: 'failed',
      status_code: 401,
    });
    status = 302;
    expect(await testEventAt(rehearsal, `http://127.0.0.1:${port}/hook`)).toMatchObject({
      attempt_status: 'failed',
      status_code: 302,
    });
  });

  test('a refused connection and a silent receiver are failures without a status code', async () => {
    const rehearsal = await rehearse({ deliveryTimeoutMilliseconds: 50 });
    const silent = createServer(() => undefined);
    const port = await started(silent);
    const timedOut = await testEventAt(rehearsal, `http://127.0.0.1:${port}/hook`);
    expect(timedOut.attempt_status).toBe('failed');
    expect(timedOut.status_code).toBeUndefined();
    expect(timedOut.duration_milliseconds).toBeGreaterThanOrEqual(49);
    await new Promise((resolve) => {
      silent.close(resolve);
      silent.closeAllConnections();
    });
    const refused = await testEventAt(rehearsal, `http://127.0.0.1:${port}/hook`);
    expect([refused.attempt_status, refused.status_code]).toEqual(['failed', undefined]);
  });

  test('they are hidden from the list of events, and their payload is readable by id', async () => {
    const rehearsal = await rehearse();
    const port = await listener(() => undefined);
    const { webhook_event_id } = await testEventAt(rehearsal, `http://127.0.0.1:${port}/hook`);
    expect((await rehearsal.live('GET', '/v1/webhook-events')).body.data).toEqual([]);
    const read = await rehearsal.live('GET', `/v1/webhook-events/${webhook_event_id}`);
    expect(read.body.data).toMatchObject({ test: true, event_origin: 'test_api', payload: { test: true } });
  });

  test('an unknown type and a disabled endpoint are refused', async () => {
    const { live } = await rehearse();
    const made = await live('POST', '/v1/webhook-endpoints', { url: 'http://127.0.0.1:9/hook', enabled: false });
    const path = `/v1/webhook-endpoints/${made.body.data.webhook_endpoint_id}/test-events`;
    const unknown = await live('POST', path, { event_type: 'order.paid' });
    expect([unknown.status, unknown.body.error.param]).toEqual([400, 'event_type']);
    const disabled = await live('POST', path, { event_type: 'order.created' });
    expect([disabled.status, disabled.body.error.code]).toEqual([409, 'WEBHOOK_ENDPOINT_NOT_ACTIVE']);
  });
});

test('the list of events can be narrowed by endpoint, type and time, and never carries payloads', async () => {
  const rehearsal = await rehearse();
  const { receiver, endpointId } = await withReceiver(rehearsal);
  await rehearsal.live('POST', '/v1/orders', orderBody());
  await vi.waitFor(() => expect(receiver.received.map(({ type }) => type)).toContain('order.created'), patience);
  const types = async (query: string) => {
    const { body } = await rehearsal.live('GET', `/v1/webhook-events?${query}`);
    expect(JSON.stringify(body)).not.toContain('payload');
    return body.data.map((event: { event_type: string }) => event.event_type);
  };
  expect(await types(`webhook_endpoint_id=${endpointId}&event_type=order.created`)).toEqual(['order.created']);
  expect(await types('webhook_endpoint_id=whep_other')).toEqual([]);
  const future = new Date(rehearsal.clock.now() + 1000).toISOString();
  expect(await types(`created_after=${encodeURIComponent(future)}`)).toEqual([]);
});

async function testEventAt({ live }: Rehearsal, url: string) {
  const made = await live('POST', '/v1/webhook-endpoints', { url });
  const path = `/v1/webhook-endpoints/${made.body.data.webhook_endpoint_id}/test-events`;
  const answer = await live('POST', path, { event_type: 'payment_intent.succeeded' });
  expect(answer.status).toBe(201);
  return answer.body.data;
}

function attempts({ sandbox }: Rehearsal, count: number): Promise<void> {
  return vi.waitFor(() => expect(sandbox.ledger().live.deliveries[0]?.attempts).toBe(count), patience);
}

async function failedEvents({ live }: Rehearsal): Promise<string[]> {
  const { body } = await live('GET', '/v1/webhook-events?status=failed');
  return body.data.map((event: { event_type: string }) => event.event_type);
}

/** A receiver that takes everything and answers as told. */
function listener(
  onRequest: (headers: Record<string, string>, body: string) => void,
  status: () => number = () => 200,
): Promise<number> {
  return started(
    createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
        onRequest(Object.fromEntries(headers), Buffer.concat(chunks).toString('utf8'));
        response.writeHead(status()).end();
      });
    }),
  );
}

async function started(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  return address.port;
}
