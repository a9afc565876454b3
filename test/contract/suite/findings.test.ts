import { channel } from 'node:diagnostics_channel';
import { expect, onTestFinished, test } from 'vitest';
import { exchangeChannel } from '../../../src/sandbox/exchange-channel.ts';
import { type Exchange, startSandbox } from '../../../src/sandbox/index.ts';
import { childExchanges, recordedEnvironment } from './children.ts';
import { findings, newFindings } from './findings.ts';
import { untestedOperations } from './untested-operations.ts';
import { everyOperation } from './whole-run.ts';

const order: Exchange = {
  kind: 'api',
  method: 'GET',
  path: '/v1/orders/ord_1abc',
  query: {},
  requestHeaders: {},
  status: 200,
  responseHeaders: {
    'content-type': 'application/json',
    'flint-mode': 'live',
    'flint-merchant-id': 'mer_1abc',
    'x-request-id': 'a',
  },
  responseBody: { data: { order_id: 'cs_wrong_prefix' } },
};

test('an answer that does not conform is found, with the document it broke', () => {
  const own = newFindings();
  own.check(order);
  expect(own.take()).toContain(
    '[guide] GET /v1/orders/ord_1abc 200: response body /data/order_id must match pattern "^ord_"',
  );
  expect(own.take()).toEqual([]);
  expect(own.touched()).toEqual(['guide GET /v1/orders/{order_id}']);
});

test('a delivery that does not conform is found too, and an answer that a fault bent is not', () => {
  const own = newFindings();
  own.check({ ...order, kind: 'delivery', method: 'POST', path: '/hook', requestBody: {} });
  expect(own.take()).toEqual(['[guide] delivery of undefined: the body is no event envelope']);
  own.check({ ...order, faults: ['GET /v1/orders/* unknown-enum'] });
  expect(own.take()).toEqual([]);
  expect(own.count()).toBe(2);
});

test('an exchange is held to the document of its own generation', () => {
  const own = newFindings();
  own.check({ ...order, generation: '2026-09-07', path: '/v1/merchants/mer_1abc/readiness' });
  expect(own.take().join('\n')).toContain('[2026-09-07]');
});

test('a request of the client has to be allowed by one of the documents', () => {
  const own = newFindings();
  own.checkRequest({ ...order, path: '/v1/orders', query: { colour: 'red' } });
  expect(own.take().join('\n')).toContain('query parameter colour is not documented');
});

test('every sandbox of this process is watched, without being asked to tell', async () => {
  const before = findings().count();
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  await fetch(`${sandbox.baseUrl}/v1/settings`, { headers: { authorization: `Bearer ${sandbox.keys.test}` } });
  expect(findings().count()).toBe(before + 1);
});

test('what does not conform would fail the test that is running', () => {
  channel(exchangeChannel).publish(order);
  expect(findings().take()).not.toEqual([]);
});

test('a program that a test runs leaves its exchanges for that test', async () => {
  const { spawnSync } = await import('node:child_process');
  const program = `require('node:diagnostics_channel').channel('${exchangeChannel}').publish(${JSON.stringify(order)})`;
  const env = { PATH: process.env.PATH, ...recordedEnvironment() };
  expect(spawnSync(process.execPath, ['-e', program], { env }).status).toBe(0);
  expect(childExchanges()).toEqual([order]);
  expect(childExchanges()).toEqual([]);
});

test('every operation without a test is one that a document has, and says why', () => {
  const every = everyOperation();
  expect(every.length).toBeGreaterThan(100);
  for (const [name, reason] of Object.entries(untestedOperations)) {
    expect(every).toContain(name);
    expect(reason.length).toBeGreaterThan(20);
  }
});
