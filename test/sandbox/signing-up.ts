import { expect } from 'vitest';
import type { Rehearsal } from './harness.ts';

/** Signs up over the API, with the code that the dashboard shows instead of a mail. The answer's `data` holds the session token. */
export async function signUp({ sandbox, send }: Rehearsal) {
  const who = { email: 'new@canvas-and-co.example', first_name: 'Nora', last_name: 'New' };
  const started = await send('POST', '/v1/onboarding/start', who);
  const page = await (await fetch(sandbox.dashboardUrl)).text();
  const verification_code = /new@canvas-and-co\.example: <code>(\d{6})<\/code>/.exec(page)?.[1];
  const { verification_token } = started.body.data;
  const verified = await send('POST', '/v1/onboarding/verify-email', { verification_token, verification_code });
  expect(verified.status).toBe(200);
  return verified.body.data;
}

/** The first key of a sign-up: the sandbox's own test keys are revoked for it. */
export async function firstKey(rehearsal: Rehearsal) {
  const keys = await rehearsal.test('GET', '/v1/api-keys?status=active');
  const own = (await rehearsal.test('GET', '/v1/developer/auth-context')).body.data.api_key_id;
  const ids: string[] = keys.body.data.map(({ api_key_id }: { api_key_id: string }) => api_key_id);
  for (const id of [...ids.filter((id) => id !== own), own]) await rehearsal.test('POST', `/v1/api-keys/${id}/revoke`);
  const { onboarding_session_token, can_issue_api_key } = await signUp(rehearsal);
  expect(can_issue_api_key).toBe(true);
  const made = await rehearsal.send(
    'POST',
    '/v1/onboarding/api-key',
    { name: 'First' },
    { key: onboarding_session_token },
  );
  expect(made.status).toBe(201);
  return made.body.data;
}
