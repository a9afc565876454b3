import { describe, expect, it } from 'vitest';
import { faulty, json, orderBody, receiving, until } from './faulty.ts';

type Faulty = Awaited<ReturnType<typeof faulty>>;

const attempts = ({ sandbox }: Faulty, type: string): readonly number[] => {
  const { events, deliveries } = sandbox.ledger().test;
  const ids = new Set(events.filter((event) => event.type === type).map(({ id }) => id));
  return deliveries.filter(({ eventId }) => ids.has(eventId)).map((delivery) => delivery.attempts);
};

describe('a delivery', () => {
  it('arrives twice with the same event id, and the ledger knows both attempts', async () => {
    const one = await faulty(['DELIVERY order.created duplicate']);
    const receiver = await receiving(one);
    await one.call('POST', '/v1/orders', orderBody);
    await until(() => receiver.received.length === 2);
    const [first, second] = receiver.received;
    expect(second).toMatchObject({ id: first?.id, type: 'order.created', duplicate: true });
    expect(first?.duplicate).toBe(false);
    await until(() => attempts(one, 'order.created')[0] === 2);
    expect(one.sandbox.ledger().test.deliveries).toMatchObject([{ status: 'delivered', attempts: 2 }]);
  });

  it('is overtaken by the next one to the same endpoint', async () => {
    const one = await faulty(['DELIVERY order.created #1 out-of-order']);
    const receiver = await receiving(one);
    const first = json(await one.call('POST', '/v1/orders', orderBody)).data.order_id;
    await until(() => one.sandbox.faults.list()[0]?.struck === 1);
    const second = json(await one.call('POST', '/v1/orders', orderBody)).data.order_id;
    await until(() => receiver.received.length === 2);
    expect(receiver.received.map(({ orderId }) => orderId)).toEqual([second, first]);
    await until(() => one.sandbox.ledger().test.deliveries.every(({ status }) => status === 'delivered'));
  });

  it('is not held back for ever when no other one comes', async () => {
    const one = await faulty(['DELIVERY order.* out-of-order']);
    const receiver = await receiving(one);
    await one.call('POST', '/v1/orders', orderBody);
    await until(() => one.sandbox.faults.list()[0]?.struck === 1);
    expect(receiver.received).toEqual([]);
    one.clock.advance(5_000);
    await until(() => receiver.received.length === 1);
  });

  it('comes late', async () => {
    const one = await faulty(['test DELIVERY * #1 delay=30s', 'live DELIVERY * delay=30s']);
    const receiver = await receiving(one);
    await one.call('POST', '/v1/orders', orderBody);
    await until(() => one.sandbox.faults.list()[0]?.struck === 1);
    one.clock.advance(29_999);
    expect(receiver.received).toEqual([]);
    one.clock.advance(1);
    await until(() => receiver.received.length === 1);
    expect(one.sandbox.faults.list()).toMatchObject([{ struck: 1 }, { calls: 0 }]);
  });

  it('that is a test event is delayed and doubled, but never held back', async () => {
    const one = await faulty(['DELIVERY refund.created out-of-order', 'DELIVERY refund.created duplicate']);
    const receiver = await receiving(one);
    const id = one.sandbox.ledger().test.webhookEndpoints.find(({ url }) => url === receiver.url)?.id;
    const sent = await one.call('POST', `/v1/webhook-endpoints/${id}/test-events`, { event_type: 'refund.created' });
    expect(json(sent).data).toMatchObject({ attempt_status: 'delivered', status_code: 200 });
    expect(receiver.received.map(({ duplicate }) => duplicate)).toEqual([false, true]);
  });

  it('that was held back when the sandbox closed goes out after the next start', async () => {
    const { mkdtemp, rm } = await import('node:fs/promises');
    const { tmpdir } = await import('node:os');
    const { join } = await import('node:path');
    const folder = await mkdtemp(join(tmpdir(), 'faults-'));
    try {
      const stateFile = join(folder, 'state.json');
      const one = await faulty(['DELIVERY * out-of-order'], { stateFile });
      const receiver = await receiving(one);
      await one.call('POST', '/v1/orders', orderBody);
      await until(() => one.sandbox.faults.list()[0]?.struck === 1);
      await one.sandbox.close();
      expect(receiver.received).toEqual([]);
      await faulty([], { stateFile });
      await until(() => receiver.received.length === 1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
