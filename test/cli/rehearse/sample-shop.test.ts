import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FlintAnswer, SampleShop, startFlint } from './sample-shop.ts';
import { sampleValues } from './sample-values.ts';

const checkoutPage = 'https://checkout.example.com/cs_1';
const settled = { status: 'paid', settlement_amounts: { outstanding_money: { amount: 0, currency: 'USD' } } };

const flint: FlintAnswer = ({ method, path }) => {
  if (path === '/v1/orders') return { status: 201, body: { data: { order_id: 'ord_1', status: 'open' } } };
  if (path === '/v1/checkout-sessions') {
    return { status: 201, body: { data: { checkout_session: { url: checkoutPage } } } };
  }
  if (method === 'GET' && path === '/v1/orders/ord_1') return { status: 200, body: { data: settled } };
  return { status: 404, body: { error: { code: 'RESOURCE_NOT_FOUND', request_id: 'req_404' } } };
};

const paid = { webhook_event_id: 'whev_1', event_type: 'order.payment_succeeded', data: { order_id: 'ord_1' } };

async function cartOf(shop: SampleShop): Promise<string> {
  const page = await (await shop.get('/')).text();
  expect(page).toContain('<option value="var_1kmn0aExample">Small</option>');
  return /name="cart" value="([^"]+)"/.exec(page)?.[1] ?? '';
}

describe('the sample shop', () => {
  it('sends a buyer to the hosted page, with one key for one purchase however often the form is sent', async () => {
    const { baseUrl, requests } = await startFlint(flint);
    const shop = await SampleShop.open(baseUrl);
    const cart = await cartOf(shop);
    const form = { cart, variant: 'var_1kmn0aExample', quantity: '2', buy: 'print' };
    for (const answer of [await shop.post('/checkout', form), await shop.post('/checkout', form)]) {
      expect([answer.status, answer.headers.get('location')]).toEqual([303, checkoutPage]);
    }
    expect(requests.map(({ path, key }) => `${path} ${key}`)).toEqual([
      `/v1/orders order-${cart}`,
      `/v1/checkout-sessions checkout-${cart}`,
      `/v1/orders order-${cart}`,
      `/v1/checkout-sessions checkout-${cart}`,
    ]);
    expect(requests[0]).toMatchObject({
      authorization: `Bearer ${sampleValues.testKey}`,
      body: { external_reference_id: cart, line_items: [{ variant_id: 'var_1kmn0aExample', quantity: 2 }] },
    });
    expect(await cartOf(shop)).not.toBe(cart);
  });

  it('sells the subscription by the plan of its configuration', async () => {
    const { baseUrl, requests } = await startFlint(flint);
    const shop = await SampleShop.open(baseUrl);
    await shop.post('/checkout', { cart: await cartOf(shop), buy: 'subscription' });
    expect(requests.map(({ path, body }) => [path, body])).toEqual([
      ['/v1/checkout-sessions', expect.objectContaining({ subscription_plan_id: sampleValues.planId })],
    ]);
  });

  it('refuses what is not for sale without asking Flint', async () => {
    const { baseUrl, requests } = await startFlint(flint);
    const shop = await SampleShop.open(baseUrl);
    const cart = await cartOf(shop);
    const form = { cart, variant: 'var_1kmn0aExample', quantity: '1', buy: 'print' };
    for (const wrong of [{ variant: 'var_other' }, { quantity: '0' }, { quantity: '1.5' }, { cart: 'x' }]) {
      expect((await shop.post('/checkout', { ...form, ...wrong })).status).toBe(400);
    }
    expect(requests).toEqual([]);
  });

  it('repeats a request that was turned away for now, with the same key', async () => {
    let turnedAway = 0;
    const { baseUrl, requests } = await startFlint((request) => {
      if (request.path === '/v1/orders' && turnedAway < 2) {
        turnedAway += 1;
        return { status: turnedAway === 1 ? 429 : 503, body: { error: { code: 'RATE_LIMIT_EXCEEDED' } } };
      }
      return flint(request);
    });
    const shop = await SampleShop.open(baseUrl);
    const form = { cart: await cartOf(shop), variant: 'var_1kmn0aExample', quantity: '1', buy: 'print' };
    expect((await shop.post('/checkout', form)).status).toBe(303);
    const orders = requests.filter(({ path }) => path === '/v1/orders');
    expect(orders).toHaveLength(3);
    expect(new Set(orders.map((order) => JSON.stringify(order))).size).toBe(1);
  });

  it('fulfils a paid order once, however often the event comes', async () => {
    const { baseUrl, requests } = await startFlint(flint);
    const shop = await SampleShop.open(baseUrl);
    const answers = await Promise.all([shop.deliver(paid), shop.deliver(paid), shop.deliver(paid)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await shop.line(/^Fulfilled ord_1$/);
    expect((await shop.deliver({ ...paid, webhook_event_id: 'whev_2', event_type: 'order.paid' })).status).toBe(200);
    await shop.deliver({ ...paid, webhook_event_id: 'whev_3', data: { order_id: 'ord_unknown' } });
    await shop.line(/^GET \/v1\/orders\/ord_unknown 404/);
    const fulfilled = readFileSync(join(shop.folder, 'data/fulfilled.ndjson'), 'utf8').trim().split('\n');
    expect(fulfilled).toHaveLength(1);
    expect(requests.filter(({ path }) => path === '/v1/orders/ord_1')).toHaveLength(1);
  });

  it('refuses a delivery that is forged, changed or old', async () => {
    const { baseUrl } = await startFlint(flint);
    const shop = await SampleShop.open(baseUrl);
    const other = 'whsec_Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=';
    const refused = [
      await shop.deliver(paid, { secret: other }),
      await shop.deliver(paid, { body: JSON.stringify(paid).replace('ord_1', 'ord_2') }),
      await shop.deliver(paid, { at: new Date(Date.now() - 10 * 60_000) }),
      await shop.post('/webhooks/flint', {}),
    ];
    for (const answer of refused) expect([answer.status, await answer.text()]).toEqual([400, 'invalid signature']);
    expect((await shop.deliver(paid)).status).toBe(200);
  });

  it('fulfils nothing for a test event, and nothing that Flint does not call paid', async () => {
    const { baseUrl, requests } = await startFlint((request) =>
      request.method === 'GET' ? { status: 200, body: { data: { status: 'paid' } } } : flint(request),
    );
    const shop = await SampleShop.open(baseUrl);
    expect((await shop.deliver({ ...paid, test: true, data: { order_id: 'ord_test' } })).status).toBe(200);
    expect((await shop.deliver({ ...paid, webhook_event_id: 'whev_2' })).status).toBe(200);
    await shop.line(/^GET \/v1\/orders\/ord_1 200/);
    expect(requests).toHaveLength(1);
    expect(shop.lines.join()).not.toContain('Fulfilled');
  });

  it('goes on after a crash with what it had kept, a line that was cut off included', async () => {
    let reachable = false;
    const { baseUrl } = await startFlint((request) => {
      if (reachable) return flint(request);
      return { status: 500, body: { error: { code: 'INTERNAL_ERROR', request_id: 'req_500' } } };
    });
    const shop = await SampleShop.open(baseUrl);
    expect((await shop.deliver(paid)).status).toBe(200);
    await shop.line(/Flint answered 500 INTERNAL_ERROR, request id req_500/);
    await shop.stop();
    appendFileSync(join(shop.folder, 'data/events.ndjson'), '{"webhook_event_id":"whev_9","da');
    reachable = true;
    await shop.start();
    await shop.line(/^Fulfilled ord_1$/);
    expect((await shop.deliver({ ...paid, webhook_event_id: 'whev_9', event_type: 'other' })).status).toBe(200);
    await shop.stop();
    const kept = readFileSync(join(shop.folder, 'data/events.ndjson'), 'utf8').split('\n');
    expect(kept.some((line) => line.startsWith('{"webhook_event_id":"whev_9","event_type"'))).toBe(true);
  });

  it('prints no key and no secret', async () => {
    const { baseUrl } = await startFlint(flint);
    const shop = await SampleShop.open(baseUrl);
    await shop.post('/checkout', { cart: await cartOf(shop), buy: 'subscription' });
    await shop.deliver(paid);
    await shop.line(/^Fulfilled ord_1$/);
    for (const secret of [sampleValues.testKey, sampleValues.testWebhookSecret, checkoutPage]) {
      expect(shop.lines.join('\n')).not.toContain(secret);
    }
  });
});
