import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { accepted, sendTestEvent, underWay } from '../../src/flint/test-events.ts';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
} from '../../src/flint/webhook-endpoints.ts';
import { paidOrderEventName } from '../../src/flint/webhook-event-types.ts';
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
