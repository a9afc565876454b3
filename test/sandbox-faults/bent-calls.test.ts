import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { faulty, json, orderBody } from './faulty.ts';
import { orders } from './orders.ts';

describe('an answer that is not Flint’s', () => {
  it('is a page of HTML with 502, before or after the commit', async () => {
    const one = await faulty(['POST /v1/orders #1 html-page', 'POST /v1/orders #2 html-page after-commit']);
    for (const made of [0, 1]) {
      const seen = await one.call('POST', '/v1/orders', orderBody);
      expect(seen.status).toBe(502);
      expect(seen.headers['content-type']).toContain('text/html');
      expect(seen.headers).not.toHaveProperty('flint-mode');
      expect(seen.headers).not.toHaveProperty('x-request-id');
      expect(seen.text).toContain('<h1>502');
      expect(orders(one)).toBe(made);
    }
  });

  it('is a page of HTML with 200, as a captive portal sends it', async () => {
    const one = await faulty(['GET /v1/settings html-page=200']);
    const seen = await one.call('GET', '/v1/settings');
    expect([seen.status, seen.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('is a redirect to another origin, and nothing is done', async () => {
    const one = await faulty(['POST /v1/orders redirect']);
    const seen = await one.call('POST', '/v1/orders?x=1', orderBody);
    expect([seen.status, seen.headers.location]).toEqual([307, 'https://elsewhere.example/v1/orders?x=1']);
    expect(orders(one)).toBe(0);
  });

  it('is a redirect to the address that was given, so that a test sees who follows', async () => {
    const visits: string[] = [];
    const elsewhere = createServer((request, response) => {
      visits.push(`${request.method} ${request.headers.authorization}`);
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void elsewhere.close());
    // A server that listens on TCP has an address record.
    const { port } = elsewhere.address() as AddressInfo;
    const one = await faulty([`GET /v1/settings redirect=http://127.0.0.1:${port}/caught`]);
    await fetch(`${one.sandbox.baseUrl}/v1/settings`, { headers: { 'x-api-key': one.sandbox.keys.test } });
    expect(visits).toEqual(['GET undefined']);
  });
});

describe('an answer with wrong headers', () => {
  it('names the other mode', async () => {
    const one = await faulty(['* /v1/** wrong-mode']);
    expect((await one.call('GET', '/v1/orders')).headers['flint-mode']).toBe('live');
    expect((await one.call('GET', '/v1/orders', undefined, { mode: 'live' })).headers['flint-mode']).toBe('test');
  });

  it('names no mode', async () => {
    const one = await faulty(['GET /v1/orders no-mode']);
    const seen = await one.call('GET', '/v1/orders');
    expect(seen.status).toBe(200);
    expect(seen.headers).not.toHaveProperty('flint-mode');
  });

  it('names another merchant', async () => {
    const one = await faulty(['GET /v1/orders wrong-merchant']);
    const seen = await one.call('GET', '/v1/orders');
    expect(seen.headers['flint-merchant-id']).toMatch(/^mer_/);
    expect(seen.headers['flint-merchant-id']).not.toBe(one.sandbox.merchantId);
  });

  it('has no request id anywhere, in successes and in errors', async () => {
    const one = await faulty(['* /v1/** no-request-id']);
    for (const path of ['/v1/orders', '/v1/orders/ord_unknown']) {
      const seen = await one.call('GET', path);
      expect(seen.headers).not.toHaveProperty('x-request-id');
      expect(seen.text).not.toContain('request_id');
    }
  });

  it('has a request id of an odd form, the same in headers and body', async () => {
    const one = await faulty(['* /v1/** odd-request-id']);
    for (const path of ['/v1/orders', '/v1/orders/ord_unknown']) {
      const seen = await one.call('GET', path);
      const id = Buffer.from(String(seen.headers['x-request-id']), 'latin1').toString('latin1');
      expect(id).toMatch(/[ /«ä]/);
      const body = json(seen);
      expect(body.request_id ?? body.error.request_id).toBe(id);
    }
  });
});

describe('an answer with an odd body', () => {
  it('gives every status a value nobody has heard of', async () => {
    const one = await faulty(['GET /v1/orders/* unknown-enum']);
    const made = json(await one.call('POST', '/v1/orders', orderBody)).data;
    const shown = json(await one.call('GET', `/v1/orders/${made.order_id}`)).data;
    expect(shown.status).toBe('unheard_of');
    expect(shown.order_id).toBe(made.order_id);
    expect(one.sandbox.ledger().test.orders[0]?.status).not.toBe('unheard_of');
  });

  it('gives only the field that was named such a value, in every item of a list', async () => {
    const one = await faulty(['GET /v1/products unknown-enum=product_type']);
    const { data } = json(await one.call('GET', '/v1/products'));
    expect(data.length).toBeGreaterThan(1);
    for (const product of data) expect(product).toMatchObject({ product_type: 'unheard_of', status: 'active' });
  });

  it('sends what is absent as null', async () => {
    const one = await faulty(['* /v1/orders/** null-for-absent', 'GET /v1/products null-for-absent']);
    const { order_id } = json(await one.call('POST', '/v1/orders', orderBody)).data;
    const { data } = json(await one.call('GET', `/v1/orders/${order_id}`));
    expect(data).toMatchObject({ external_reference_id: null, customer_id: null, metadata: null });
    expect(data.line_items[0]).toMatchObject({ name: 'Launch check' });
    expect(json(await one.call('GET', '/v1/products')).next_page_token).toBeNull();
  });

  it('leaves the secret out of a replay, and only there', async () => {
    const one = await faulty(['createWebhookEndpoint no-secret-on-replay']);
    const body = { url: 'https://shop.example/webhooks' };
    const options = { idempotencyKey: 'endpoint-1' };
    const first = json(await one.call('POST', '/v1/webhook-endpoints', body, options)).data;
    expect(first.secret).toMatch(/^whsec_/);
    const replay = await one.call('POST', '/v1/webhook-endpoints', body, options);
    expect(replay.headers['idempotency-replayed']).toBe('true');
    const { secret: _secret, ...rest } = first;
    expect(json(replay).data).toEqual(rest);
    expect(one.sandbox.ledger().test.webhookEndpoints).toHaveLength(2);
  });
});
