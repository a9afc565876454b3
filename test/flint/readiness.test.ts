import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { generationOf } from '../../src/flint/generations.ts';
import { isReady, readinessVerdict, readReadiness } from '../../src/flint/readiness.ts';
import { requirementCodes, requirementWords } from '../../src/flint/requirement-words.ts';
import { json, liveClient, merchantId, refused, routes, scripted } from './scripted-server.ts';

const requirements = {
  currently_due: [],
  past_due: [],
  eventually_due: [],
  pending_verification: [],
  disabled_reason: null,
};
const ready = { status: 'ready', status_reason: null, next_actions: [] };
const body = {
  merchant_id: merchantId,
  business_name: 'Canvas & Co.',
  payments: ready,
  payouts: ready,
  requirements,
  observed_at: '2026-07-02T18:04:11Z',
};

async function readinessFrom(data: unknown) {
  const server = await scripted(json(200, { data }));
  return (await readReadiness(liveClient(server.baseUrl), merchantId)).value;
}

describe('where readiness is asked for', () => {
  const guideRoute = `GET /v1/merchants/${merchantId}/readiness`;

  test('the route of the guide comes first', async () => {
    const server = await scripted(routes({ [guideRoute]: json(200, { data: body }) }));
    const client = liveClient(server.baseUrl);
    const { value } = await readReadiness(client, merchantId);
    expect(isReady(value)).toBe(true);
    expect(value.businessName).toBe('Canvas & Co.');
    expect(server.seen).toHaveLength(1);
    expect(generationOf(client, 'readiness')).toBe('guide');
  });

  test.each([404, 405])(
    'a server that answers %i is asked for the merchant, and the next time at once',
    async (status) => {
      const merchant = { ...body, status: 'active', version: 1 };
      const server = await scripted(
        routes({
          [guideRoute]: refused(status, 'ROUTE_NOT_FOUND'),
          'GET /v1/merchant': json(200, { data: merchant }),
        }),
      );
      const client = liveClient(server.baseUrl);
      expect(isReady((await readReadiness(client, merchantId)).value)).toBe(true);
      expect(generationOf(client, 'readiness')).toBe('2026-09-07');
      await readReadiness(client, merchantId);
      expect(server.seen.map((one) => one.path).slice(1)).toEqual(['/v1/merchant', '/v1/merchant']);
    },
  );

  test('the older form of the merchant is the last resort', async () => {
    const server = await scripted(routes({ [`GET /v1/merchants/${merchantId}`]: json(200, { data: body }) }));
    expect(isReady((await readReadiness(liveClient(server.baseUrl), merchantId)).value)).toBe(true);
  });

  test('a missing scope is no other generation', async () => {
    const server = await scripted(refused(403, 'INSUFFICIENT_SCOPE'));
    await expect(readReadiness(liveClient(server.baseUrl), merchantId)).rejects.toMatchObject({ problem: 'forbidden' });
    expect(server.seen).toHaveLength(1);
  });

  test('an answer about another merchant is refused', async () => {
    const server = await scripted(json(200, { data: { ...body, merchant_id: 'mer_other' } }));
    await expect(readReadiness(liveClient(server.baseUrl), merchantId)).rejects.toMatchObject({
      problem: 'wrong-merchant',
    });
  });
});

describe('what readiness means', () => {
  const axis = (status: unknown) => ({ status, status_reason: 'x', next_actions: [] });

  test.each([
    ['both ready', body, 'ready'],
    ['payouts pending, nothing due', { ...body, payouts: axis('pending') }, 'waiting'],
    ['payouts blocked', { ...body, payouts: axis('blocked') }, 'needs you'],
    [
      'pending with something due',
      { ...body, payments: axis('pending'), requirements: { ...requirements, currently_due: ['business_website'] } },
      'needs you',
    ],
    ['not available', { ...body, payouts: axis('not_available') }, 'not available'],
    ['not requested', { ...body, payouts: axis('not_requested') }, 'not available'],
    ['a status nobody knows', { ...body, payouts: axis('nearly_ready') }, 'not known'],
    ['a status of another type', { ...body, payouts: axis(true) }, 'not known'],
    ['no payouts axis', { ...body, payouts: undefined }, 'not known'],
    ['a null axis', { ...body, payments: null }, 'not known'],
    ['an account that is suspended', { ...body, status: 'suspended' }, 'needs you'],
    ['an account with an unknown status', { ...body, status: 'dormant' }, 'not known'],
    ['nothing at all', {}, 'not known'],
  ])('%s', async (_what, data, verdict) => {
    const readiness = await readinessFrom(data);
    expect(readinessVerdict(readiness)).toBe(verdict);
    expect(isReady(readiness)).toBe(verdict === 'ready');
  });

  test('the blocked answer of the guide, which leaves payouts out, is read and never a pass', async () => {
    const readiness = await readinessFrom({
      payments: { status: 'blocked', status_reason: 'requirements_past_due', next_actions: [] },
      requirements: { ...requirements, past_due: ['business_website'], disabled_reason: 'requirements_past_due' },
    });
    expect(readiness.requirements.pastDue).toEqual(['business_website']);
    expect(readinessVerdict(readiness)).toBe('needs you');
  });
});

describe('requirements in words', () => {
  test('every documented code has a sentence of its own', () => {
    // The document is our own copy of the contract; its shape is fixed.
    const contract = parse(readFileSync(new URL('../contract/guide.openapi.yaml', import.meta.url), 'utf8'), {
      maxAliasCount: -1,
    }) as { components: { schemas: { RequirementCode: { enum: string[] } } } };
    const documented = contract.components.schemas.RequirementCode.enum;
    expect([...requirementCodes].sort()).toEqual([...documented].sort());
    const sentences = documented.map((code) => requirementWords(code).sentence);
    expect(new Set(sentences).size).toBe(32);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  test('says who must act', () => {
    expect(requirementWords('owner_identity_document').actor).toBe('an owner');
    expect(requirementWords('representative_phone').actor).toBe('the representative');
    expect(requirementWords('business_website')).toMatchObject({ actor: 'the business', submitField: 'website_url' });
  });

  test.each(['crew_manifest', 'constructor', '__proto__'])('a new code (%s) gets a plain sentence', (code) => {
    expect(requirementWords(code).sentence).toContain(code.replaceAll('_', ' '));
  });
});
