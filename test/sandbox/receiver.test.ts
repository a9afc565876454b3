import { Webhook } from 'standardwebhooks';
import { expect, test, vi } from 'vitest';
import type { ReceivedEvent } from '../../src/sandbox/index.ts';
import { receive } from './harness.ts';

const secret = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';

function signed(body: string, { id = 'whev_1', at = new Date() } = {}): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'X-Flint-Webhook-ID': id,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}

const event = JSON.stringify({
  webhook_event_id: 'whev_1',
  event_type: 'order.payment_succeeded',
  payload_version: 1,
  mode: 'live',
  data: { order_id: 'ord_1' },
});

async function post(url: string, body: string, headers: Record<string, string>): Promise<[number, string]> {
  const response = await fetch(url, { method: 'POST', headers, body });
  return [response.status, await response.text()];
}

test('a genuine event is acknowledged, told once more as a duplicate when it comes again', async () => {
  const told: ReceivedEvent[] = [];
  const receiver = await receive({ secret: () => secret, onEvent: (one) => told.push(one) });
  expect((await post(receiver.url, event, signed(event)))[0]).toBe(200);
  expect((await post(receiver.url, event, signed(event)))[0]).toBe(200);
  expect(receiver.received).toMatchObject([
    { id: 'whev_1', type: 'order.payment_succeeded', orderId: 'ord_1', mode: 'live', test: false, duplicate: false },
    { id: 'whev_1', duplicate: true },
  ]);
  await vi.waitFor(() => expect(told).toEqual(receiver.received), { timeout: 10_000, interval: 5 });
});

test.each([
  ['a changed body', () => [event.replace('ord_1', 'ord_2'), signed(event)] as const],
  [
    'a body that was parsed and printed again',
    () => [JSON.stringify(JSON.parse(event), null, 1), signed(event)] as const,
  ],
  ['no signature', () => [event, { 'X-Flint-Webhook-ID': 'whev_1' }] as const],
  ['another id to deduplicate by', () => [event, { ...signed(event), 'X-Flint-Webhook-ID': 'whev_2' }] as const],
  ['a signature of six minutes ago', () => [event, signed(event, { at: new Date(Date.now() - 360_000) })] as const],
  ['a signature from six minutes ahead', () => [event, signed(event, { at: new Date(Date.now() + 360_000) })] as const],
])('%s is answered with 400 and forgotten', async (_name, make) => {
  const receiver = await receive({ secret: () => secret });
  const [body, headers] = make();
  expect(await post(receiver.url, body, headers)).toEqual([400, 'invalid signature']);
  expect(receiver.received).toEqual([]);
});

test('a signature of four minutes ago is taken', async () => {
  const receiver = await receive({ secret: () => secret });
  const headers = signed(event, { at: new Date(Date.now() - 240_000) });
  expect((await post(receiver.url, event, headers))[0]).toBe(200);
});

test('the secret is the one of this moment; without one, or with a senseless one, nothing is genuine', async () => {
  let current: string | undefined;
  const receiver = await receive({ secret: () => current });
  expect((await post(receiver.url, event, signed(event)))[0]).toBe(400);
  current = 'whsec_';
  expect((await post(receiver.url, event, signed(event)))[0]).toBe(400);
  current = secret;
  expect((await post(receiver.url, event, signed(event)))[0]).toBe(200);
});

test('only POST /webhooks/flint is answered', async () => {
  const receiver = await receive({ secret: () => secret });
  expect((await fetch(receiver.url)).status).toBe(404);
  expect((await post(receiver.url.replace('/flint', '/other'), event, signed(event)))[0]).toBe(404);
});
