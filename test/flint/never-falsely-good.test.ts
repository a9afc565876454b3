import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkoutProgress, readCheckoutSession } from '../../src/flint/checkout-sessions.ts';
import { FlintError } from '../../src/flint/errors.ts';
import { readOnboarding } from '../../src/flint/onboarding.ts';
import { readOrder } from '../../src/flint/orders.ts';
import { isReady, readinessVerdict, readReadiness } from '../../src/flint/readiness.ts';
import { readRefund, refundProgress } from '../../src/flint/refunds.ts';
import { isSettled, settlementOf } from '../../src/flint/settlement.ts';
import { accepted, sendTestEvent } from '../../src/flint/test-events.ts';
import { deliveriesOf, isDelivered } from '../../src/flint/webhook-deliveries.ts';
import { liveClient, merchantId, proven } from './scripted-server.ts';

// Answers shaped like Flint's, with every decisive word replaced by something that is not the word of success.
const word = fc.oneof(
  fc.constantFrom(
    'pending',
    'blocked',
    'open',
    'failed',
    'unpaid',
    'PAID',
    'Ready',
    'delivered ',
    'succeeded\u200b',
    'constructor',
  ),
  fc.string(),
  fc.constantFrom(null, true, 1, {}, [], ['ready'], { unknown: 'paid' }),
);
const goodWords = ['ready', 'paid', 'delivered', 'succeeded', 'refunded', 'complete'];
const notGood = word.filter((value) => typeof value !== 'string' || !goodWords.includes(value));
const amount = fc.oneof(
  fc.record({ amount: fc.integer(), currency: fc.constantFrom('USD', 'EUR', 'usd') }),
  fc.constantFrom(null, 0, '0', { amount: '0', currency: 'USD' }, { amount: 0.5, currency: 'USD' }, {}),
);
const noise = fc.dictionary(fc.constantFrom('meta', 'extra', 'new_field', 'settled', 'is_paid'), fc.jsonValue());
const mixed = <T extends Record<string, fc.Arbitrary<unknown>>>(shape: T) =>
  fc.tuple(noise, fc.record(shape, { requiredKeys: [] })).map(([more, known]) => ({ ...more, ...known }));

let server: Server;
let baseUrl: URL;
let body: unknown;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, proven).end(JSON.stringify({ data: body }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address record.
  baseUrl = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
});

/**
 * Runs a property over answers of the server; a FlintError is a calm refusal and fine, any other error is not. Most answers have
 * to get as far as the judgement, or nothing is said by it.
 */
async function overAnswers(answers: fc.Arbitrary<unknown>, check: () => Promise<void>): Promise<void> {
  const numRuns = 150;
  let judged = 0;
  await fc.assert(
    fc.asyncProperty(answers, async (data) => {
      body = data;
      try {
        await check();
        judged += 1;
      } catch (error) {
        if (!(error instanceof FlintError) || error.problem !== 'not-understood') throw error;
      }
    }),
    { numRuns },
  );
  expect(judged).toBeGreaterThan(numRuns / 2);
}

const dollar = { amount: 100, currency: 'USD' };

describe('an answer without the exact word of success is never good news', () => {
  test('never ready', async () => {
    const axis = mixed({ status: notGood, status_reason: word, next_actions: fc.jsonValue() });
    const answers = mixed({
      status: fc.oneof(fc.constant('active'), word),
      payments: fc.oneof(axis, fc.constant({ status: 'ready' })),
      payouts: fc.oneof(axis, fc.jsonValue()),
      requirements: fc.jsonValue(),
    });
    await overAnswers(answers, async () => {
      const { value } = await readReadiness(liveClient(baseUrl), merchantId);
      expect(isReady(value)).toBe(false);
      expect(readinessVerdict(value)).not.toBe('ready');
    });
  });

  test('never paid', async () => {
    const answers = mixed({
      order_id: fc.constant('ord_1'),
      status: notGood,
      payment_status: notGood,
      settlement_amounts: mixed({ paid_money: amount, outstanding_money: amount }),
    });
    await overAnswers(answers, async () => {
      const settlement = settlementOf(await readOrder(liveClient(baseUrl), 'ord_1'), dollar);
      expect(settlement.paid).toBe(false);
      expect(isSettled(settlement, 'live')).toBe(false);
    });
  });

  test('never settled while the present payment_status denies it, whatever status says', async () => {
    const answers = fc.record({
      order_id: fc.constant('ord_1'),
      status: fc.constant('paid'),
      payment_status: notGood.filter((value) => value !== null),
      settlement_amounts: fc.constant({ paid_money: dollar, outstanding_money: { amount: 0, currency: 'USD' } }),
    });
    await overAnswers(answers, async () => {
      const settlement = settlementOf(await readOrder(liveClient(baseUrl), 'ord_1'), dollar);
      expect(isSettled(settlement, 'live')).toBe(false);
    });
  });

  test('never delivered', async () => {
    const answers = mixed({
      webhook_event_id: fc.constant('whev_1'),
      attempt_status: notGood,
      delivery_status: word,
      event_status: notGood,
      status: notGood,
      status_code: fc.oneof(fc.constant(200), fc.jsonValue()),
    });
    await overAnswers(answers, async () => {
      const sent = { endpointId: 'whep_1', eventType: 'a.b', idempotencyKey: 'k' };
      expect(accepted((await sendTestEvent(liveClient(baseUrl), sent)).value)).toBe(false);
    });
    // A delivery without its ids is refused before its status is looked at.
    const delivery = fc
      .tuple(answers, fc.constantFrom('whep_1', 'whep_2'), fc.nat())
      .map(([more, webhook_endpoint_id, n]) => ({
        ...more,
        webhook_delivery_id: `whdel_${n}`,
        webhook_event_id: 'whev_1',
        webhook_endpoint_id,
      }));
    await overAnswers(fc.array(delivery, { minLength: 1 }), async () => {
      expect(isDelivered((await deliveriesOf(liveClient(baseUrl), 'whev_1')).value, 'whep_1')).toBe(false);
    });
  });

  test('never refunded', async () => {
    const answers = mixed({
      refund_id: fc.constant('ref_1'),
      status: notGood,
      amount_money: amount,
    });
    await overAnswers(answers, async () => {
      const refund = await readRefund(liveClient(baseUrl), 'ref_1');
      expect(refundProgress(refund.value.status)).not.toBe('succeeded');
    });
  });

  test('never checked out and never verified', async () => {
    await overAnswers(
      mixed({ checkout_session_id: fc.constant('cs_1'), status: notGood, url: fc.jsonValue() }),
      async () => {
        const { value } = await readCheckoutSession(liveClient(baseUrl), 'cs_1');
        expect(checkoutProgress(value.status)).not.toBe('paid');
      },
    );
    await overAnswers(mixed({ status: notGood, next_step: fc.jsonValue(), profile: fc.jsonValue() }), async () => {
      expect((await readOnboarding(liveClient(baseUrl))).value.status).not.toBe('complete');
    });
  });
});
