import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { orderBody, rehearse, usd } from './harness.ts';

describe('authentication', () => {
  test('a key is taken from either header, but not from both at once', async () => {
    const { sandbox, send } = await rehearse();
    const { live } = sandbox.keys;
    expect((await send('GET', '/v1/settings', undefined, { key: live })).status).toBe(200);
    expect((await send('GET', '/v1/settings', undefined, { headers: { 'X-API-Key': live } })).status).toBe(200);
    const both = await send('GET', '/v1/settings', undefined, { key: live, headers: { 'X-API-Key': live } });
    expect([both.status, both.body.error.code]).toEqual([400, 'AMBIGUOUS_AUTH']);
  });

  test.each([
    ['no key', {}, 'API_KEY_REQUIRED'],
    ['Basic', { Authorization: 'Basic Zm9vOmJhcg==' }, 'INVALID_AUTHORIZATION_HEADER'],
    ['an unknown key', { Authorization: 'Bearer flint_live_rehearsal_0000' }, 'INVALID_API_KEY'],
  ])('%s is refused with 401 and no sign of a mode', async (_name, headers, code) => {
    const { send } = await rehearse();
    const answer = await send('GET', '/v1/settings', undefined, { headers });
    expect([answer.status, answer.body.error.code]).toEqual([401, code]);
    expect(answer.headers.has('Flint-Mode')).toBe(false);
  });

  test('keys of the sandbox carry its marker', async () => {
    const { sandbox } = await rehearse();
    expect(sandbox.keys.test).toMatch(/^flint_test_rehearsal_[0-9a-f]{48}$/);
    expect(sandbox.keys.live).toMatch(/^flint_live_rehearsal_[0-9a-f]{48}$/);
  });
});

describe('headers', () => {
  test('every authenticated answer names mode, merchant, environment and request, refusals included', async () => {
    const { sandbox, live, test: inTest } = await rehearse();
    for (const answer of [
      await live('GET', '/v1/settings'),
      await live('GET', '/v1/nowhere'),
      await live('PUT', '/v1/orders'),
      await live('GET', '/v1/orders/ord_unknown'),
      await live('POST', '/v1/orders', { surprise: true }),
    ]) {
      expect(answer.headers.get('Flint-Mode')).toBe('live');
      expect(answer.headers.get('Flint-Merchant-Id')).toBe(sandbox.merchantId);
      expect(answer.headers.get('Flint-Merchant-Environment-Id')).toMatch(/^menv_/);
      expect(answer.headers.get('Flint-Sandbox-Id')).toBeNull();
      expect(answer.headers.get('X-Request-Id')).toBe(answer.body.request_id ?? answer.body.error.request_id);
    }
    const tested = await inTest('GET', '/v1/settings');
    expect(tested.headers.get('Flint-Mode')).toBe('test');
    expect(tested.headers.get('Flint-Sandbox-Id')).toMatch(/^test_/);
  });

  test('a request id that was sent comes back as the request id', async () => {
    const { live } = await rehearse();
    const fine = await live('GET', '/v1/settings', undefined, { headers: { 'X-Request-Id': 'mine-1' } });
    const refused = await live('GET', '/v1/nowhere', undefined, { headers: { 'X-Request-Id': 'mine-2' } });
    expect([fine.headers.get('X-Request-Id'), fine.body.request_id]).toEqual(['mine-1', 'mine-1']);
    expect(refused.body.error.request_id).toBe('mine-2');
  });

  test('a version that does not exist is refused', async () => {
    const { live } = await rehearse();
    const answer = await live('GET', '/v1/settings', undefined, { headers: { 'Flint-Version': '2020-01-01' } });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'INVALID_API_VERSION']);
  });
});

describe('routes', () => {
  test.each(['/v1/orders/', '/v1/merchant', '/v1/developer/auth-context', '/v1/webhook-event-types', '/v1', '/other'])(
    '%s does not exist in the guide generation',
    async (path) => {
      const { live } = await rehearse();
      const answer = await live('GET', path);
      expect([answer.status, answer.body.error.code]).toEqual([404, 'ROUTE_NOT_FOUND']);
    },
  );

  test('another method of a known path is refused with the methods that are allowed', async () => {
    const { live } = await rehearse();
    const answer = await live('DELETE', '/v1/orders');
    expect([answer.status, answer.body.error.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(answer.headers.get('Allow')?.split(', ').sort()).toEqual(['GET', 'POST']);
  });

  test.each(['__proto__', 'constructor', 'ord_', 'toString'])('the id %s is unknown like any other', async (id) => {
    const { live } = await rehearse();
    const answer = await live('GET', `/v1/orders/${id}`);
    expect([answer.status, answer.body.error.code]).toEqual([404, 'RESOURCE_NOT_FOUND']);
  });

  test('a name that was pointed at this machine from outside is not answered', async () => {
    const { sandbox } = await rehearse();
    const status = (host: string) =>
      new Promise((resolve, reject) => {
        request(sandbox.dashboardUrl, { headers: { Host: host } }, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end();
      });
    expect(await status('rebound.example')).toBe(403);
    expect(await status('localhost:1')).toBe(200);
  });

  test('pages of other sites cannot call the sandbox', async () => {
    const { sandbox, send } = await rehearse();
    const foreign = await send('POST', '/sandbox/dashboard/keys', undefined, {
      headers: { Origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
    const own = await send('POST', '/sandbox/dashboard/keys', undefined, { headers: { Origin: sandbox.baseUrl } });
    expect(own.status).toBe(200);
  });
});

describe('bodies and queries', () => {
  test.each([
    ['no JSON', '{"line_items":', 400, 'INVALID_JSON'],
    ['no object', '[]', 400, 'INVALID_REQUEST'],
    ['nothing', '', 400, 'INVALID_REQUEST'],
  ])('a body that is %s is refused', async (_name, rawBody, status, code) => {
    const { live } = await rehearse();
    const answer = await live('POST', '/v1/orders', undefined, { rawBody });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  test('a body that is not sent as JSON is refused', async () => {
    const { live } = await rehearse();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const answer = await live('POST', '/v1/orders', undefined, { rawBody: 'a=b', headers });
    expect([answer.status, answer.body.error.code]).toEqual([415, 'UNSUPPORTED_CONTENT_TYPE']);
  });

  test.each([
    ['an unknown field', orderBody(100, { total: 1 }), 'UNKNOWN_FIELD', 'total'],
    ['a deep unknown field', { line_items: [{ price: 1 }] }, 'UNKNOWN_FIELD', 'line_items[0].price'],
    ['an id the server makes', orderBody(100, { order_id: 'ord_1' }), 'SERVER_GENERATED_ID', 'order_id'],
    ['a missing field', {}, 'FIELD_REQUIRED', 'line_items'],
    ['a text as amount', line({ amount: '100', currency: 'USD' }), 'INVALID_JSON', amountPath()],
    ['a broken amount', line({ amount: 1.5, currency: 'USD' }), 'INVALID_JSON', amountPath()],
    ['a negative amount', line({ amount: -1, currency: 'USD' }), 'INVALID_JSON', amountPath()],
    ['no amount', line({ currency: 'USD' }), 'FIELD_REQUIRED', amountPath()],
    [
      'a wrong currency',
      line({ amount: 100, currency: 'usd' }),
      'VALIDATION_ERROR',
      'line_items[0].unit_price_money.currency',
    ],
    ['a reserved name', orderBody(100, { metadata: { flint_x: '1' } }), 'VALIDATION_ERROR', 'metadata.flint_x'],
    ['a field that is not simulated', orderBody(100, { discounts: [] }), 'INVALID_REQUEST', 'discounts'],
  ])('%s is refused and named', async (_name, body, code, param) => {
    const { sandbox, live } = await rehearse();
    const answer = await live('POST', '/v1/orders', body);
    expect([answer.status, answer.body.error.code, answer.body.error.param]).toEqual([400, code, param]);
    expect(sandbox.ledger().live.orders).toEqual([]);
  });

  test.each([
    ['/v1/orders?colour=red', 'UNSUPPORTED_QUERY_PARAM', 'colour'],
    ['/v1/settings?page_size=2', 'UNSUPPORTED_QUERY_PARAM', 'page_size'],
    ['/v1/webhook-events?delivery_status=failed', 'UNSUPPORTED_QUERY_PARAM', 'delivery_status'],
    ['/v1/orders?page_size=0', 'INVALID_PAGE_SIZE', 'page_size'],
    ['/v1/orders?page_size=101', 'INVALID_PAGE_SIZE', 'page_size'],
    ['/v1/orders?page_token=abc', 'INVALID_PAGE_TOKEN', 'page_token'],
    ['/v1/orders?status=open&status=paid', 'VALIDATION_ERROR', 'status'],
  ])('%s is refused with %s', async (path, code, param) => {
    const { live } = await rehearse();
    const answer = await live('GET', path);
    expect([answer.status, answer.body.error.code, answer.body.error.param]).toEqual([400, code, param]);
  });

  test('an expansion that does not exist is refused', async () => {
    const { live } = await rehearse();
    const { body } = await live('POST', '/v1/orders', orderBody());
    const answer = await live('GET', `/v1/orders/${body.data.order_id}?expand=horoscope`);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'INVALID_EXPAND']);
  });
});

test('expansions are taken one by one, and not as a list with commas', async () => {
  const { live } = await rehearse();
  const path = `/v1/orders/${(await live('POST', '/v1/orders', orderBody())).body.data.order_id}`;
  expect((await live('GET', `${path}?expand=customer&expand=payment_intents`)).status).toBe(200);
  const refused = await live('GET', `${path}?expand=customer,payment_intents`);
  expect([refused.status, refused.body.error.code]).toEqual([400, 'INVALID_EXPAND']);
});

describe('paging', () => {
  test('pages follow one another, newest first, and the last one has no token', async () => {
    const { live } = await rehearse();
    const made: string[] = [];
    for (let place = 0; place < 5; place++)
      made.unshift((await live('POST', '/v1/orders', orderBody())).body.data.order_id);
    const seen: string[][] = [];
    let token: string | undefined;
    do {
      const { body } = await live('GET', `/v1/orders?page_size=2${token === undefined ? '' : `&page_token=${token}`}`);
      seen.push(body.data.map((order: { order_id: string }) => order.order_id));
      token = body.next_page_token;
    } while (token !== undefined);
    expect(seen).toEqual([made.slice(0, 2), made.slice(2, 4), made.slice(4)]);
  });

  test('a token is only good for the list and the filters it was made with', async () => {
    const { live } = await rehearse();
    for (let place = 0; place < 3; place++) await live('POST', '/v1/orders', orderBody());
    const { body } = await live('GET', '/v1/orders?page_size=1');
    for (const path of ['/v1/orders?page_size=1&status=open', '/v1/refunds?page_size=1']) {
      const answer = await live('GET', `${path}&page_token=${body.next_page_token}`);
      expect([answer.status, answer.body.error.code]).toEqual([400, 'INVALID_PAGE_TOKEN']);
    }
  });
});

function line(unit_price_money: Record<string, unknown>) {
  return { line_items: [{ name: 'Thing', unit_price_money }] };
}

function amountPath(): string {
  return 'line_items[0].unit_price_money.amount';
}

test('the sandbox never takes more than whole minor units', async () => {
  const { live } = await rehearse();
  const { body } = await live('POST', '/v1/orders', line(usd(1999)));
  expect(body.data.pricing_amounts.total_money).toEqual(usd(1999));
});
