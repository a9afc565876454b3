import { expect, it, onTestFinished } from 'vitest';
import {
  createExchangeLog,
  manualClock,
  PortInUse,
  type SandboxOptions,
  startControl,
  startSandbox,
} from '../../src/sandbox/index.ts';

async function controlled(options: SandboxOptions = {}) {
  const clock = manualClock();
  const exchanges = createExchangeLog();
  const sandbox = await startSandbox({ clock, onExchange: exchanges.onExchange, ...options });
  onTestFinished(() => sandbox.close());
  const control = await startControl(sandbox, { clock, exchanges });
  onTestFinished(() => control.close());
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape.
  const call = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: any }> => {
    const response = await fetch(`${control.url}${path}`, {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  const api = (mode: 'test' | 'live', path: string, key = sandbox.keys[mode]) =>
    fetch(`${sandbox.baseUrl}${path}`, { headers: { authorization: `Bearer ${key}` } });
  return { sandbox, control, clock, call, api };
}

it('lists what it can do, and says that none of it is Flint’s', async () => {
  const { call } = await controlled();
  const { body } = await call('GET', '/');
  expect(body.what).toContain('nothing of it is Flint’s');
  expect(body.controls.map(({ method, path }: { method: string; path: string }) => `${method} ${path}`)).toEqual([
    'GET /ledger',
    'GET /faults',
    'POST /faults',
    'DELETE /faults',
    'GET /clock',
    'POST /clock/advance',
    'POST /verification/complete',
    'POST /requirements',
    'PUT /balance',
    'GET /exchanges',
    'DELETE /exchanges',
  ]);
  expect((await call('GET', '/v1/orders')).status).toBe(404);
});

it('is nowhere on the port of the API', async () => {
  const { api, sandbox } = await controlled();
  expect((await api('test', '/ledger')).status).toBe(404);
  expect((await api('test', '/faults')).status).toBe(404);
  expect((await fetch(`${sandbox.baseUrl}/clock/advance`, { method: 'POST' })).status).toBe(404);
});

it('gives the ledger', async () => {
  const { call, sandbox } = await controlled();
  expect((await call('GET', '/ledger')).body).toEqual(JSON.parse(JSON.stringify(sandbox.ledger())));
});

it('adds, counts and clears faults', async () => {
  const { call, api } = await controlled();
  const added = await call('POST', '/faults', { faults: ['GET /v1/settings #1 status=503', 'GET /v1/orders no-mode'] });
  expect(added.status).toBe(200);
  expect((await api('test', '/v1/settings')).status).toBe(503);
  expect((await call('GET', '/faults')).body).toEqual([
    { fault: 'GET /v1/settings #1 status=503', calls: 1, struck: 1 },
    { fault: 'GET /v1/orders every no-mode', calls: 0, struck: 0 },
  ]);
  expect((await call('DELETE', '/faults')).body).toEqual([]);
  expect((await api('test', '/v1/orders')).headers.get('flint-mode')).toBe('test');
});

it('adds no fault of a list when one cannot be read, and points at the place', async () => {
  const { call, sandbox } = await controlled();
  const refused = await call('POST', '/faults', { faults: ['GET /v1/settings no-mode', 'GET /v1/settings staus=503'] });
  expect(refused.status).toBe(400);
  expect(refused.body.error).toBe(
    'There is no fault “staus”. Did you mean status?\n  GET /v1/settings staus=503\n                   ^',
  );
  expect(sandbox.faults.list()).toEqual([]);
});

it('moves a manual clock', async () => {
  const { call, clock } = await controlled();
  const before = clock.now();
  const { body } = await call('POST', '/clock/advance', { milliseconds: 90_000 });
  expect(body).toEqual({ now: new Date(before + 90_000).toISOString(), manual: true });
  expect((await call('GET', '/clock')).body).toEqual(body);
  for (const milliseconds of [0, -1, '5', null]) {
    expect((await call('POST', '/clock/advance', { milliseconds })).status).toBe(400);
  }
  expect(clock.now()).toBe(before + 90_000);
});

it('says that the machine’s clock cannot be moved', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const control = await startControl(sandbox);
  onTestFinished(() => control.close());
  const response = await fetch(`${control.url}/clock/advance`, { method: 'POST', body: '{"milliseconds":1}' });
  expect([response.status, await response.text()]).toEqual([409, expect.stringContaining('manual clock')]);
  expect((await fetch(`${control.url}/exchanges`)).status).toBe(409);
});

it('hands in the verification, raises requirements, and the account follows with the clock', async () => {
  const { call, api, sandbox } = await controlled();
  const readiness = async (): Promise<string> => {
    const response = await api('live', `/v1/merchants/${sandbox.merchantId}/readiness`);
    // What the sandbox answers is known here.
    const { data } = (await response.json()) as { data: { payments: { status: string } } };
    return data.payments.status;
  };
  await fetch(`${sandbox.dashboardUrl}/profile`, {
    method: 'POST',
    body: new URLSearchParams({ website_url: 'https://shop.example', support_email: 'help@shop.example' }),
  });
  expect(await readiness()).toBe('blocked');
  expect((await call('POST', '/verification/complete')).status).toBe(200);
  expect(await readiness()).toBe('pending');
  await call('POST', '/clock/advance', { milliseconds: 12_000 });
  expect(await readiness()).toBe('ready');

  await call('POST', '/requirements', { requirements: ['business_website'], due: 'past' });
  expect(await readiness()).toBe('blocked');
  await call('POST', '/verification/complete', {});
  await call('POST', '/clock/advance', { milliseconds: 60_000 });
  expect(await readiness()).toBe('ready');
  for (const body of [{ due: 'soon' }, { requirements: ['shoe_size'] }, { requirements: [] }]) {
    expect((await call('POST', '/requirements', body)).status).toBe(400);
  }
});

it('sets what refunds can be paid from', async () => {
  const { call } = await controlled();
  expect((await call('PUT', '/balance', { amount: 500 })).status).toBe(200);
  expect((await call('PUT', '/balance', { mode: 'test', amount: null })).status).toBe(200);
  for (const amount of [0.5, '5', undefined]) expect((await call('PUT', '/balance', { amount })).status).toBe(400);
});

it('lists the exchanges since a number, without a key that is not the sandbox’s', async () => {
  const { call, api, sandbox } = await controlled();
  await api('test', '/v1/orders');
  await api('test', '/v1/settings', 'flint_live_0123456789abcdefCANARY');
  const all = (await call('GET', '/exchanges')).body;
  expect(all).toMatchObject([
    { number: 1, method: 'GET', path: '/v1/orders', status: 200 },
    { number: 2, method: 'GET', path: '/v1/settings', status: 401 },
  ]);
  expect(all[0].requestHeaders.authorization).toBe(`Bearer ${sandbox.keys.test}`);
  expect(JSON.stringify(all)).not.toContain('CANARY');
  expect((await call('GET', '/exchanges?since=1')).body).toHaveLength(1);
  expect((await call('GET', '/exchanges?since=x')).status).toBe(400);
  await call('DELETE', '/exchanges');
  expect((await call('GET', '/exchanges')).body).toEqual([]);
});

it('refuses what it does not know, calmly', async () => {
  const { call } = await controlled();
  expect(await call('POST', '/faults', '{"faults"')).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining('JSON') },
  });
  for (const body of [{}, [], { faults: [] }, { faults: [1] }, { faults: ['x'], more: 1 }]) {
    expect((await call('POST', '/faults', body)).status).toBe(400);
  }
  expect((await call('POST', '/verification/complete', { now: true })).status).toBe(400);
});

it('takes no request from a page of another site', async () => {
  const { control } = await controlled();
  const response = await fetch(`${control.url}/faults`, {
    method: 'DELETE',
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(response.status).toBe(403);
});

it('says so when its port is taken', async () => {
  const { sandbox, control } = await controlled();
  const port = Number(new URL(control.url).port);
  await expect(startControl(sandbox, { port })).rejects.toThrow(PortInUse);
});
