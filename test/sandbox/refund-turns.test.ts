import { expect, test } from 'vitest';
import type { RefundTurn } from '../../src/sandbox/controls.ts';
import { openCheckout, type Rehearsal, rehearse, usd } from './harness.ts';

/** A paid order of 1.00 USD, refunded whole, and what its figures are after turns of the refund. */
async function refunded() {
  const rehearsal = await rehearse();
  const { orderId, url } = await openCheckout(rehearsal, 'test', 100);
  await rehearsal.form(url, { card: 'test_card_success' });
  const id = await refundOf(rehearsal, orderId);
  const turn = (status: RefundTurn, refundId = id): void =>
    rehearsal.sandbox.controls.turnRefund('test', refundId, status);
  const figures = async () => {
    const order = (await rehearsal.test('GET', `/v1/orders/${orderId}?expand=payment_intents`)).body.data;
    const { refunded_money, net_collected_money } = order.settlement_amounts;
    return {
      refunded: refunded_money.amount,
      net: net_collected_money.amount,
      ofPayments: order.payment_intents.map((one: { refunded_money: { amount: number } }) => one.refunded_money.amount),
    };
  };
  return { rehearsal, orderId, id, turn, figures };
}

async function refundOf(rehearsal: Rehearsal, order_id: string, amount = 100): Promise<string> {
  const made = await rehearsal.test('POST', '/v1/refunds', { order_id, amount_money: usd(amount) });
  return made.body.data.refund_id;
}

const sentBack: Readonly<Record<RefundTurn, number>> = {
  succeeded: 100,
  partially_succeeded: 50,
  in_transit: 0,
  requires_action: 0,
  failed: 0,
  canceled: 0,
};
const turns = Object.keys(sentBack) as RefundTurn[]; // The keys of that very record.
const orders = turns.flatMap((first) => turns.map((second) => [first, second] as const));

test.each(orders)('a refund that turns %s, %s and succeeded counts once at each turn', async (first, second) => {
  const { turn, figures } = await refunded();
  for (const status of [first, second, 'succeeded'] as const) {
    turn(status);
    const gone = sentBack[status];
    expect(await figures()).toEqual({ refunded: gone, net: 100 - gone, ofPayments: [gone] });
  }
});

test('a refund that was turned back waits for its next turn, however much time passes', async () => {
  const { rehearsal, turn, figures } = await refunded();
  turn('succeeded');
  turn('in_transit');
  rehearsal.clock.advance(60_000);
  expect(await figures()).toMatchObject({ refunded: 0, net: 100 });
});

test('a failed refund whose money another has taken cannot turn back, and nothing changes', async () => {
  const { rehearsal, orderId, id, turn, figures } = await refunded();
  turn('failed');
  const other = await refundOf(rehearsal, orderId);
  turn('succeeded', other);
  for (const status of ['succeeded', 'partially_succeeded', 'in_transit'] as const) {
    expect(() => turn(status)).toThrow(RangeError);
  }
  expect((await rehearsal.test('GET', `/v1/refunds/${id}`)).body.data.status).toBe('failed');
  expect(await figures()).toEqual({ refunded: 100, net: 0, ofPayments: [100] });
});

test('half of a refund leaves the other half to be refunded', async () => {
  const { rehearsal, orderId, id, turn, figures } = await refunded();
  turn('partially_succeeded');
  const { payment_refunds } = (await rehearsal.test('GET', `/v1/refunds/${id}`)).body.data;
  expect(payment_refunds).toMatchObject([{ amount_money: usd(50) }]);
  turn('succeeded', await refundOf(rehearsal, orderId, 50));
  expect(await figures()).toEqual({ refunded: 100, net: 0, ofPayments: [100] });
});
