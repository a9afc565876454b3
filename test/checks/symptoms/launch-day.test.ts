import { describe, expect, it } from 'vitest';
import { finding, projectOf } from '../check-context.ts';
import { foundIn, openDoctorWorld, verdictOf } from './doctor-world.ts';

const sandboxSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const nothing = { found: [], unknown: [] };

describe.each(['guide', '2026-09-07'] as const)('on a server of the generation %s', (api) => {
  it('a healthy account gives no finding, and nothing unknown', async () => {
    const world = await openDoctorWorld({ api: { default: api } });
    await world.pay('stand_in_card_success');
    await world.settled();
    const examination = await world.examine();
    expect(foundIn(examination)).toEqual(nothing);
    expect(examination.healthy).toBe(true);
    expect(examination.verdicts.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['test-key', 'test-card', 'signatures', 'test-mode-ids', 'payment-methods']),
    );
  });

  it('a test key in the production configuration is the one finding', async () => {
    const world = await openDoctorWorld({ api: { default: api } });
    const project = projectOf([
      finding({ kind: 'test key', shown: 'flint_test_…', file: '.env.production', line: 2, what: 'a test key' }),
    ]);
    const examination = await world.examine({ project });
    expect(foundIn(examination)).toEqual({ found: ['test-key'], unknown: [] });
    expect(verdictOf(examination, 'test-key')).toMatchObject({
      message: 'A test key stands in the production configuration of the project.',
      evidence: expect.arrayContaining([expect.objectContaining({ requestId: expect.any(String) })]),
    });
    expect(examination.healthy).toBe(false);
  });

  it('a test card that is declined in live mode is the one finding, until a real card has paid', async () => {
    const world = await openDoctorWorld({ api: { default: api } });
    const orderId = await world.pay('test_card_success');
    const examination = await world.examine();
    expect(foundIn(examination)).toEqual({ found: ['test-card'], unknown: [] });
    const verdict = verdictOf(examination, 'test-card');
    expect(verdict.detail).toContain('4242');
    expect(verdict.remedy).toContain('real card');
    expect(JSON.stringify(verdict.evidence)).toContain(orderId);
    await world.pay('stand_in_card_success');
    expect(foundIn(await world.examine())).toEqual(nothing);
  });

  it('the sandbox endpoint’s secret in the service is the one finding', async () => {
    const world = await openDoctorWorld({ api: { default: api } });
    world.configure(sandboxSecret);
    await world.pay('stand_in_card_success');
    await world.settled();
    const examination = await world.examine({ mayTry: true });
    expect(foundIn(examination)).toEqual({ found: ['signatures'], unknown: [] });
    const verdict = verdictOf(examination, 'signatures');
    expect(verdict.detail).toContain('sandbox endpoint’s secret');
    expect(verdict.remedy).toContain('FLINT_WEBHOOK_SECRET');
  });

  it('a test-mode id in production code is the one finding', async () => {
    const world = await openDoctorWorld({ api: { default: api } });
    const { productId } = world.sandbox.samples;
    const project = projectOf([finding({ shown: productId, file: 'src/shop.ts', line: 7 })]);
    const examination = await world.examine({ project });
    expect(foundIn(examination)).toEqual({ found: ['test-mode-ids'], unknown: [] });
    expect(verdictOf(examination, 'test-mode-ids').detail).toContain(`${productId} in src/shop.ts:7`);
  });

  it('payments that are not ready are the one finding, with what is needed', async () => {
    const world = await openDoctorWorld({ api: { default: api } });
    world.sandbox.controls.raiseRequirements({ due: 'past', requirements: ['business_website'] });
    const examination = await world.examine();
    expect(foundIn(examination)).toEqual({ found: ['payment-methods'], unknown: [] });
    const verdict = verdictOf(examination, 'payment-methods');
    expect(verdict.message).toContain('no payment method to offer');
    expect(verdict.detail).toContain('the business website (business_website)');
    expect(verdict.evidence[0]?.requestId).toEqual(expect.any(String));
  });
});

/** Those that the doctor looks at. */
const features = [
  'readiness',
  'order',
  'test-event',
  'failed-events',
  'paid-event',
  'webhook-endpoint',
  'deliveries',
  'event-types',
  'auth-context',
  'request-logs',
] as const;

describe.each(features)('on a server that has %s in the other generation', (feature) => {
  it.each([
    ['guide', '2026-09-07'],
    ['2026-09-07', 'guide'],
  ] as const)('than %s, a healthy account is healthy, and a wrong secret the one finding', async (api, other) => {
    const world = await openDoctorWorld({ api: { default: api, features: { [feature]: other } } });
    await world.pay('stand_in_card_success');
    await world.settled();
    expect(foundIn(await world.examine())).toEqual(nothing);
    world.configure(sandboxSecret);
    await world.pay('stand_in_card_success');
    await world.settled();
    expect(foundIn(await world.examine({ mayTry: true }))).toEqual({ found: ['signatures'], unknown: [] });
  });
});

describe.each(['deliveries', 'event-types', 'auth-context', 'request-logs'] as const)('without %s', (feature) => {
  it('a server of 2026-09-07 makes no healthy account look ill', async () => {
    const world = await openDoctorWorld({ api: { default: '2026-09-07', without: [feature] } });
    await world.pay('stand_in_card_success');
    await world.settled();
    expect(foundIn(await world.examine())).toEqual(nothing);
  });
});
