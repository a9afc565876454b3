import { describe, expect, it } from 'vitest';
import { errorStatuses } from '../../src/sandbox/transport/api-error.ts';
import { loadContract } from '../contract/validator.ts';
import { faulty, json, orderBody, until } from './faulty.ts';
import { orders } from './orders.ts';

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
