import { describe, expect, test } from 'vitest';
import { orderBody, rehearse } from './harness.ts';

const current = { api: { default: '2026-09-07' } } as const;

describe('rate limits', () => {
  test('a key has its calls a second, and is told how long to wait', async () => {
    const { live, test: inTest, clock } = await rehearse({ rateLimit: { perSecond: 0.5, burst: 2 } });
    const statuses = [];
    for (let call = 0; call < 3; call++) statuses.push((await live('GET', '/v1/orders')).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await live('GET', '/v1/orders');
    expect(refused.body.error).toMatchObject({ type: 'rate_limit_error', code: 'RATE_LIMIT_EXCEEDED' });
    expect([refused.headers.get('Retry-After'), refused.headers.get('Flint-Rate-Limited-Reason')]).toEqual([
      '2',
      'api-key',
    ]);
    expect(refused.headers.get('Flint-Mode')).toBe('live');
    expect((await inTest('GET', '/v1/orders')).status).toBe(200);
    clock.advance(2_000);
    expect((await live('GET', '/v1/orders')).status).toBe(200);
  });

  test('the keys of a merchant share a limit of their own', async () => {
    const rateLimit = { perSecond: 100, burst: 100, merchant: { perSecond: 1, burst: 2 } };
    const { live, test: inTest } = await rehearse({ rateLimit });
    const answers = [
      await live('GET', '/v1/orders'),
      await inTest('GET', '/v1/orders'),
      await live('GET', '/v1/orders'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]?.headers.get('Flint-Rate-Limited-Reason')).toBe('merchant');
  });

  test('a refused write is not done, and can be sent again under its key', async () => {
    const { sandbox, live, clock } = await rehearse({ rateLimit: { perSecond: 1, burst: 1 } });
    await live('GET', '/v1/orders');
    expect((await live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'k' })).status).toBe(429);
    expect(sandbox.ledger().live.orders).toEqual([]);
    clock.advance(1_000);
    expect((await live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'k' })).status).toBe(201);
  });
});

describe('request logs', () => {
  test('a request is found by its id, with its outcome', async () => {
    const { live } = await rehearse(current);
    const refused = await live('GET', '/v1/orders/ord_unknown', undefined, { headers: { 'X-Request-Id': 'odd id/1' } });
    expect(refused.body.error.request_log_url).toBe('/v1/developer/request-logs?request_id=odd%20id%2F1');
    const { data } = (await live('GET', refused.body.error.request_log_url)).body;
    expect(data).toMatchObject([
      {
        request_id: 'odd id/1',
        http_method: 'GET',
        path: '/v1/orders/ord_unknown',
        route_pattern: '/v1/orders/{order_id}',
        status_code: 404,
        error_code: 'RESOURCE_NOT_FOUND',
        resource_type: 'order',
        resource_id: 'ord_unknown',
      },
    ]);
    expect(data[0]).not.toHaveProperty('api_key_id');
  });

  test('a key sees its own requests and no others, filtered as it asks', async () => {
    const { live, test: inTest, send } = await rehearse(current);
    const other = (await live('POST', '/v1/api-keys', { name: 'Other', scopes: ['developer.request_logs.self.read'] }))
      .body;
    await inTest('GET', '/v1/products');
    await live('GET', '/v1/products');
    await live('POST', '/v1/orders', {});
    const paths = async (query: string) =>
      (await live('GET', `/v1/developer/request-logs?${query}`)).body.data.map(({ path }: { path: string }) => path);
    expect(await paths('status_bucket=client_error')).toEqual(['/v1/orders']);
    expect(await paths('http_method=GET&path_query=prod')).toEqual(['/v1/products']);
    expect(await paths('status_bucket=server_error')).toEqual([]);
    const key = other.data.secret_key;
    expect((await send('GET', '/v1/developer/request-logs', undefined, { key })).body.data).toEqual([]);
    const narrow = await live('POST', '/v1/api-keys', { name: 'Narrow', scopes: ['webhooks.read'] });
    const refused = await send('GET', '/v1/developer/request-logs', undefined, { key: narrow.body.data.secret_key });
    expect(refused.body.error.missing_scopes).toEqual(['developer.request_logs.self.read']);
  });

  test('the guide generation keeps none', async () => {
    const { live } = await rehearse();
    const refused = await live('GET', '/v1/orders/ord_unknown');
    expect(refused.body.error).not.toHaveProperty('request_log_url');
    expect((await live('GET', '/v1/developer/request-logs')).status).toBe(404);
  });
});

describe('listing order', () => {
  const names = (body: { data: { name: string }[] }) => body.data.map(({ name }) => name);

  test('is honoured in either direction, and refused when it is not known', async () => {
    const { live, clock } = await rehearse(current);
    for (const name of ['b', 'c', 'a']) {
      clock.advance(1_000);
      await live('POST', '/v1/api-keys', { name, scopes: ['settings.read'] });
    }
    const list = async (query: string) => names((await live('GET', `/v1/api-keys?${query}`)).body);
    expect(await list('')).toEqual(['a', 'c', 'b', 'Live key']);
    expect(await list('sort_by=name')).toEqual(['a', 'b', 'c', 'Live key']);
    expect(await list('sort_by=name&sort_direction=desc')).toEqual(['Live key', 'c', 'b', 'a']);
    expect(await list('sort_by=created_at&sort_direction=asc')).toEqual(['Live key', 'b', 'c', 'a']);
    const unknown = await live('GET', '/v1/api-keys?sort_by=colour');
    expect([unknown.status, unknown.body.error.param]).toEqual([400, 'sort_by']);
    const sideways = await live('GET', '/v1/api-keys?sort_direction=sideways');
    expect([sideways.status, sideways.body.error.param]).toEqual([400, 'sort_direction']);
    expect((await live('GET', '/v1/products?sort_by=name&sort_direction=asc')).body.error.code).toBe(
      'UNSUPPORTED_QUERY_PARAM',
    );
  });

  test('amounts come highest first, over pages', async () => {
    const { live } = await rehearse(current);
    for (const amount of [200, 400, 100, 300]) await live('POST', '/v1/orders', orderBody(amount));
    const first = (await live('GET', '/v1/orders?sort_by=total&page_size=3')).body;
    const rest = (await live('GET', `/v1/orders?sort_by=total&page_size=3&page_token=${first.next_page_token}`)).body;
    const amounts = [...first.data, ...rest.data].map((order) => order.pricing_amounts.total_money.amount);
    expect(amounts).toEqual([400, 300, 200, 100]);
  });
});

describe('quirks', () => {
  test('a webhook secret can be missing on the replay; other answers are replayed whole', async () => {
    const { live } = await rehearse({ quirks: { secretMissingOnReplay: true } });
    const twice = async (path: string, body: unknown) => [
      (await live('POST', path, body, { idempotencyKey: 'k' })).body.data,
      (await live('POST', path, body, { idempotencyKey: 'k' })).body.data,
    ];
    const [made, again] = await twice('/v1/webhook-endpoints', { url: 'https://example.com/hook' });
    expect([typeof made.secret, again.secret]).toEqual(['string', undefined]);
    expect(again.webhook_endpoint_id).toBe(made.webhook_endpoint_id);
    const [key, replayed] = await twice('/v1/api-keys', { name: 'A', scopes: ['settings.read'] });
    expect(replayed.secret_key).toBe(key.secret_key);
  });

  test('optional fields can be null instead of absent', async () => {
    const { test: inTest } = await rehearse({ ...current, quirks: { nullForAbsent: true } });
    const [product] = (await inTest('GET', '/v1/products')).body.data;
    expect([product.metadata, product.external_reference_id]).toEqual([null, 'framing']);
    expect((await inTest('GET', '/v1/developer/auth-context')).body.data.expires_at).toBeNull();
    expect((await inTest('GET', '/v1/merchant')).body.data.current_deadline_at).toBeNull();
  });
});

test('a call in progress on payment links has a code of its own', async () => {
  const { inProgress } = await import('../../src/sandbox/transport/idempotency.ts');
  expect(inProgress('/v1/payment-links').code).toBe('IDEMPOTENCY_REQUEST_IN_PROGRESS');
  expect(inProgress('/v1/orders').code).toBe('IDEMPOTENCY_KEY_IN_PROGRESS');
});
