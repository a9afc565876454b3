import type { Kind } from './fault-rows.ts';
import { kinds } from './fault-rows.ts';

/** A refusal in Flint's own form, as the API notes document it, and the sentence that it is met with. */
export interface DocumentedError {
  readonly status: number;
  readonly code: string;
  readonly says: string;
}

const errors = (status: number, says: string, codes: string): readonly DocumentedError[] =>
  codes.split(' ').map((code) => ({ status, code, says }));

const notAccepted = 'Flint does not accept what was sent.';
const unknownKey = 'Flint does not know this key.';
const noKey = 'Flint saw no key.';
const mayNot = 'This key may not do that.';
const trouble = 'Flint has trouble of its own.';
const changed = 'It was changed by someone else in the meantime.';
const notPayable = 'The order can no longer be paid.';

/** What every call can be answered with (API notes, transport, sections 2, 5, 7, 10 and 11). */
export const commonErrors: readonly DocumentedError[] = [
  ...errors(400, notAccepted, 'INVALID_REQUEST INVALID_JSON FIELD_REQUIRED UNKNOWN_FIELD SERVER_GENERATED_ID'),
  ...errors(400, notAccepted, 'UNSUPPORTED_QUERY_PARAM VALIDATION_ERROR'),
  ...errors(400, 'Flint saw two keys at once.', 'AMBIGUOUS_AUTH'),
  ...errors(400, 'Flint does not serve this version of the API.', 'INVALID_API_VERSION API_VERSION_RETIRED'),
  ...errors(400, 'This test key belongs to no sandbox.', 'SANDBOX_SELECTION_REQUIRED'),
  ...errors(401, noKey, 'AUTH_REQUIRED API_KEY_REQUIRED INVALID_AUTHORIZATION_HEADER'),
  ...errors(401, unknownKey, 'INVALID_API_KEY API_KEY_NOT_FOUND'),
  ...errors(401, 'This key has expired.', 'API_KEY_EXPIRED'),
  ...errors(401, 'This key was revoked.', 'API_KEY_REVOKED'),
  ...errors(401, 'The key is of the other mode.', 'API_KEY_MODE_MISMATCH'),
  ...errors(401, 'The sandbox of this test key is gone.', 'API_KEY_SANDBOX_UNAVAILABLE'),
  ...errors(402, 'The payment was declined.', 'CARD_DECLINED INSUFFICIENT_FUNDS INCORRECT_CVC'),
  ...errors(402, 'The payment was declined.', 'PAYMENT_FAILED PAYMENT_BLOCKED'),
  ...errors(403, mayNot, 'INSUFFICIENT_SCOPE AUTHORIZATION_FAILED'),
  ...errors(403, 'This key has no access to the merchant.', 'MERCHANT_ACCESS_REQUIRED'),
  ...errors(403, 'A test key may not manage sandboxes.', 'SANDBOX_MANAGEMENT_REQUIRES_LIVE_KEY'),
  ...errors(403, 'A test key may not manage keys and apps.', 'DEVELOPER_MANAGEMENT_REQUIRES_LIVE_KEY'),
  ...errors(403, 'A scope asked for is not given to keys of this mode.', 'SCOPE_NOT_ALLOWED_FOR_KEY_MODE'),
  ...errors(403, 'This key may not use that sandbox.', 'SANDBOX_NOT_ACCESSIBLE'),
  ...errors(404, 'Flint does not find it.', 'RESOURCE_NOT_FOUND'),
  ...errors(404, 'This server does not have that function.', 'ROUTE_NOT_FOUND'),
  ...errors(404, 'There is no such sandbox.', 'SANDBOX_NOT_FOUND'),
  ...errors(405, 'This server does not have that function.', 'METHOD_NOT_ALLOWED'),
  ...errors(409, changed, 'VERSION_CONFLICT MERCHANT_CHANGED API_VERSION_CHANGED'),
  // No code of these three is documented.
  ...errors(410, notAccepted, 'UNHEARD_OF'),
  ...errors(413, notAccepted, 'UNHEARD_OF'),
  ...errors(415, notAccepted, 'UNSUPPORTED_CONTENT_TYPE'),
  ...errors(409, 'The account is not ready for this yet.', 'MERCHANT_ONBOARDING_REQUIRED MERCHANT_ACCOUNT_NOT_READY'),
  ...errors(409, 'The account is not ready for this yet.', 'MERCHANT_PROCESSING_RESTRICTED'),
  ...errors(422, notAccepted, 'VALIDATION_ERROR'),
  ...errors(429, 'Flint asks for fewer calls.', 'RATE_LIMIT_EXCEEDED'),
  ...errors(429, 'The daily limit for this is reached.', 'DAILY_LIMIT_EXCEEDED'),
  ...errors(500, trouble, 'INTERNAL_ERROR'),
  ...errors(502, trouble, 'EXTERNAL_SERVICE_ERROR'),
  ...errors(503, trouble, 'SERVICE_UNAVAILABLE'),
  ...errors(504, trouble, 'REQUEST_TIMEOUT'),
];

/** What every write can be answered with besides (API notes, transport, section 9). */
export const errorsOfWrites: readonly DocumentedError[] = [
  ...errors(400, notAccepted, 'IDEMPOTENCY_KEY_TOO_LONG INVALID_IDEMPOTENCY_KEY IDEMPOTENCY_KEY_REQUIRED'),
  ...errors(409, 'This attempt was sent before with other content.', 'IDEMPOTENCY_KEY_REUSED'),
  ...errors(409, 'The same request is still being worked on.', 'IDEMPOTENCY_KEY_IN_PROGRESS'),
  ...errors(409, 'Flint cannot tell how an earlier attempt ended.', 'IDEMPOTENCY_RECOVERY_REQUIRED'),
];

/** What every list can be answered with besides (API notes, transport, section 6). */
const errorsOfLists = errors(400, notAccepted, 'INVALID_PAGE_SIZE INVALID_PAGE_TOKEN');

/** What single calls can be answered with besides, by their route (API notes, money, sections 2 to 5, and webhooks, section 3). */
export const errorsOfCalls: Readonly<Record<string, readonly DocumentedError[]>> = {
  'GET /v1/orders': errorsOfLists,
  'GET /v1/orders/*': [
    ...errors(400, notAccepted, 'INVALID_EXPAND'),
    ...errors(404, 'Flint does not find it.', 'ORDER_NOT_FOUND'),
  ],
  'POST /v1/orders': [
    ...errors(400, notAccepted, 'LINE_ITEM_NAME_REQUIRED LINE_ITEM_PRICE_REQUIRED LINE_ITEM_SOURCE_CONFLICT'),
    ...errors(400, notAccepted, 'LINE_ITEM_INVALID_QUANTITY'),
    ...errors(400, 'The line cannot be made like this.', 'CATALOG_LINE_ITEM_FIELDS_READ_ONLY'),
    ...errors(400, 'The item cannot be sold at the moment.', 'VARIANT_NOT_SELLABLE'),
    ...errors(400, 'The currencies do not match.', 'CURRENCY_MISMATCH'),
    ...errors(400, 'The account does not charge in this currency.', 'UNSUPPORTED_CURRENCY'),
    ...errors(400, 'The amount is too small to be charged.', 'AMOUNT_TOO_SMALL'),
    ...errors(400, 'The amount is too large to be charged.', 'AMOUNT_TOO_LARGE'),
  ],
  'POST /v1/checkout-sessions': [
    ...errors(409, 'The order has an open checkout page already.', 'CHECKOUT_SESSION_ALREADY_EXISTS'),
    ...errors(409, changed, 'CHECKOUT_SESSION_CURRENT_CHANGED'),
    ...errors(409, 'A payment on the checkout page is still being worked on.', 'CHECKOUT_PAYMENT_RESOLVING'),
    ...errors(409, notPayable, 'ORDER_ALREADY_PAID ORDER_NOT_PAYABLE'),
  ],
  // Paid meanwhile, as far as Flint tells: it is looked at again.
  'POST /v1/checkout-sessions/*/close': errors(
    409,
    'The time given for waiting ran out',
    'CHECKOUT_SESSION_NOT_OPEN CHECKOUT_SESSION_EXPIRED',
  ),
  'POST /v1/refunds': [
    ...errors(400, notAccepted, 'LINE_ITEM_NOT_ON_ORDER INVALID_REFUND_REASON INVALID_REFUND_METHOD INVALID_AMOUNT'),
    ...errors(400, 'The currencies do not match.', 'CURRENCY_MISMATCH'),
    ...errors(400, 'The refund is larger than what can be given back.', 'AMOUNT_EXCEEDS_REFUNDABLE'),
    ...errors(400, 'Nothing is left to refund.', 'NOTHING_TO_REFUND'),
    ...errors(400, 'The order was not paid.', 'NO_PAYMENTS_FOR_ORDER'),
    ...errors(400, 'This payment cannot be refunded.', 'PAYMENT_INTENT_NOT_REFUNDABLE'),
    ...errors(400, 'The payment is disputed.', 'PAYMENT_INTENT_DISPUTED'),
    ...errors(409, 'The balance does not cover the refund yet.', 'REFUND_INSUFFICIENT_AVAILABLE_BALANCE'),
    ...errors(400, 'It is too late to refund this payment.', 'REFUND_SUBMISSION_DEADLINE_EXPIRED'),
  ],
  'POST /v1/webhook-deliveries/*/resend': [
    ...errors(409, 'The webhook endpoint is switched off.', 'WEBHOOK_ENDPOINT_NOT_ACTIVE'),
    ...errors(409, 'The event is too old to be sent again.', 'WEBHOOK_EVENT_PAYLOAD_EXPIRED'),
    // Flint is sending it at that very moment: that is what was wanted, and it is watched.
    ...errors(409, 'The time given for waiting ran out', 'WEBHOOK_DELIVERY_IN_FLIGHT'),
  ],
};

/** Codes of a 409 behind which an earlier sending may have done its work. */
const unsettled = ['IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_KEY_IN_PROGRESS', 'IDEMPOTENCY_RECOVERY_REQUIRED'];

/** A documented error as a fault: it is met as its status is, with the sentence of its code. */
export function faultOf({ status, code, says }: DocumentedError): Kind {
  const kind = kindOf(status);
  return {
    ...kind,
    effect: `status=${status} code=${code}${status === 429 ? ' retry-after=0' : ''}`,
    says,
    ...(unsettled.includes(code) ? { write: 'open' as const } : {}),
  };
}

/** The row of a status in the matrix; what is not among them is one more refusal of what was sent. */
function kindOf(status: number): Kind {
  const found = kinds.find(({ effect }) => effect.startsWith(`status=${status}`)) ?? kindOf(400);
  if (found.says === undefined) throw new Error(`${status} is a refusal, and nothing is said of it.`);
  return found;
}
