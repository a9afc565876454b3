import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseFault } from '../../src/sandbox/index.ts';
import { errorStatuses } from '../../src/sandbox/transport/api-error.ts';
import { loadContract } from '../contract/validator.ts';
import { faulty, json, orderBody, until } from './faulty.ts';

const orders = ({ sandbox }: Awaited<ReturnType<typeof faulty>>) => sandbox.ledger().test.orders.length;

describe('a status', () => {
  it('answers as Flint refuses, with its headers, and nothing is done', async () => {
    const one = await faulty(['POST /v1/orders #1 status=503']);
    const refused = await one.call('POST', '/v1/orders', orderBody);
    expect(refused.status).toBe(503);
    expect(refused.headers).toMatchObject({
      'content-type': 'application/json',
      'flint-mode': 'test',
      'flint-merchant-id': one.sandbox.merchantId,
    });
    expect(json(refused).error).toMatchObject({
      type: 'unavailable_error',
      code: 'SERVICE_UNAVAILABLE',
      request_id: refused.headers['x-request-id'],
    });
    expect(refused.headers['retry-after']).toBeUndefined();
    expect(orders(one)).toBe(0);

    expect((await one.call('POST', '/v1/orders', orderBody)).status).toBe(201);
    expect(orders(one)).toBe(1);
  });

  it('after the commit lets the work be done, so that the same key finds it', async () => {
    const one = await faulty(['createOrder #1 status=504 after-commit']);
    const options = { idempotencyKey: 'order-1' };
    expect((await one.call('POST', '/v1/orders', orderBody, options)).status).toBe(504);
    expect(orders(one)).toBe(1);

    const again = await one.call('POST', '/v1/orders', orderBody, options);
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
    expect(orders(one)).toBe(1);
  });

  it('carries the code and the Retry-After that were asked for', async () => {
    const one = await faulty([
      'GET /v1/settings #1 status=429 code=DAILY_LIMIT_EXCEEDED retry-after=7',
      'GET /v1/settings #2 status=429 retry-after=date:30',
      'GET /v1/settings #3 status=429 retry-after=none',
    ]);
    const inSeconds = await one.call('GET', '/v1/settings');
    expect(json(inSeconds).error.code).toBe('DAILY_LIMIT_EXCEEDED');
    expect(inSeconds.headers).toMatchObject({ 'retry-after': '7', 'flint-rate-limited-reason': 'api-key' });

    const asDate = (await one.call('GET', '/v1/settings')).headers['retry-after'] ?? '';
    expect(asDate).toMatch(/ GMT$/);
    const ahead = Date.parse(asDate) - one.clock.now();
    expect(ahead).toBeGreaterThanOrEqual(30_000);
    expect(ahead).toBeLessThan(31_000);

    const without = await one.call('GET', '/v1/settings');
    expect([without.status, without.headers['retry-after']]).toEqual([429, undefined]);
    expect((await one.call('GET', '/v1/settings')).status).toBe(200);
  });
});

describe.each(['guide', '2026-09-07'] as const)('in the generation %s', (generation) => {
  const contract = loadContract(generation);

  it.each(errorStatuses)('an answer with status %i is one that the document allows', async (status) => {
    const one = await faulty([`POST /v1/orders status=${status}`], { api: { default: generation } });
    expect((await one.call('POST', '/v1/orders', orderBody)).status).toBe(status);
    expect(one.exchanges.flatMap((exchange) => contract.check(exchange))).toEqual([]);
  });

  it('only what a fault names is bent', async () => {
    const one = await faulty(['createOrder no-mode'], { api: { default: generation } });
    await one.call('POST', '/v1/orders', orderBody);
    expect(one.exchanges.flatMap((exchange) => contract.check(exchange))).toEqual([
      expect.stringMatching(/flint-mode/i),
    ]);
  });
});

describe('a broken connection', () => {
  it('before the commit leaves nothing behind', async () => {
    const one = await faulty(['POST /v1/orders #1 reset-before-commit']);
    await expect(one.call('POST', '/v1/orders', orderBody)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(orders(one)).toBe(0);
    expect(one.exchanges).toMatchObject([{ status: 0, faults: ['POST /v1/orders #1 reset-before-commit'] }]);
    expect(one.exchanges[0]).not.toHaveProperty('responseBody');
  });

  it('after the commit leaves the work done, so that the same key finds it', async () => {
    const one = await faulty(['POST /v1/orders #1 reset-after-commit']);
    const options = { idempotencyKey: 'order-1' };
    await expect(one.call('POST', '/v1/orders', orderBody, options)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(orders(one)).toBe(1);

    const again = await one.call('POST', '/v1/orders', orderBody, options);
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
    expect(orders(one)).toBe(1);
  });

  it('in the middle of the body leaves half of it under a length that promised all', async () => {
    const one = await faulty(['POST /v1/orders #1 half-body']);
    const seen = await one.call('POST', '/v1/orders', orderBody);
    expect([seen.status, seen.broken]).toEqual([201, true]);
    const promised = Number(seen.headers['content-length']);
    expect(Buffer.byteLength(seen.text)).toBe(Math.floor(promised / 2));
    expect(() => json(seen)).toThrow();
    expect(orders(one)).toBe(1);
    expect(one.exchanges).toMatchObject([{ status: 201, responseBody: seen.text }]);
  });
});

describe('a delay', () => {
  it('holds the work back until its time has passed', async () => {
    const one = await faulty(['POST /v1/orders #1 delay=20s']);
    let answered = false;
    const call = one.call('POST', '/v1/orders', orderBody).finally(() => {
      answered = true;
    });
    await until(() => one.sandbox.faults.list()[0]?.struck === 1);
    one.clock.advance(19_999);
    expect((await one.call('GET', '/v1/orders')).status).toBe(200);
    expect([answered, orders(one)]).toEqual([false, 0]);
    one.clock.advance(1);
    expect((await call).status).toBe(201);
    expect(orders(one)).toBe(1);
  });

  it('after the commit holds only the answer back', async () => {
    const one = await faulty(['POST /v1/orders #1 delay=20s after-commit']);
    const call = one.call('POST', '/v1/orders', orderBody);
    await until(() => orders(one) === 1);
    // Nothing but the clock lets the answer go; a call in between is not held up.
    expect(json(await one.call('GET', '/v1/orders')).data).toHaveLength(1);
    one.clock.advance(20_000);
    expect((await call).status).toBe(201);
  });

  it('ends with the sandbox, without doing the work', async () => {
    const one = await faulty(['POST /v1/orders every delay=3600s']);
    const call = one.call('POST', '/v1/orders', orderBody);
    const broken = expect(call).rejects.toThrow();
    await until(() => one.sandbox.faults.list()[0]?.struck === 1);
    await one.sandbox.close();
    await broken;
    expect(orders(one)).toBe(0);
  });
});

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

describe('which calls are struck', () => {
  it('is counted for each fault from the moment it was added, whatever came of the calls', async () => {
    const one = await faulty(['GET /v1/orders/* #2-3 status=503']);
    const look = async (path = '/v1/orders/ord_x') => (await one.call('GET', path)).status;
    expect([await look(), await look('/v1/orders'), await look(), await look(), await look()]).toEqual([
      404, 200, 503, 503, 404,
    ]);
    one.sandbox.faults.add([parseFault('GET /v1/orders/* #1 status=500')]);
    expect([await look(), await look()]).toEqual([500, 404]);
    expect(one.sandbox.faults.list()).toMatchObject([
      { calls: 6, struck: 2 },
      { calls: 2, struck: 1 },
    ]);
    one.sandbox.faults.add([parseFault('GET /v1/orders/* status=500')]);
    one.sandbox.faults.clear();
    expect(await look()).toBe(404);
    expect(one.sandbox.faults.list()).toEqual([]);
  });

  it('depends on the plane when the fault names one', async () => {
    const one = await faulty(['live GET /v1/orders status=503']);
    expect((await one.call('GET', '/v1/orders')).status).toBe(200);
    expect((await one.call('GET', '/v1/orders', undefined, { mode: 'live' })).status).toBe(503);
  });

  it('depends on the method and on the whole path', async () => {
    const one = await faulty(['GET /v1/products/* status=500', 'listVariants status=502']);
    const { productId } = one.sandbox.samples;
    expect((await one.call('GET', '/v1/products')).status).toBe(200);
    expect((await one.call('PATCH', `/v1/products/${productId}`, { name: 'Tote' })).status).toBe(200);
    expect((await one.call('GET', `/v1/products/${productId}`)).status).toBe(500);
    expect((await one.call('GET', `/v1/products/${productId}/variants`)).status).toBe(502);
  });

  it('lets several faults strike one call: first a delay, then the odd answers together', async () => {
    const one = await faulty(['GET /v1/orders delay=5s', 'GET /v1/orders no-mode', 'GET /v1/orders odd-request-id']);
    const call = one.call('GET', '/v1/orders');
    await until(() => one.sandbox.faults.list()[0]?.struck === 1);
    one.clock.advance(5_000);
    const seen = await call;
    expect(seen.headers).not.toHaveProperty('flint-mode');
    expect(seen.headers['x-request-id']).toMatch(/^Anfrage/);
  });
});
