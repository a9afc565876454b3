import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createApiKey, listApiKeys, revokeApiKey } from '../../src/flint/api-keys.ts';
import { readAuthContext } from '../../src/flint/auth-context.ts';
import { listCapabilities } from '../../src/flint/capabilities.ts';
import { whoAmI } from '../../src/flint/merchant.ts';
import { advanceOnboarding, readOnboarding, submitPath } from '../../src/flint/onboarding.ts';
import { resolvePaymentOptions } from '../../src/flint/payment-options.ts';
import { json, liveClient, merchantId, proven, refused, routes, scripted } from './scripted-server.ts';

const unknownRoute = refused(404, 'ROUTE_NOT_FOUND');
const readiness = json(200, { data: { merchant_id: merchantId, business_name: 'Canvas\u001b[8m & Co.' } });
const context = {
  auth_type: 'api_key',
  environment: 'live',
  merchant_id: merchantId,
  scopes: ['webhooks.write'],
  expires_at: null,
};

describe('who a key speaks for', () => {
  test('is told by auth-context where the server has it', async () => {
    const server = await scripted(
      routes({
        'GET /v1/developer/auth-context': json(200, { data: context }),
        [`GET /v1/merchants/${merchantId}/readiness`]: readiness,
      }),
    );
    const { value, evidence } = await whoAmI(liveClient(server.baseUrl));
    expect(value).toMatchObject({ mode: 'live', merchantId, businessName: 'Canvas & Co.' });
    expect(value.context?.scopes).toEqual(['webhooks.write']);
    expect(evidence).toMatchObject({ path: '/v1/developer/auth-context', mode: 'live', status: 200 });
  });

  test('is proven by the headers of a 404 where it has not', async () => {
    const server = await scripted(routes({ [`GET /v1/merchants/${merchantId}/readiness`]: readiness }));
    const { value, evidence } = await whoAmI(liveClient(server.baseUrl));
    expect(value).toMatchObject({ merchantId, businessName: 'Canvas & Co.', context: undefined });
    expect(evidence).toMatchObject({ status: 404, mode: 'live' });
  });

  test('is asked again when that 404 says nothing; a missing scope proves enough', async () => {
    const bare = { 'flint-mode': undefined, 'flint-merchant-id': undefined };
    const server = await scripted(
      routes({
        'GET /v1/developer/auth-context': json(404, { error: { code: 'ROUTE_NOT_FOUND' } }, bare),
        'GET /v1/webhook-endpoints': refused(403, 'INSUFFICIENT_SCOPE'),
      }),
    );
    const { value } = await whoAmI(liveClient(server.baseUrl));
    expect(value).toMatchObject({ merchantId, businessName: undefined });
  });

  test('is not proven when no answer names it', async () => {
    const server = await scripted(json(404, { error: { code: 'ROUTE_NOT_FOUND' } }, { 'flint-mode': undefined }));
    await expect(whoAmI(liveClient(server.baseUrl))).rejects.toMatchObject({ problem: 'mode-not-proven' });
  });

  test.each([
    ['environment', { ...context, environment: 'sandbox' }, 'wrong-mode'],
    ['an unknown environment', { ...context, environment: 'staging' }, 'wrong-mode'],
    ['merchant', { ...context, merchant_id: 'mer_other' }, 'wrong-merchant'],
  ])('is refused when the key describes itself otherwise: %s', async (_what, data, problem) => {
    const server = await scripted(json(200, { data }));
    await expect(whoAmI(liveClient(server.baseUrl))).rejects.toMatchObject({ problem });
  });

  test('a description without a merchant proves nothing', async () => {
    const server = await scripted(json(200, { data: { ...context, merchant_id: undefined } }));
    await expect(readAuthContext(liveClient(server.baseUrl))).rejects.toMatchObject({ problem: 'not-understood' });
  });

  test('a refused key is an error, not an unknown merchant', async () => {
    const server = await scripted((response) => {
      response.writeHead(401, { 'x-request-id': 'request-1' }).end('{"error":{"code":"API_KEY_REVOKED"}}');
    });
    await expect(whoAmI(liveClient(server.baseUrl))).rejects.toMatchObject({
      problem: 'unauthorized',
      code: 'API_KEY_REVOKED',
    });
  });
});

describe('onboarding', () => {
  const step = {
    code: 'complete_business_profile',
    owner: 'agent',
    machine_completable: true,
    required_fields: ['website_url', 'support_email'],
    submit_endpoint: '/v1/onboarding/advance',
  };
  const state = (nextStep?: object) => ({
    status: 'needs_input',
    can_issue_api_key: false,
    merchant_id: merchantId,
    profile: { email: 'a@example.com' },
    requirements: { currently_due: ['business_website'] },
    next_step: nextStep,
  });
  const stateWith = async (nextStep?: object) => {
    const server = await scripted(json(200, { data: state(nextStep) }));
    const client = liveClient(server.baseUrl);
    return { client, value: (await readOnboarding(client)).value };
  };

  test('is read with its next step and requirements', async () => {
    const { client, value } = await stateWith(step);
    expect(value).toMatchObject({ status: 'needs_input', nextStep: { code: 'complete_business_profile' } });
    expect(value.requirements?.currentlyDue).toEqual(['business_website']);
    expect(value.nextStep && submitPath(client, value.nextStep)).toBe('/v1/onboarding/advance');
  });

  test.each([
    ['another host', { submit_endpoint: 'https://evil.example/v1/onboarding/advance' }],
    ['a host without a scheme', { submit_endpoint: '//evil.example/v1/onboarding/advance' }],
    ['another resource', { submit_endpoint: '/v1/refunds' }],
    ['a way out of the folder', { submit_endpoint: '/v1/onboarding/../refunds' }],
    ['another method', { submit_method: 'DELETE' }],
    ['an unknown field', { required_fields: ['favourite_colour'] }],
    ['a human step', { machine_completable: false }],
    ['no endpoint', { submit_endpoint: null }],
  ])('hands over to the dashboard for %s', async (_what, change) => {
    const { client, value } = await stateWith({ ...step, ...change });
    expect(value.nextStep).toBeDefined();
    expect(value.nextStep && submitPath(client, value.nextStep)).toBeUndefined();
  });

  test('an unknown status is no completion', async () => {
    const server = await scripted(json(200, { data: { ...state(), status: 'completed' } }));
    expect((await readOnboarding(liveClient(server.baseUrl))).value.status).toEqual({ unknown: 'completed' });
  });

  test('sends exactly the fields asked for, and nothing to refresh', async () => {
    const server = await scripted(json(200, { data: state() }));
    const client = liveClient(server.baseUrl);
    await advanceOnboarding(client, {
      fields: { website_url: 'https://a.example', country: 'US' },
      idempotencyKey: 'k1',
    });
    await advanceOnboarding(client, { idempotencyKey: 'k2' });
    expect(server.seen.filter((one) => one.method === 'POST').map((one) => JSON.parse(one.body))).toEqual([
      { country: 'US', profile: { website_url: 'https://a.example' } },
      {},
    ]);
  });
});

describe('api keys', () => {
  const key = {
    api_key_id: 'key_1',
    name: 'Shop',
    key_prefix: 'flint_live_12345678',
    scopes: ['a.read'],
    status: 'active',
  };

  test('a new key shows its secret only on request', async () => {
    const secret = 'flint_live_SECRETSECRETSECRET';
    const server = await scripted(json(201, { data: { ...key, secret_key: secret } }));
    const answer = await createApiKey(liveClient(server.baseUrl), {
      name: 'Shop',
      scopes: ['a.read'],
      idempotencyKey: 'k',
    });
    expect(answer.value.secretKey?.reveal()).toBe(secret);
    expect(inspect(answer, { depth: null, showHidden: true }) + JSON.stringify(answer)).not.toContain('SECRETSECRET');
    expect(JSON.parse(server.seen.at(-1)?.body ?? '')).toEqual({ name: 'Shop', scopes: ['a.read'] });
  });

  test('revoking takes whatever body comes back, an empty one included', async () => {
    const server = await scripted((response) => response.writeHead(200, proven).end());
    const answer = await revokeApiKey(liveClient(server.baseUrl), { apiKeyId: 'key_1', idempotencyKey: 'k' });
    expect(answer.evidence).toMatchObject({ status: 200, path: '/v1/api-keys/key_1/revoke' });
    expect(server.seen.at(-1)?.body).toBe('');
  });

  test('a key with an unknown status is not listed as active', async () => {
    const server = await scripted(json(200, { data: [key, { ...key, api_key_id: 'key_2', status: 'suspended' }] }));
    const { value } = await listApiKeys(liveClient(server.baseUrl), { status: 'active' }).all();
    expect(value.map((one) => one.id)).toEqual(['key_1']);
  });
});

describe('capabilities and payment options', () => {
  test('a capability needs no more than a name and a status', async () => {
    const server = await scripted(
      json(200, {
        data: [
          { capability: 'accept_card_payments', status: 'ready' },
          { capability: 'new_one', status: 'great' },
        ],
      }),
    );
    const { value } = await listCapabilities(liveClient(server.baseUrl)).all();
    expect(value.map((one) => one.status)).toEqual(['ready', { unknown: 'great' }]);
  });

  test('payment options are read where they can be', async () => {
    const data = [
      { payment_option: 'card', status: 'available' },
      { type: 'affirm', available: false, reason: 'amount_out_of_range' },
      { option: 'apple_pay', status: 'perhaps' },
      { nothing: 'useful' },
    ];
    const server = await scripted(json(200, { data }));
    const context = { amount: { amount: 100, currency: 'USD' }, buyerCountry: 'US' };
    const answer = await resolvePaymentOptions(liveClient(server.baseUrl), context);
    expect(answer?.value).toEqual([
      { option: 'card', available: true, reason: undefined },
      { option: 'affirm', available: false, reason: 'amount_out_of_range' },
      { option: 'apple_pay', available: undefined, reason: undefined },
    ]);
    expect(server.seen[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  test.each([
    unknownRoute,
    refused(403, 'INSUFFICIENT_SCOPE'),
    refused(400, 'UNKNOWN_FIELD'),
    json(200, { data: 'x' }),
  ])('payment options that cannot be had are skipped (%#)', async (reply) => {
    const server = await scripted(reply);
    const context = { amount: { amount: 100, currency: 'USD' } };
    expect(await resolvePaymentOptions(liveClient(server.baseUrl), context)).toBeUndefined();
  });
});
