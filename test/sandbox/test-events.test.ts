import { createServer } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { orderBody, type Rehearsal, rehearse, withReceiver } from './harness.ts';
import { listener, patience, started } from './listeners.ts';

async function testEventAt({ live }: Rehearsal, url: string) {
  const made = await live('POST', '/v1/webhook-endpoints', { url });
  const path = `/v1/webhook-endpoints/${made.body.data.webhook_endpoint_id}/test-events`;
  const answer = await live('POST', path, { event_type: 'payment_intent.succeeded' });
  expect(answer.status).toBe(201);
  return answer.body.data;
}

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
