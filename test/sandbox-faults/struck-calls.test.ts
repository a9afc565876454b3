import { describe, expect, it } from 'vitest';
import { parseFault } from '../../src/sandbox/index.ts';
import { faulty, until } from './faulty.ts';

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
