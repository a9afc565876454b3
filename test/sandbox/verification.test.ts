import { expect, test } from 'vitest';
import { type Rehearsal, rehearse, verifyAccount } from './harness.ts';

const profile = { website_url: 'https://shop.example', support_email: 'help@shop.example' };

test('verification goes from input over a person and a review to complete, payouts last', async () => {
  const rehearsal = await rehearse();
  const { sandbox, clock, live, form } = rehearsal;
  expect(await standing(rehearsal)).toEqual({
    status: 'needs_input',
    next: 'complete_business_profile',
    payments: ['blocked', 'requirements_due'],
    payouts: ['blocked', 'requirements_due'],
    due: ['business_website', 'owner_identity_document', 'payout_destination'],
    reviewed: [],
  });
  const state = await live('GET', '/v1/onboarding/state');
  expect(state.body.data.next_step).toMatchObject({
    owner: 'agent',
    machine_completable: true,
    required_fields: ['website_url', 'support_email'],
    submit_endpoint: '/v1/onboarding/advance',
  });

  await live('POST', '/v1/onboarding/advance', { profile });
  expect(await standing(rehearsal)).toMatchObject({
    status: 'needs_external_action',
    next: 'complete_verification_step',
    due: ['owner_identity_document', 'payout_destination'],
  });
  const human = (await live('GET', '/v1/onboarding/state')).body.data.next_step;
  expect([human.owner, human.machine_completable, human.launch.component]).toEqual([
    'human',
    false,
    'account_onboarding',
  ]);
  expect(human.submit_endpoint).toBeUndefined();

  await form(`${sandbox.dashboardUrl}/verification`, {});
  expect(await standing(rehearsal)).toEqual({
    status: 'waiting_for_review',
    next: 'wait_for_review',
    payments: ['pending', 'pending_verification'],
    payouts: ['pending', 'pending_verification'],
    due: [],
    reviewed: ['owner_identity_document', 'payout_destination'],
  });

  clock.advance(7_999);
  expect((await standing(rehearsal)).payments).toEqual(['pending', 'pending_verification']);
  clock.advance(1);
  expect(await standing(rehearsal)).toMatchObject({
    status: 'waiting_for_review',
    payments: ['ready', null],
    payouts: ['pending', 'pending_verification'],
    reviewed: ['payout_destination'],
  });
  clock.advance(4_000);
  expect(await standing(rehearsal)).toEqual({
    status: 'complete',
    next: undefined,
    payments: ['ready', null],
    payouts: ['ready', null],
    due: [],
    reviewed: [],
  });
});

test('speed shortens the review', async () => {
  const rehearsal = await rehearse({ speed: 8 });
  await rehearsal.live('POST', '/v1/onboarding/advance', { profile });
  await rehearsal.form(`${rehearsal.sandbox.dashboardUrl}/verification`, {});
  rehearsal.clock.advance(1_500);
  expect((await standing(rehearsal)).status).toBe('complete');
});

test('capabilities follow readiness, domain by domain', async () => {
  const rehearsal = await rehearse();
  const statuses = async (query = '') => {
    const { body } = await rehearsal.live('GET', `/v1/capabilities${query}`);
    return Object.fromEntries(
      body.data.map(({ capability, status }: { capability: string; status: string }) => [capability, status]),
    );
  };
  expect(new Set(Object.values(await statuses()))).toEqual(new Set(['blocked']));
  await rehearsal.live('POST', '/v1/onboarding/advance', { profile });
  await rehearsal.form(`${rehearsal.sandbox.dashboardUrl}/verification`, {});
  rehearsal.clock.advance(8_000);
  expect(await statuses()).toMatchObject({ accept_card_payments: 'ready', receive_payouts: 'pending' });
  expect(Object.keys(await statuses('?domain=payments&status=ready'))).toContain('accept_card_payments');
  expect(await statuses('?capability=receive_payouts')).toEqual({ receive_payouts: 'pending' });
});

test('the review begins when the last part is in, whichever it is', async () => {
  const rehearsal = await rehearse();
  await rehearsal.form(`${rehearsal.sandbox.dashboardUrl}/verification`, {});
  rehearsal.clock.advance(60_000);
  expect((await standing(rehearsal)).status).toBe('needs_input');
  await rehearsal.live('POST', '/v1/onboarding/advance', { profile });
  expect((await standing(rehearsal)).status).toBe('waiting_for_review');
});

test('an empty advance only refreshes, and handing the papers in twice does not restart the review', async () => {
  const rehearsal = await rehearse();
  await rehearsal.live('POST', '/v1/onboarding/advance', {});
  expect((await standing(rehearsal)).status).toBe('needs_input');
  await verifyAccount(rehearsal);
  await rehearsal.form(`${rehearsal.sandbox.dashboardUrl}/verification`, {});
  expect((await standing(rehearsal)).status).toBe('complete');
});

test.each([
  [{ profile: { website_url: 'shop' } }, 'VALIDATION_ERROR', 'profile.website_url'],
  [{ profile: { support_email: 'shop' } }, 'VALIDATION_ERROR', 'profile.support_email'],
  [{ country: 'DE' }, 'COUNTRY_NOT_SUPPORTED', 'country'],
  [{ requested_capabilities: ['receive_payouts'] }, 'CAPABILITY_SET_UNSUPPORTED', 'requested_capabilities'],
  [{ return_url: 'https://shop.example' }, 'UNKNOWN_FIELD', 'return_url'],
])('advancing with %j is refused', async (body, code, param) => {
  const rehearsal = await rehearse();
  const answer = await rehearsal.live('POST', '/v1/onboarding/advance', body);
  expect([answer.status, answer.body.error.code, answer.body.error.param]).toEqual([400, code, param]);
  expect((await standing(rehearsal)).status).toBe('needs_input');
});

test('readiness of another merchant is not found', async () => {
  const { live } = await rehearse();
  expect((await live('GET', '/v1/merchants/mer_other/readiness')).status).toBe(404);
});

test('payment options say why nothing can be offered yet', async () => {
  const rehearsal = await rehearse();
  const ask = async () => {
    const body = { context: { amount_money: { amount: 100, currency: 'USD' } }, payment_options: ['card'] };
    return (await rehearsal.live('POST', '/v1/payment-options/resolve', body)).body.data;
  };
  expect(await ask()).toEqual([
    { payment_option: 'card', status: 'unavailable', reason: 'merchant_payments_disabled' },
  ]);
  await verifyAccount(rehearsal);
  expect(await ask()).toEqual([{ payment_option: 'card', status: 'available' }]);
});

async function standing({ sandbox, live }: Rehearsal) {
  const state = (await live('GET', '/v1/onboarding/state')).body.data;
  const readiness = (await live('GET', `/v1/merchants/${sandbox.merchantId}/readiness`)).body.data;
  expect(Object.keys(readiness).sort()).toEqual(
    ['business_name', 'merchant_id', 'observed_at', 'payments', 'payouts', 'requirements'].sort(),
  );
  return {
    status: state.status,
    next: state.next_step?.code,
    payments: [readiness.payments.status, readiness.payments.status_reason],
    payouts: [readiness.payouts.status, readiness.payouts.status_reason],
    due: readiness.requirements.currently_due,
    reviewed: readiness.requirements.pending_verification,
  };
}
