import { describe, expect, test } from 'vitest';
import { codeSentences } from '../../src/flint/code-sentences/code-sentences.ts';
import { FlintError, type Problem } from '../../src/flint/errors.ts';
import { readOrder } from '../../src/flint/orders.ts';
import { explain } from '../../src/flint/sentences.ts';
import { liveClient, refused, scripted } from './scripted-server.ts';

// The table of the API notes (transport, section 7), and the codes that the notes on each resource add to it.
const table: readonly (readonly [number, Problem, string])[] = [
  [
    400,
    'invalid',
    'INVALID_REQUEST INVALID_JSON FIELD_REQUIRED UNKNOWN_FIELD UNSUPPORTED_QUERY_PARAM VALIDATION_ERROR INVALID_PAGE_SIZE INVALID_PAGE_TOKEN SERVER_GENERATED_ID AMBIGUOUS_AUTH IDEMPOTENCY_KEY_TOO_LONG INVALID_IDEMPOTENCY_KEY IDEMPOTENCY_KEY_REQUIRED UNKNOWN_SCOPE SCOPES_REQUIRED DUPLICATE_SCOPE SCOPE_NOT_ALLOWED SANDBOX_ID_REQUIRED SANDBOX_ID_NOT_ALLOWED INVALID_EXPIRES_AT INVALID_COUNTRY COUNTRY_NOT_SUPPORTED CAPABILITY_SET_UNSUPPORTED LINE_ITEM_NAME_REQUIRED LINE_ITEM_PRICE_REQUIRED LINE_ITEM_SOURCE_CONFLICT LINE_ITEM_INVALID_QUANTITY CATALOG_LINE_ITEM_FIELDS_READ_ONLY VARIANT_NOT_SELLABLE CURRENCY_MISMATCH UNSUPPORTED_CURRENCY AMOUNT_TOO_SMALL AMOUNT_TOO_LARGE INVALID_EXPAND AMOUNT_EXCEEDS_REFUNDABLE NOTHING_TO_REFUND NO_PAYMENTS_FOR_ORDER PAYMENT_INTENT_NOT_REFUNDABLE PAYMENT_INTENT_DISPUTED LINE_ITEM_NOT_ON_ORDER INVALID_REFUND_REASON INVALID_REFUND_METHOD INVALID_AMOUNT REFUND_INSUFFICIENT_AVAILABLE_BALANCE REFUND_SUBMISSION_DEADLINE_EXPIRED RESOURCE_LIMIT_EXCEEDED EXPECTED_VERSION_REQUIRED INVALID_API_VERSION API_VERSION_RETIRED SETTINGS_WRITE_FORBIDDEN MERCHANT_ONBOARDING_REQUIRED MERCHANT_ACCOUNT_NOT_READY MERCHANT_PROCESSING_RESTRICTED SANDBOX_SELECTION_REQUIRED',
  ],
  [
    401,
    'unauthorized',
    'AUTH_REQUIRED API_KEY_REQUIRED INVALID_API_KEY API_KEY_NOT_FOUND API_KEY_EXPIRED API_KEY_REVOKED API_KEY_MODE_MISMATCH API_KEY_SANDBOX_UNAVAILABLE INVALID_AUTHORIZATION_HEADER',
  ],
  [402, 'payment', 'CARD_DECLINED INSUFFICIENT_FUNDS INCORRECT_CVC PAYMENT_FAILED PAYMENT_BLOCKED'],
  [
    403,
    'forbidden',
    'INSUFFICIENT_SCOPE AUTHORIZATION_FAILED MERCHANT_ACCESS_REQUIRED SANDBOX_MANAGEMENT_REQUIRES_LIVE_KEY SCOPE_NOT_ALLOWED_FOR_KEY_MODE DEVELOPER_MANAGEMENT_REQUIRES_LIVE_KEY SANDBOX_NOT_ACCESSIBLE',
  ],
  [404, 'not-found', 'RESOURCE_NOT_FOUND ROUTE_NOT_FOUND SANDBOX_NOT_FOUND ORDER_NOT_FOUND'],
  [405, 'not-found', 'METHOD_NOT_ALLOWED'],
  [
    409,
    'conflict',
    'IDEMPOTENCY_KEY_REUSED IDEMPOTENCY_KEY_IN_PROGRESS VERSION_CONFLICT MERCHANT_CHANGED API_VERSION_CHANGED CHECKOUT_SESSION_ALREADY_EXISTS CHECKOUT_SESSION_CURRENT_CHANGED CHECKOUT_PAYMENT_RESOLVING SKU_ALREADY_EXISTS BARCODE_ALREADY_EXISTS DUPLICATE_CODE WEBHOOK_ENDPOINT_NOT_ACTIVE WEBHOOK_DELIVERY_IN_FLIGHT WEBHOOK_EVENT_PAYLOAD_EXPIRED ACCOUNT_SETUP_CONFIGURATION_CONFLICT SETTINGS_CONCURRENT_MODIFICATION CONCURRENT_MODIFICATION IDEMPOTENCY_RECOVERY_REQUIRED ORDER_ALREADY_PAID ORDER_NOT_PAYABLE CHECKOUT_SESSION_NOT_OPEN CHECKOUT_SESSION_EXPIRED',
  ],
  [415, 'invalid', 'UNSUPPORTED_CONTENT_TYPE'],
  [422, 'invalid', 'VALIDATION_ERROR'],
  [429, 'rate-limited', 'RATE_LIMIT_EXCEEDED DAILY_LIMIT_EXCEEDED'],
  [500, 'unavailable', 'INTERNAL_ERROR'],
  [502, 'unavailable', 'EXTERNAL_SERVICE_ERROR'],
  [
    503,
    'unavailable',
    'SERVICE_UNAVAILABLE MERCHANT_READINESS_UNAVAILABLE CAPABILITIES_UNAVAILABLE ONBOARDING_UNAVAILABLE SANDBOXES_UNAVAILABLE',
  ],
  [504, 'unavailable', 'REQUEST_TIMEOUT'],
];

/** Codes about which their kind, the refused field and Flint's own message say all there is. */
const saidByKind =
  /^(?:INVALID_(?:REQUEST|JSON|PAGE|IDEMPOTENCY|EXPAND|REFUND|AMOUNT)|FIELD_REQUIRED|UNKNOWN_FIELD|UNSUPPORTED_QUERY|UNSUPPORTED_CONTENT|VALIDATION|SERVER_GENERATED|IDEMPOTENCY_KEY_(?:TOO|REQ)|LINE_ITEM_|INSUFFICIENT_SCOPE|AUTHORIZATION_FAILED|RESOURCE_NOT|ORDER_NOT_FOUND|METHOD_NOT|RATE_LIMIT|INTERNAL|EXTERNAL|SERVICE_|REQUEST_)/;

const rows = table.flatMap(([status, problem, codes]) => codes.split(' ').map((code) => ({ status, problem, code })));

describe('every refusal that going live can meet', () => {
  test.each(rows)('$status $code is a typed error with its sentences', async ({ status, problem, code }) => {
    const more = {
      param: 'line_items[0].name',
      request_id: 'b6f4-odd/id',
      missing_scopes: status === 403 ? ['webhooks.write'] : [],
      remediation: { next_steps: 'Do this next.', retryable: true, missing_or_invalid_fields: ['name'] },
    };
    const server = await scripted(refused(status, code, more));
    const error = await readOrder(liveClient(server.baseUrl, { pace: { attempts: 1 } }), 'ord_1abc').catch(
      (reason: unknown) => reason,
    );
    if (!(error instanceof FlintError)) throw new Error('The call did not fail.');
    expect(error).toMatchObject({ problem, code, status, param: 'line_items[0].name', requestId: 'b6f4-odd/id' });
    expect(error.remediation).toEqual({ nextSteps: 'Do this next.', retryable: true, fields: ['name'] });

    const { headline, meaning, remedy } = explain(error);
    expect(headline).toMatch(/^[A-Z].*\.$/);
    expect(meaning).toContain(`Flint says: "Message of ${code}."`);
    expect(remedy).toContain('Do this next.');
    expect(remedy).toContain('Request id: b6f4-odd/id.');
    if (status === 403) {
      expect(meaning).toContain('webhooks.write');
      expect(remedy).toContain('Create a key with these scopes');
    }
  });

  test.each(rows.filter(({ code }) => !saidByKind.test(code)))('$code has a sentence of its own', ({ code }) => {
    expect(Object.keys(codeSentences)).toContain(code);
  });
});

test('scopes of which one is enough are said so, and scopes only required are named too', async () => {
  const scope_requirement = { mode: 'any', scopes: ['settings.write', 'settings.settings.write'] };
  const server = await scripted(refused(403, 'INSUFFICIENT_SCOPE', { scope_requirement }));
  const error = await readOrder(liveClient(server.baseUrl), 'ord_1abc').catch((reason: unknown) => reason);
  if (!(error instanceof FlintError)) throw new Error('The call did not fail.');
  expect(explain(error).meaning).toContain('one of the scopes settings.write, settings.settings.write');
});

test('the refused field is found among the details where the error itself names none', async () => {
  const server = await scripted(refused(422, 'VALIDATION_ERROR', { details: [{ code: 'X', param: 'name' }] }));
  const call = readOrder(liveClient(server.baseUrl), 'ord_1abc');
  await expect(call).rejects.toMatchObject({ param: 'name' });
});
