import { createApiKey, listApiKeys, readApiKey, revokeApiKey } from '../../../src/flint/api-keys.ts';
import { readAuthContext } from '../../../src/flint/auth-context.ts';
import { listCapabilities } from '../../../src/flint/capabilities.ts';
import { whoAmI } from '../../../src/flint/merchant.ts';
import { advanceOnboarding, readOnboarding } from '../../../src/flint/onboarding.ts';
import { resolvePaymentOptions } from '../../../src/flint/payment-options.ts';
import { isReady, type Readiness, readinessVerdict, readReadiness } from '../../../src/flint/readiness.ts';
import { listRequestLogs } from '../../../src/flint/request-logs.ts';
import { all, type CallUnderTest, dollar, idempotencyKey, itemsSay, listOf, only, sent, value } from './judging.ts';

export const accountCalls: Readonly<Record<string, CallUnderTest | readonly CallUnderTest[]>> = {
  readAuthContext: {
    operation: 'GET /v1/developer/auth-context',
    call: (client) => value(readAuthContext(client)),
    judge: (read, data) => only(sent(read, 'environment') === 'live', [sent(data, 'environment'), 'live']),
  },
  whoAmI: {
    operation: 'GET /v1/developer/auth-context',
    call: (client) => value(whoAmI(client)),
    judge: (read, data) =>
      only(
        sent(read, 'context') !== undefined,
        [sent(data, 'environment'), 'live'],
        [sent(data, 'merchant_id'), 'mer_1abc'],
      ),
  },
  readOnboarding: {
    operation: 'GET /v1/onboarding/state',
    call: (client) => value(readOnboarding(client)),
    judge: (read, data) => only(sent(read, 'status') === 'complete', [sent(data, 'status'), 'complete']),
  },
  advanceOnboarding: {
    operation: 'POST /v1/onboarding/advance',
    call: (client) => value(advanceOnboarding(client, { fields: {}, idempotencyKey })),
    judge: (read, data) => only(sent(read, 'status') === 'complete', [sent(data, 'status'), 'complete']),
  },
  readReadiness: [
    'GET /v1/merchants/{merchant_id}/readiness',
    'GET /v1/merchant',
    'GET /v1/merchants/{merchant_id}',
  ].map(
    (operation): CallUnderTest => ({
      operation,
      call: async (client) => (await readReadiness(client, 'mer_1abc')).value,
      judge: (read, data) => {
        // What readReadiness gives.
        const readiness = read as Readiness;
        const facts = [
          [sent(data, 'payments', 'status'), 'ready'],
          [sent(data, 'payouts', 'status'), 'ready'],
          [sent(data, 'status') ?? 'active', 'active'],
        ] as const;
        only(isReady(readiness), ...facts);
        only(readinessVerdict(readiness) === 'ready', ...facts);
      },
    }),
  ),
  listCapabilities: {
    operation: 'GET /v1/capabilities',
    call: (client) => all(listCapabilities(client)),
    judge: (read, data) => itemsSay('ready', listOf(read), data),
  },
  resolvePaymentOptions: {
    operation: 'POST /v1/payment-options/resolve',
    call: (client) => value(resolvePaymentOptions(client, { amount: dollar })),
  },
  listApiKeys: {
    operation: 'GET /v1/api-keys',
    call: (client) => all(listApiKeys(client)),
    judge: (read, data) => itemsSay('active', listOf(read), data),
  },
  readApiKey: {
    operation: 'GET /v1/api-keys/{api_key_id}',
    call: (client) => value(readApiKey(client, 'key_1abc')),
    judge: (read, data) => itemsSay('active', listOf([read]), [data]),
  },
  createApiKey: {
    operation: 'POST /v1/api-keys',
    call: (client) => value(createApiKey(client, { name: 'A', scopes: ['commerce.orders.read'], idempotencyKey })),
  },
  revokeApiKey: {
    operation: 'POST /v1/api-keys/{api_key_id}/revoke',
    call: (client) => value(revokeApiKey(client, { apiKeyId: 'key_1abc', idempotencyKey })),
  },
  listRequestLogs: {
    operation: 'GET /v1/developer/request-logs',
    call: (client) => value(listRequestLogs(client, { requestId: 'a' })),
  },
};
