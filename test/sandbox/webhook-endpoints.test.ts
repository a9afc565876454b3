import { describe, expect, test } from 'vitest';
import { orderBody, receive, rehearse, withReceiver } from './harness.ts';

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
