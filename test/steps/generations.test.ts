import { describe, expect, it } from 'vitest';
import type { ApiOptions, Exchange, Feature, Generation } from '../../src/sandbox/index.ts';
import { features } from '../../src/sandbox/index.ts';
import { findings, newFindings } from '../contract/suite/findings.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

/** Features that no call of a launch comes near. */
const untouchedByLaunches: readonly Feature[] = [
  'openapi-document',
  'sandboxes',
  'sign-up',
  'request-logs',
  'settings-scope',
  'payment-options',
  'payment-method-domains',
];
const flipped = features.filter((feature) => !untouchedByLaunches.includes(feature));

/** A launch with the unchanged script against such a server; gives all that was exchanged. `lacking`: documented paths that it lacks. */
async function launchAgainst(api: ApiOptions, lacking?: RegExp): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = [];
  const rehearsal = await openRehearsalWorld({ api, speed: 100, onExchange: (exchange) => exchanges.push(exchange) });
  try {
    const launch = rehearsal.open();
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(launch.getState().steps.map(({ status }) => status)).toEqual(Array(5).fill('done'));
    const { live, test } = rehearsal.sandbox.ledger();
    expect(live.webhookEndpoints).toHaveLength(1);
    expect(live.orders).toMatchObject([{ amount: 100 }]);
    expect(live.charges).toMatchObject([{ amount: 100 }]);
    expect(live.refunds).toMatchObject([{ status: 'succeeded', amount: 100 }]);
    expect(test.orders).toEqual([]);
  } finally {
    await rehearsal.close();
  }
  const own = newFindings();
  for (const exchange of exchanges) if (!lacking?.test(exchange.path)) own.check(exchange);
  expect(own.take()).toEqual([]);
  // A documented path that answers 404 is what such a server is about.
  if (lacking !== undefined) findings().take();
  return exchanges;
}

const pathsOf = (exchanges: readonly Exchange[], ok: boolean) =>
  new Set(exchanges.filter(({ status }) => status < 300 === ok).map(({ path }) => path));

const eventNames: Readonly<Record<Generation, string>> = {
  guide: '"order.payment_succeeded"',
  '2026-09-07': '"order.paid"',
};

/** Whether a feature was met in the shape of a generation; of the paid event, its name is the shape. */
function shows(exchanges: readonly Exchange[], feature: Feature, other: Generation): boolean {
  if (feature !== 'paid-event') return exchanges.some(({ generation = 'guide' }) => generation === other);
  const delivered = exchanges.filter(({ kind, status }) => kind === 'delivery' && status < 300);
  return delivered.some(({ requestBody }) => JSON.stringify(requestBody).includes(eventNames[other]));
}

describe('the same launch, unchanged', () => {
  it('completes against the generation of the guide', async () => {
    const exchanges = await launchAgainst({ default: 'guide' });
    expect(new Set(exchanges.map(({ generation }) => generation ?? 'guide'))).toEqual(new Set(['guide']));
    expect([...pathsOf(exchanges, true)].some((path) => path.endsWith('/readiness'))).toBe(true);
    expect(exchanges.some(({ requestBody }) => JSON.stringify(requestBody)?.includes('order.paid'))).toBe(false);
  });

  it('completes against the generation of 2026-09-07', async () => {
    const exchanges = await launchAgainst({ default: '2026-09-07' });
    expect(new Set(exchanges.map(({ generation }) => generation))).toEqual(new Set(['2026-09-07']));
    expect(pathsOf(exchanges, true)).toContain('/v1/merchant');
    const delivered = exchanges.filter(({ kind, status }) => kind === 'delivery' && status < 300);
    expect(delivered.some(({ requestBody }) => JSON.stringify(requestBody).includes('"order.paid"'))).toBe(true);
  });

  it('completes against a server without coupons, which then are left to a person', async () => {
    const exchanges = await launchAgainst({ without: ['coupons'] }, /promotion/);
    expect([...pathsOf(exchanges, true)].filter((path) => path.includes('promotion'))).toEqual([]);
  });
});

describe.concurrent.each([
  ['guide', '2026-09-07'],
  ['2026-09-07', 'guide'],
] as const)('a server of the %s generation', (general: Generation, other: Generation) => {
  it.each(flipped)(`with %s as in ${other} is served as well`, async (feature) => {
    const exchanges = await launchAgainst({ default: general, features: { [feature]: other } });
    expect(shows(exchanges, feature, other)).toBe(true);
  });
});
