import { describe, expect, test } from 'vitest';
import { requirementCodes } from '../../src/sandbox/account/requirement-codes.ts';
import { openCheckout, type Rehearsal, rehearse, verifyAccount } from './harness.ts';
import { firstKey, signUp } from './signing-up.ts';

const current = { default: '2026-09-07' } as const;

describe('what Flint asks for after the launch', () => {
  async function verified(): Promise<Rehearsal> {
    const rehearsal = await rehearse({ api: current });
    await verifyAccount(rehearsal);
    return rehearsal;
  }
  const merchant = async ({ live }: Rehearsal) => (await live('GET', '/v1/merchant')).body.data;

  test('something due before its deadline is shown, and the account works on', async () => {
    const rehearsal = await verified();
    rehearsal.sandbox.controls.raiseRequirements({ due: 'currently', deadlineMilliseconds: 60_000 });
    const shown = await merchant(rehearsal);
    expect(shown.requirements).toMatchObject({ currently_due: ['business_tax_id'], past_due: [] });
    expect(Date.parse(shown.current_deadline_at)).toBe(rehearsal.clock.now() + 60_000);
    expect([shown.payments.status, shown.payouts.status]).toEqual(['ready', 'ready']);
    const state = (await rehearsal.live('GET', '/v1/onboarding/state')).body.data;
    expect(state).toMatchObject({ status: 'needs_external_action', next_step: { owner: 'human' } });
  });

  test('when the deadline passes it is past due, the account is blocked and its checkout offers nothing', async () => {
    const rehearsal = await verified();
    rehearsal.sandbox.controls.raiseRequirements({ due: 'currently', deadlineMilliseconds: 60_000 });
    rehearsal.clock.advance(60_000);
    const shown = await merchant(rehearsal);
    expect(shown).toMatchObject({
      has_past_due: true,
      requirements: { past_due: ['business_tax_id'], disabled_reason: 'requirements_past_due' },
      payments: { status: 'blocked', status_reason: 'requirements_past_due' },
    });
    const { url } = await openCheckout(rehearsal, 'live');
    expect(await (await fetch(url)).text()).toContain('no payment methods');
  });

  test('handed in, it is reviewed and then cleared', async () => {
    const rehearsal = await verified();
    rehearsal.sandbox.controls.raiseRequirements({ due: 'past' });
    await rehearsal.form(`${rehearsal.sandbox.dashboardUrl}/verification`, {});
    const reviewed = await merchant(rehearsal);
    expect(reviewed.payments).toMatchObject({ status: 'pending', status_reason: 'pending_verification' });
    expect(reviewed.requirements.pending_verification).toEqual(['business_tax_id']);
    rehearsal.clock.advance(8_000);
    const cleared = await merchant(rehearsal);
    expect([cleared.payments.status, cleared.requirements.pending_verification]).toEqual(['ready', []]);
  });

  test('what is only announced blocks nothing, and a bank account concerns payouts alone', async () => {
    const rehearsal = await verified();
    rehearsal.sandbox.controls.raiseRequirements({ due: 'eventually' });
    expect((await merchant(rehearsal)).requirements.eventually_due).toEqual(['business_tax_id']);
    expect((await rehearsal.live('GET', '/v1/onboarding/state')).body.data.status).toBe('complete');
    rehearsal.sandbox.controls.raiseRequirements({ due: 'past', requirements: ['payout_destination'] });
    const shown = await merchant(rehearsal);
    expect([shown.payments.status, shown.payouts.status]).toEqual(['ready', 'blocked']);
    const { body } = await rehearsal.live('GET', '/v1/capabilities?status=blocked');
    expect(new Set(body.data.map(({ domain }: { domain: string }) => domain))).toEqual(new Set(['money_movement']));
  });

  test('only what is on Flint’s list can be asked for', async () => {
    const rehearsal = await verified();
    expect(requirementCodes).toHaveLength(32);
    const ask = () => rehearsal.sandbox.controls.raiseRequirements({ requirements: ['shoe_size'] });
    expect(ask).toThrow(RangeError);
    expect((await merchant(rehearsal)).requirements.currently_due).toEqual([]);
  });

  test('the guide generation shows it in its own readiness, and the dashboard raises it', async () => {
    const rehearsal = await rehearse();
    await verifyAccount(rehearsal);
    const { sandbox, live, form } = rehearsal;
    await form(`${sandbox.dashboardUrl}/requirements`, { due: 'past', requirements: 'business_tax_id, owner_address' });
    const { data } = (await live('GET', `/v1/merchants/${sandbox.merchantId}/readiness`)).body;
    expect(data.requirements.past_due).toEqual(['business_tax_id', 'owner_address']);
    expect(data.payments.status_reason).toBe('requirements_past_due');
    expect(await (await fetch(sandbox.dashboardUrl)).text()).toContain('Flint asks for more: business_tax_id');
  });
});

describe('signing up over the API', () => {
  test('the code on the dashboard yields a token that reads the state and makes the first test key', async () => {
    const rehearsal = await rehearse({ api: current });
    const key = await firstKey(rehearsal);
    expect(key).toMatchObject({ status: 'active', secret_key: expect.stringMatching(/^flint_test_rehearsal_/) });
    const context = await rehearsal.send('GET', '/v1/developer/auth-context', undefined, { key: key.secret_key });
    expect(context.body.data).toMatchObject({ environment: 'sandbox', auth_type: 'api_key', name: 'First' });
  });

  test('while the default sandbox has no key, the state says that one can be made', async () => {
    const rehearsal = await rehearse({ api: current });
    const { body } = await rehearsal.test('GET', '/v1/api-keys');
    await rehearsal.test('POST', `/v1/api-keys/${body.data[0].api_key_id}/revoke`);
    const { onboarding_session_token: key, next_step } = await signUp(rehearsal);
    const state = (await rehearsal.send('GET', '/v1/onboarding/state', undefined, { key })).body.data;
    expect(state).toMatchObject({ status: 'ready_for_api_key', can_issue_api_key: true, next_step });
    expect(next_step).toMatchObject({ code: 'create_api_key', submit_endpoint: '/v1/onboarding/api-key' });
  });

  test('a sign-up under an Idempotency-Key is begun once', async () => {
    const { send } = await rehearse({ api: current });
    const who = { email: 'a@canvas-and-co.example', first_name: 'A', last_name: 'B' };
    const begin = () => send('POST', '/v1/onboarding/start', who, { idempotencyKey: 'k' });
    const [one, other] = [await begin(), await begin()];
    expect(other.headers.get('Idempotency-Replayed')).toBe('true');
    expect(other.body.data).toEqual(one.body.data);
  });

  test('a second first key is refused, and the token opens nothing but onboarding and sandboxes', async () => {
    const rehearsal = await rehearse({ api: current });
    const { onboarding_session_token: key, can_issue_api_key } = await signUp(rehearsal);
    expect(can_issue_api_key).toBe(false);
    const second = await rehearsal.send('POST', '/v1/onboarding/api-key', { name: 'First' }, { key });
    expect([second.status, second.body.error.code]).toEqual([409, 'INITIAL_API_KEY_ALREADY_CREATED']);
    const state = await rehearsal.send('GET', '/v1/onboarding/state', undefined, { key });
    expect([state.status, state.headers.get('Flint-Mode')]).toEqual([200, 'test']);
    expect((await rehearsal.send('GET', '/v1/developer/sandboxes', undefined, { key })).status).toBe(200);
    const orders = await rehearsal.send('GET', '/v1/orders', undefined, { key });
    expect([orders.status, orders.body.error.code]).toEqual([401, 'API_KEY_REQUIRED']);
    const withKey = await rehearsal.live('POST', '/v1/onboarding/api-key', { name: 'First' });
    expect(withKey.status).toBe(401);
  });

  test('wrong, repeated and late codes are told apart', async () => {
    const rehearsal = await rehearse({ api: current });
    const who = { email: 'a@canvas-and-co.example', first_name: 'A', last_name: 'B' };
    const { verification_token } = (await rehearsal.send('POST', '/v1/onboarding/start', who)).body.data;
    const verify = async (token: string) => {
      const body = { verification_token: token, verification_code: 'abcdef' };
      return (await rehearsal.send('POST', '/v1/onboarding/verify-email', body)).body.error.code;
    };
    expect(await verify('unknown')).toBe('INVALID_VERIFICATION');
    for (let attempt = 0; attempt < 5; attempt++) expect(await verify(verification_token)).toBe('INVALID_VERIFICATION');
    expect(await verify(verification_token)).toBe('VERIFICATION_ATTEMPTS_EXCEEDED');
    const late = (await rehearsal.send('POST', '/v1/onboarding/start', who)).body.data.verification_token;
    rehearsal.clock.advance(15 * 60_000);
    expect(await verify(late)).toBe('VERIFICATION_EXPIRED');
  });
});

describe('sandboxes', () => {
  test('a live key lists and makes them, a test key may not', async () => {
    const { live, test: inTest, send } = await rehearse({ api: current });
    const made = await live('POST', '/v1/developer/sandboxes', { name: 'Preview', issue_test_key: true });
    expect(made.body.data).toMatchObject({ is_default: false, status: 'active' });
    const { data } = (await live('GET', '/v1/developer/sandboxes')).body;
    expect(data.map(({ is_default }: { is_default: boolean }) => is_default)).toEqual([true, false]);
    const refused = await inTest('GET', '/v1/developer/sandboxes');
    expect([refused.status, refused.body.error.code]).toEqual([403, 'SANDBOX_MANAGEMENT_REQUIRES_LIVE_KEY']);
    const again = await live('POST', '/v1/developer/sandboxes', { name: 'Preview' });
    expect([again.status, again.body.error.code]).toEqual([409, 'SANDBOX_ALREADY_EXISTS']);

    const key = made.body.data.secret_key;
    const elsewhere = await send('GET', '/v1/orders', undefined, { key });
    expect([elsewhere.status, elsewhere.body.error.code]).toEqual([401, 'API_KEY_SANDBOX_UNAVAILABLE']);
  });

  test('a key of the default sandbox works in the test plane', async () => {
    const { live, send } = await rehearse({ api: current });
    const [first] = (await live('GET', '/v1/developer/sandboxes')).body.data;
    const made = await live('POST', `/v1/developer/sandboxes/${first.sandbox_id}/test-key`, { name: 'CI' });
    const answer = await send('GET', '/v1/products', undefined, { key: made.body.data.secret_key });
    expect([answer.headers.get('Flint-Mode'), answer.body.data.length]).toEqual(['test', 2]);
    const unknown = await live('POST', '/v1/developer/sandboxes/test_unknown/test-key', { name: 'CI' });
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'SANDBOX_NOT_FOUND']);
  });
});

test('auth-context says whose key it is, in its own words for the mode', async () => {
  const { sandbox, live, test: inTest } = await rehearse({ api: current });
  const [one, other] = [
    await live('GET', '/v1/developer/auth-context'),
    await inTest('GET', '/v1/developer/auth-context'),
  ];
  expect([one.body.data.environment, other.body.data.environment]).toEqual(['live', 'sandbox']);
  expect([one.body.data.merchant_id, other.body.data.merchant_id]).toEqual([sandbox.merchantId, sandbox.merchantId]);
  expect([one.body.data.sandbox_id, other.body.data.sandbox_id]).toEqual([undefined, expect.stringMatching(/^test_/)]);
});

test('the effective settings fill in what was never set, the raw ones do not', async () => {
  const { test: inTest } = await rehearse({ api: current });
  const raw = (await inTest('GET', '/v1/settings')).body.data;
  const effective = (await inTest('GET', '/v1/settings/effective')).body.data;
  expect(raw.checkout).toEqual({ require_phone: true, default_expires_in_seconds: 3600 });
  expect(effective.checkout).toMatchObject({ require_phone: true, recovery_email: { delay_seconds: 3600 } });
  expect(raw).not.toHaveProperty('tipping');
  expect(effective.tipping.tip_percent_options).toHaveLength(3);
});

test('the API description is small, open to anybody and says that it is not Flint’s', async () => {
  const { send } = await rehearse({ api: current });
  const { status, headers, body } = await send('GET', '/v1/openapi.json');
  expect([status, headers.has('Flint-Mode'), body.data]).toEqual([200, false, undefined]);
  expect(body).toMatchObject({ 'x-flint-api-version': '2026-09-07', 'x-embedded-sandbox': true });
  expect(Object.keys(body.paths)).toContain('/v1/orders/{order_id}');
  expect((await send('GET', '/v1/openapi.json?version=2020-01-01')).body.error.code).toBe('INVALID_API_VERSION');
});
