import { describe, expect, it } from 'vitest';
import { amounts } from '../../../src/checks/checklist/correctness/amounts.ts';
import { declines } from '../../../src/checks/checklist/correctness/declines.ts';
import { fulfilment } from '../../../src/checks/checklist/correctness/fulfilment.ts';
import { idempotency } from '../../../src/checks/checklist/correctness/idempotency.ts';
import { json, liveClient, scripted } from '../../flint/scripted-server.ts';
import { type CheckWorld, launchRecord, openCheckWorld, projectOf } from '../check-context.ts';
import { openDoctorWorld } from '../symptoms/doctor-world.ts';
import { ask, callsFlint, code } from './ask.ts';

const at = '2026-07-02T18:04:11Z';
const proof = (name: string) => ({ name, text: 'It was proved.', at, requestId: 'req_charge' });
/** Code that leaves its calls to a library. */
const throughLibrary = (line: string) =>
  projectOf([], code('const flint = client(process.env.FLINT_API_KEY);', line.replace(/\/v1\/\w+/, 'orders')));
const withCode = (...lines: readonly string[]) => projectOf([], code(callsFlint, ...lines));

describe('fulfilment', () => {
  const launch = launchRecord({ proofs: [proof('cut-over.paid-event')] });
  const handles = "if (event.event_type === 'order.payment_succeeded') fulfil(event.data.order_id);";

  it('done: the code waits for the paid event, and the one of the real charge arrived', async () => {
    const world = await openDoctorWorld();
    const verdict = await ask(fulfilment, world.context({ launch, project: withCode(handles) }));
    expect(verdict.status).toBe('done');
    expect(verdict.evidence.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^src\/shop\.js:2 if \(event/),
      'In the launch: It was proved.',
    ]);
    expect(verdict.evidence[1]?.requestId).toBe('req_charge');
  });

  it('missing: no code waits for it or reads an order, and no endpoint is sent it', async () => {
    const world = await openCheckWorld();
    expect(await ask(fulfilment, world.context({ project: withCode('// order.paid comes later') }))).toMatchObject({
      status: 'missing',
    });
  });

  it.each(['guide', '2026-09-07'] as const)(
    'missing: the code waits for what no endpoint is sent; put right in place (%s)',
    async (api) => {
      const world = await openDoctorWorld({ api: { default: api } });
      await world.arrange('live', 'PATCH', `/v1/webhook-endpoints/${world.endpointId}`, {
        enabled_events: ['refund.created'],
      });
      const context = world.context({ launch, project: withCode(handles) });
      const verdict = await ask(fulfilment, context);
      expect(verdict.status).toBe('missing');
      await verdict.fix?.apply();
      expect((await ask(fulfilment, context)).status).toBe('done');
    },
  );

  it('can’t tell: no real charge yet, no code of an integration, no project', async () => {
    const world = await openDoctorWorld();
    for (const parts of [
      { project: withCode(handles) },
      { project: withCode('const nothing = 1;') },
      { launch, project: withCode('const nothing = 1;') },
      { launch, project: projectOf([], code('const stripe = 1;')) },
      { launch, project: undefined },
      { project: undefined, production: undefined },
    ]) {
      expect(await ask(fulfilment, world.context(parts)), JSON.stringify(parts)).toMatchObject({
        status: "can't tell",
      });
    }
  });
});

describe('idempotency', () => {
  const sends = "headers: { 'Idempotency-Key': key },";
  const writes = "await fetch(flint + '/v1/orders', { method: 'POST', body });";
  const order = { line_items: [{ name: 'Notebook', quantity: 1, unit_price_money: { amount: 900, currency: 'USD' } }] };
  const later = () => openCheckWorld({ api: { default: '2026-09-07' } });

  it('done: the code sends keys, and the log of this key shows writes and no refusal over one', async () => {
    const world = await later();
    await world.arrange('live', 'POST', '/v1/webhook-endpoints', { url: 'https://shop.example.com/hook' });
    expect(await ask(idempotency, world.context({ project: withCode(writes, sends) }))).toMatchObject({
      status: 'done',
      message: expect.stringContaining('1 latest write'),
    });
  });

  it('missing: the code writes, and no key is to be seen', async () => {
    const world = await later();
    const verdict = await ask(idempotency, world.context({ project: withCode(writes) }));
    expect(verdict.status).toBe('missing');
    expect(verdict.evidence[0]?.what).toContain('src/shop.js:2');
  });

  it('missing: Flint refused a key that was used for something else, with the request id', async () => {
    const world = await later();
    const send = async (body: object) =>
      await fetch(`${world.sandbox.baseUrl}/v1/orders`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${world.sandbox.keys.live}`,
          'content-type': 'application/json',
          'idempotency-key': 'one-key',
        },
        body: JSON.stringify(body),
      });
    await send(order);
    const refused = await send({ ...order, external_reference_id: 'another' });
    expect(refused.status).toBe(409);
    const verdict = await ask(idempotency, world.context({ project: withCode(writes, sends) }));
    expect(verdict.status).toBe('missing');
    expect(verdict.evidence).toEqual([
      expect.objectContaining({
        what: 'POST /v1/orders IDEMPOTENCY_KEY_REUSED',
        requestId: refused.headers.get('x-request-id'),
      }),
    ]);
  });

  it('can’t tell: no log, a key made where it is sent, no code', async () => {
    const guide = await openCheckWorld();
    expect(await ask(idempotency, guide.context({ project: withCode(writes, sends) }))).toMatchObject({
      status: "can't tell",
    });
    const world = await later();
    await world.arrange('live', 'POST', '/v1/webhook-endpoints', { url: 'https://shop.example.com/hook' });
    for (const project of [
      withCode(writes, "headers: { 'Idempotency-Key': crypto.randomUUID() },"),
      withCode('const nothing = 1;'),
      throughLibrary(writes),
      projectOf(),
      undefined,
    ]) {
      expect((await ask(idempotency, world.context({ project }))).status).toBe("can't tell");
    }
  });
});

describe('amounts', () => {
  const reads = 'const paid = order.settlement_amounts.outstanding_money.amount === 0;';
  const trusts = 'charge(Number(request.body.amount));';
  const charged = (orderId: string) => launchRecord({ orderId, proofs: [proof('cut-over.settled')] });

  it.each(['guide', '2026-09-07'] as const)(
    'done: the code reads the settlement, and the real charge is settled (%s)',
    async (api) => {
      const world = await openDoctorWorld({ api: { default: api } });
      const orderId = await world.pay('stand_in_card_success');
      const refund = { order_id: orderId, amount_money: { amount: 900, currency: 'USD' } };
      await world.arrange('live', 'POST', '/v1/refunds', { ...refund, reason: 'requested_by_customer' });
      const verdict = await ask(amounts, world.context({ launch: charged(orderId), project: withCode(reads) }));
      expect(verdict).toMatchObject({ status: 'done' });
      expect(verdict.evidence.at(-1)).toMatchObject({ what: `GET /v1/orders/${orderId}` });
    },
  );

  it.each([
    { outstanding: 900, refunded: 900, status: 'done' },
    { outstanding: 900, refunded: 0, status: 'missing' },
  ])('a refund that makes money outstanding again does not unsettle a paid order: %o', async (order) => {
    const world = await openDoctorWorld();
    const money = (amount: number) => ({ amount, currency: 'USD' });
    const settlement_amounts = { outstanding_money: money(order.outstanding), refunded_money: money(order.refunded) };
    const server = await scripted(json(200, { data: { order_id: 'ord_1', status: 'paid', settlement_amounts } }));
    const parts = { production: liveClient(server.baseUrl), launch: charged('ord_1'), project: withCode(reads) };
    expect(await ask(amounts, world.context(parts))).toMatchObject({ status: order.status });
  });

  it('missing: the code takes an amount from the client and reads no settlement', async () => {
    const world = await openDoctorWorld();
    expect(await ask(amounts, world.context({ project: withCode(trusts) }))).toMatchObject({ status: 'missing' });
  });

  it('missing: the order of the real charge is not paid', async () => {
    const world = await openDoctorWorld();
    const orderId = await world.pay('stand_in_card_declined');
    expect(await ask(amounts, world.context({ launch: charged(orderId), project: withCode(reads) }))).toMatchObject({
      status: 'missing',
    });
  });

  it.each([{ status: 'a word of later' }, { status: 'paid' }])('can’t tell: %o says nothing certain', async (order) => {
    const world = await openDoctorWorld();
    const server = await scripted(json(200, { data: { order_id: 'ord_1', ...order } }));
    const parts = { production: liveClient(server.baseUrl), launch: charged('ord_1'), project: withCode(reads) };
    expect(await ask(amounts, world.context(parts))).toMatchObject({ status: "can't tell" });
  });

  it('can’t tell: no charge yet, both kinds of lines, none of them, an order that is gone', async () => {
    const world = await openDoctorWorld();
    for (const parts of [
      { project: withCode(reads) },
      { project: withCode(reads, trusts) },
      { project: throughLibrary(trusts) },
      { project: withCode('const nothing = 1;') },
      { project: undefined },
      { launch: charged('ord_gone'), project: withCode(reads) },
      { launch: charged('ord_1'), production: undefined, project: withCode(reads) },
    ]) {
      expect(await ask(amounts, world.context(parts)), JSON.stringify(parts)).toMatchObject({ status: "can't tell" });
    }
  });
});

describe('declines and challenges', () => {
  const hosted = "await post('/v1/checkout-sessions', { order_id });";
  const own = "if (intent.status === 'requires_action') return challenge(intent);";

  async function payInSandbox(world: CheckWorld, card: string): Promise<void> {
    const line_items = [{ name: 'Notebook', quantity: 1, unit_price_money: { amount: 900, currency: 'USD' } }];
    const order = await world.arrange('test', 'POST', '/v1/orders', { line_items });
    const made = await world.arrange('test', 'POST', '/v1/checkout-sessions', { order_id: order.order_id });
    const { url } = made.checkout_session as { readonly url: string };
    const paid = await fetch(url, { method: 'POST', body: new URLSearchParams({ card }), redirect: 'manual' });
    await paid.body?.cancel();
  }

  it.each([hosted, own])('done: both were tried in the sandbox, and the code is ready: %s', async (line) => {
    const world = await openCheckWorld();
    await payInSandbox(world, 'test_card_declined');
    await payInSandbox(world, 'test_card_three_d_secure');
    expect(await ask(declines, world.context({ project: withCode(line) }))).toMatchObject({ status: 'done' });
  });

  it('missing: neither was tried, and no code is ready', async () => {
    const world = await openCheckWorld();
    await payInSandbox(world, 'test_card_success');
    const project = withCode('const nothing = 1;');
    expect(await ask(declines, world.context({ project }))).toMatchObject({ status: 'missing' });
  });

  it('can’t tell: only one was tried, only the sandbox shows it, no key of the sandbox', async () => {
    const world = await openCheckWorld();
    await payInSandbox(world, 'test_card_declined');
    expect(await ask(declines, world.context({ project: withCode(hosted) }))).toMatchObject({
      status: "can't tell",
      message: expect.stringContaining('challenged'),
    });
    for (const parts of [
      { project: withCode('const nothing = 1;') },
      { sandbox: undefined, project: withCode(hosted) },
      { project: undefined },
    ]) {
      expect(await ask(declines, world.context(parts)), JSON.stringify(parts)).toMatchObject({ status: "can't tell" });
    }
  });
});
