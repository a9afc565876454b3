import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { manualClock, PortInUse, StateFileDamaged, startSandbox } from '../../src/sandbox/index.ts';
import { openCheckout, orderBody, type Rehearsal, receive, rehearse, usd, verifyAccount } from './harness.ts';
import { patience, started } from './listeners.ts';

async function stateFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'flint-sandbox-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'launch', 'sandbox.json');
}

test('a restarted sandbox is the same Flint: keys, ids, objects, and it stays private', async () => {
  const file = await stateFile();
  const first = await rehearse({ stateFile: file });
  await verifyAccount(first);
  const { orderId, url } = await openCheckout(first, 'live');
  await first.form(url, { card: 'stand_in_card_success' });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const before = first.sandbox.ledger();
  await first.sandbox.close();

  const second = await rehearse({ stateFile: file, clock: first.clock });
  expect([second.sandbox.keys, second.sandbox.merchantId, second.sandbox.samples]).toEqual([
    first.sandbox.keys,
    first.sandbox.merchantId,
    first.sandbox.samples,
  ]);
  expect(second.sandbox.ledger()).toEqual(before);
  expect((await second.live('GET', `/v1/orders/${orderId}`)).body.data.status).toBe('paid');
});

test('what an answer says is in the file before the answer arrives', async () => {
  const file = await stateFile();
  const rehearsal = await rehearse({ stateFile: file });
  const made = await rehearsal.live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'order-1' });
  const text = await readFile(file, 'utf8');
  expect(text).toContain(made.body.data.order_id);
  expect(text).toContain('order-1');
  const { url } = await openCheckout(rehearsal, 'test');
  await rehearsal.form(url, { card: 'test_card_success' });
  expect(await readFile(file, 'utf8')).toContain('"status":"succeeded"');
});

test('a write is answered again after a restart, with addresses that work now', async () => {
  const file = await stateFile();
  const first = await rehearse({ stateFile: file });
  const order = await first.live('POST', '/v1/orders', orderBody());
  const body = { order_id: order.body.data.order_id };
  await first.live('POST', '/v1/checkout-sessions', body, { idempotencyKey: 's' });
  await first.sandbox.close();

  const second = await rehearse({ stateFile: file, clock: first.clock });
  const again = await second.live('POST', '/v1/checkout-sessions', body, { idempotencyKey: 's' });
  expect(again.headers.get('Idempotency-Replayed')).toBe('true');
  expect(again.body.data.checkout_session.url.startsWith(`${second.sandbox.baseUrl}/sandbox/checkout/`)).toBe(true);
  expect((await fetch(again.body.data.checkout_session.url)).status).toBe(200);
  expect(second.sandbox.ledger().live.checkoutSessions).toHaveLength(1);
});

test('time passes while the sandbox is down: reviews end and refunds settle', async () => {
  const file = await stateFile();
  const first = await rehearse({ stateFile: file });
  const { orderId, url } = await openCheckout(first, 'test');
  await first.form(url, { card: 'test_card_success' });
  await first.test('POST', '/v1/refunds', { order_id: orderId, amount_money: usd(100) });
  await first.sandbox.close();
  first.clock.advance(4_000);
  const second = await rehearse({ stateFile: file, clock: first.clock });
  expect(second.sandbox.ledger().test.refunds).toMatchObject([{ status: 'succeeded' }]);
});

test.each([
  ['a delivery', (path: string, live: Rehearsal['live']) => live('POST', '/v1/orders', orderBody()).then(() => path)],
  [
    'a test event',
    (path: string, live: Rehearsal['live']) =>
      live('POST', `${path}/test-events`, { event_type: 'refund.created' }).catch(() => path),
  ],
])('%s that was cut off goes out after the next start, with the same event id', async (_what, cause) => {
  const file = await stateFile();
  const ids: string[] = [];
  const arrived = Promise.withResolvers<void>();
  let silent = true;
  const hook = createServer((request, response) => {
    ids.push(String(request.headers['webhook-id']));
    if (silent) arrived.resolve();
    else response.end();
  });
  const port = await started(hook);

  const first = await rehearse({ stateFile: file });
  const made = await first.live('POST', '/v1/webhook-endpoints', { url: `http://127.0.0.1:${port}/hook` });
  const caused = cause(`/v1/webhook-endpoints/${made.body.data.webhook_endpoint_id}`, first.live);
  await arrived.promise;
  await first.sandbox.close();
  await caused;
  silent = false;
  const second = await rehearse({ stateFile: file, clock: first.clock });
  await vi.waitFor(() => {
    expect(second.sandbox.ledger().live.deliveries).toMatchObject([{ status: 'delivered', attempts: 1 }]);
  }, patience);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test('a write that is under way when the sandbox is closed is done once, however often it is sent again', async () => {
  const file = await stateFile();
  const arrived = Promise.withResolvers<() => void>();
  const hook = createServer((_request, response) => arrived.resolve(() => response.end()));
  const port = await started(hook);

  const first = await rehearse({ stateFile: file });
  const made = await first.live('POST', '/v1/webhook-endpoints', { url: `http://127.0.0.1:${port}/hook` });
  const path = `/v1/webhook-endpoints/${made.body.data.webhook_endpoint_id}/test-events`;
  const event = { event_type: 'refund.created' };
  const sent = first.live('POST', path, event, { idempotencyKey: 'k' });
  const answer = await arrived.promise;
  const closed = first.sandbox.close();
  answer();
  await Promise.all([closed, sent.catch(() => undefined)]);

  const second = await rehearse({ stateFile: file, clock: first.clock });
  const again = await second.live('POST', path, event, { idempotencyKey: 'k' });
  expect(again.headers.get('Idempotency-Replayed')).toBe('true');
  expect(again.body.data.attempt_status).toBe('delivered');
  expect(second.sandbox.ledger().live.events).toHaveLength(1);
});

test('a rehearsal that an earlier version was killed in goes on: ids, replays, deliveries and settlements', async () => {
  const file = await stateFile();
  const before = await readFile(new URL('./state-version-1.json', import.meta.url), 'utf8');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, before);
  const written = JSON.parse(before);
  const { refunds, orders } = written.planes.live;
  const [orderId] = Object.keys(orders);
  const [refundId] = Object.keys(refunds);
  const clock = manualClock(Date.parse('2026-07-09T08:31:00Z'));
  const rehearsal = await rehearse({ stateFile: file, clock });
  const { sandbox, live } = rehearsal;
  expect([sandbox.merchantId, sandbox.keys.live]).toEqual([written.merchant_id, written.initial.live_secret_key]);
  expect((await live('GET', `/v1/orders/${orderId}`)).body.data.status).toBe('paid');
  expect((await live('GET', `/v1/refunds/${refundId}`)).body.data.status).toBe('succeeded');
  const line = { name: 'Launch check', unit_price_money: usd(100) };
  const again = await live(
    'POST',
    '/v1/orders',
    { line_items: [line], external_reference_id: 'launch-check-1' },
    { idempotencyKey: 'order-1' },
  );
  expect([again.body.data.order_id, again.headers.get('Idempotency-Replayed')]).toEqual([orderId, 'true']);
  expect(JSON.parse(await readFile(file, 'utf8')).version).toBe(2);
});

test('a later generation can go on with a rehearsal that began in the guide generation', async () => {
  const file = await stateFile();
  const first = await rehearse({ stateFile: file });
  const { orderId, url } = await openCheckout(first, 'test');
  await first.form(url, { card: 'test_card_success' });
  await first.sandbox.close();
  const second = await rehearse({ stateFile: file, clock: first.clock, api: { default: '2026-09-07' } });
  const order = (await second.test('GET', `/v1/orders/${orderId}`)).body.data;
  expect(order).toMatchObject({ status: 'open', payment_status: 'paid' });
});

test('when the file cannot be written the call fails and leaves nothing behind', async () => {
  const file = await stateFile();
  const { sandbox, live } = await rehearse({ stateFile: file });
  const folder = dirname(file);
  await rename(folder, `${folder}-away`);
  await writeFile(folder, 'in the way');
  const failed = await live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'k' });
  expect([failed.status, failed.body.error.code]).toEqual([500, 'INTERNAL_ERROR']);
  expect(sandbox.ledger().live.orders).toEqual([]);
  await rm(folder);
  await rename(`${folder}-away`, folder);
  const done = await live('POST', '/v1/orders', orderBody(), { idempotencyKey: 'k' });
  expect([done.status, done.headers.has('Idempotency-Replayed')]).toEqual([201, false]);
  expect(sandbox.ledger().live.orders).toHaveLength(1);
});

test.each([
  ['half of it', (text: string) => text.slice(0, text.length / 2), 'it is not complete JSON'],
  ['another form', () => '{"version":2}', 'does not have the expected form'],
  ['an older version in another form', () => '{"version":1}', 'does not have the expected form'],
  ['a newer version', (text: string) => text.replace('"version":2', '"version":9'), 'a newer version'],
])('a state file with %s is refused and left as it is', async (_name, damage, reason) => {
  const file = await stateFile();
  const { sandbox } = await rehearse({ stateFile: file });
  await sandbox.close();
  const damaged = damage(await readFile(file, 'utf8'));
  await writeFile(file, damaged);
  const refusal = startSandbox({ stateFile: file });
  await expect(refusal).rejects.toThrow(StateFileDamaged);
  await expect(refusal).rejects.toThrow(reason);
  expect(await readFile(file, 'utf8')).toBe(damaged);
});

test('a taken port is said by its number, for sandbox and receiver', async () => {
  const { sandbox } = await rehearse();
  const port = Number(new URL(sandbox.baseUrl).port);
  await expect(startSandbox({ port })).rejects.toThrow(PortInUse);
  await expect(startSandbox({ port })).rejects.toMatchObject({ port, message: expect.stringContaining(String(port)) });
  await expect(receive({ port, secret: () => undefined })).rejects.toThrow(PortInUse);
});

test('a senseless speed is refused', async () => {
  await expect(startSandbox({ speed: 0 })).rejects.toThrow(RangeError);
});

test('a closed sandbox lets its process end, whatever is still planned', async () => {
  const entry = new URL('../../src/sandbox/index.ts', import.meta.url).href;
  const script = `
    import { startSandbox, startReceiver } from ${JSON.stringify(entry)};
    const sandbox = await startSandbox();
    const receiver = await startReceiver({ secret: () => undefined });
    const call = (path, body) => fetch(sandbox.baseUrl + path, {
      method: 'POST',
      headers: { authorization: 'Bearer ' + sandbox.keys.live, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    await call('/v1/webhook-endpoints', { url: receiver.url });
    const line = { name: 'A', unit_price_money: { amount: 100, currency: 'USD' } };
    await call('/v1/checkout-sessions', { quick_pay_item: { name: 'A', amount_money: line.unit_price_money } });
    await receiver.close();
    await sandbox.close();
    process.stdout.write('closed');
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    timeout: 20_000,
  });
  expect(stdout).toBe('closed');
});

test('the machine clock wakes the sandbox by itself', async () => {
  const { systemClock } = await import('../../src/sandbox/index.ts');
  const rehearsal = await rehearse({ clock: systemClock, speed: 400 });
  const { orderId, url } = await openCheckout(rehearsal, 'test');
  await rehearsal.form(url, { card: 'test_card_success' });
  await rehearsal.test('POST', '/v1/refunds', { order_id: orderId });
  await vi.waitFor(
    () => expect(rehearsal.sandbox.ledger().test.refunds).toMatchObject([{ status: 'succeeded' }]),
    patience,
  );
});

test('a manual clock wakes nobody before its time', () => {
  const clock = manualClock(0);
  const woken: number[] = [];
  clock.wake(10, () => woken.push(10));
  const cancel = clock.wake(5, () => woken.push(5));
  cancel();
  clock.advance(9);
  expect(woken).toEqual([]);
  clock.advance(1);
  expect(woken).toEqual([10]);
});
