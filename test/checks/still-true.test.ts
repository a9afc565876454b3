import { describe, expect, it } from 'vitest';
import type { CheckContext } from '../../src/checks/context.ts';
import { chargeStillPaid, chargeStillRefunded } from '../../src/checks/still-true/money.ts';
import { stillReady } from '../../src/checks/still-true/readiness.ts';
import { nothingDue } from '../../src/checks/still-true/requirements.ts';
import { twinsStillThere } from '../../src/checks/still-true/twins.ts';
import { json, liveClient, merchantId, routes, scripted } from '../flint/scripted-server.ts';
import { launchRecord } from './check-context.ts';

/** A launched account at a Flint that answers these things. */
async function at(answers: Readonly<Record<string, object>>): Promise<CheckContext> {
  const table = Object.entries(answers).map(([route, data]) => [route, json(200, { data })] as const);
  const server = await scripted(routes(Object.fromEntries(table)));
  return {
    production: liveClient(server.baseUrl),
    merchantId,
    launch: launchRecord({ orderId: 'ord_1', refundIds: ['ref_1'] }),
    now: () => new Date(),
    signal: new AbortController().signal,
  };
}

describe('what a launch proved', () => {
  it.each([
    ['paid', 'done'],
    ['unpaid', 'missing'],
    ['reversed_in_part', "can't tell"],
  ])('the charge, with the payment status %s: %s', async (payment_status, status) => {
    const context = await at({ 'GET /v1/orders/ord_1': { order_id: 'ord_1', status: 'open', payment_status } });
    expect(await chargeStillPaid.run(context)).toMatchObject({ status });
  });

  it.each([
    ['succeeded', 'done'],
    ['failed', 'missing'],
    ['on_the_way_back', "can't tell"],
  ])('the refund, with the status %s: %s', async (word, status) => {
    const context = await at({ 'GET /v1/refunds/ref_1': { refund_id: 'ref_1', order_id: 'ord_1', status: word } });
    expect(await chargeStillRefunded.run(context)).toMatchObject({ status });
  });

  it.each([
    [['succeeded', 'succeeded'], 'done', 'All 2 refunds'],
    [['failed', 'succeeded'], 'missing', 'refund ref_1'],
    [['succeeded', 'failed'], 'missing', 'refund ref_2'],
    [['on_the_way_back', 'succeeded'], "can't tell", 'refund ref_1'],
    [['on_the_way_back', 'failed'], 'missing', 'refund ref_2'],
  ])('several refunds, with the statuses %j: %s', async (statuses, status, says) => {
    const refunds = statuses.map((word, index) => ({ refund_id: `ref_${index + 1}`, order_id: 'ord_1', status: word }));
    const context = await at(Object.fromEntries(refunds.map((one) => [`GET /v1/refunds/${one.refund_id}`, one])));
    const launch = launchRecord({ orderId: 'ord_1', refundIds: refunds.map((one) => one.refund_id) });
    const verdict = await chargeStillRefunded.run({ ...context, launch });
    expect(verdict).toMatchObject({ status, message: expect.stringContaining(says) });
    expect(verdict.evidence).toHaveLength(2);
  });

  it.each([
    ['ready', 'done'],
    ['blocked', 'missing'],
    ['ripening', "can't tell"],
  ])('the account, with payments that are %s: %s', async (word, status) => {
    const axis = (said: string) => ({ status: said, status_reason: null, next_actions: [] });
    const readiness = { merchant_id: merchantId, payments: axis(word), payouts: axis('ready') };
    const context = await at({ [`GET /v1/merchants/${merchantId}/readiness`]: readiness });
    expect(await stillReady.run(context)).toMatchObject({ status });
  });

  it.each([
    ['nothing is due', { currently_due: [], past_due: [] }, 'done'],
    ['something will be due', { currently_due: [], past_due: [], eventually_due: ['business_tax_id'] }, 'done'],
    ['something is due', { currently_due: ['business_tax_id'], past_due: [] }, 'missing'],
    ['something is overdue', { currently_due: [], past_due: ['business_tax_id'] }, 'missing'],
    ['the answer does not say', undefined, "can't tell"],
  ])('requirements, where %s', async (_, requirements, status) => {
    const ready = { status: 'ready', status_reason: null, next_actions: [] };
    const readiness = { merchant_id: merchantId, payments: ready, payouts: ready, requirements };
    const context = await at({ [`GET /v1/merchants/${merchantId}/readiness`]: readiness });
    expect(await nothingDue.run(context)).toMatchObject({ status });
  });

  it.each([
    ['active', 'done'],
    [undefined, 'done'],
    ['archived', 'missing'],
    ['frozen', "can't tell"],
  ])('what was re-created, with the status %s: %s', async (word, status) => {
    const product = { product_id: 'prod_2', name: 'Tote', status: word };
    const context = await at({ 'GET /v1/products': [product] });
    const launch = launchRecord({ idMap: new Map([['prod_1', 'prod_2']]) });
    expect(await twinsStillThere.run({ ...context, launch })).toMatchObject({ status });
  });

  it.each([
    ['active', 'done', 'is there'],
    ['inactive', 'missing', 'switched off or gone: pmdom_2'],
    ['asleep', "can't tell", 'asleep'],
  ])('a host that was registered, with the status %s: %s', async (word, status, says) => {
    const domain = { payment_method_domain_id: 'pmdom_2', domain_name: 'shop.example.com', status: word };
    const context = await at({ 'GET /v1/payment-method-domains': [domain] });
    const launch = launchRecord({ idMap: new Map([['pmdom_1', 'pmdom_2']]) });
    const verdict = await twinsStillThere.run({ ...context, launch });
    expect(verdict).toMatchObject({ status, message: expect.stringContaining(says) });
    expect(verdict.remedy ?? '').not.toContain('Code that names');
  });
});
