import { declineWords } from './decline-words.ts';
import type { FlintError } from './errors.ts';
import type { Explanation } from './sentences.ts';

type Sentences = (error: FlintError) => Explanation;

const say =
  (headline: string, meaning: string, remedy: string): Sentences =>
  () => ({ headline, meaning, remedy });

const newKey = 'Create a new key on the API keys page of the dashboard and use that.';
const lookFirst = 'What is there is looked up before anything is sent again.';

const invalidKey = say(
  'Flint does not know this key.',
  'It was cut off when it was copied, or it was deleted.',
  `Copy the whole key once more. ${newKey}`,
);
const noKey = say(
  'Flint saw no key.',
  'The key did not arrive; a proxy may remove the Authorization header.',
  'Check the network path, and try again.',
);
const notReady = say(
  'The account is not ready for this yet.',
  'While payments is not ready, live checkouts have no payment method to offer.',
  'Look at readiness (the guide, step 3) and clear the requirements it lists.',
);
const declined: Sentences = (error) => ({
  headline: 'The payment was declined.',
  meaning: 'Nothing was charged. In live mode every test card is declined.',
  remedy: declineWords(error.code),
});
const stillRunning = say(
  'The same request is still being worked on.',
  'An earlier attempt with the same key has not finished.',
  'Wait a moment and start again; the same attempt is continued.',
);
const changedMeanwhile = say(
  'It was changed by someone else in the meantime.',
  'The version that this change was based on is no longer the current one.',
  'Try again; the current version is read first.',
);
const unavailable = (what: string): Sentences =>
  say(
    `Flint cannot tell ${what} at the moment.`,
    'This is trouble on the side of Flint, and it passes.',
    'Try again in a minute.',
  );
const notPayable = say(
  'The order can no longer be paid.',
  'It is paid or closed already.',
  'The order is read again, and the launch goes on from what it says.',
);

/**
 * The codes that going live can meet and that say more than their kind (the API notes, transport, section 7, and the error lists of each
 * resource). A missing scope or object is said by kind, in `problemSentences`.
 */
export const codeSentences: Readonly<Record<string, Sentences>> = {
  AUTH_REQUIRED: noKey,
  API_KEY_REQUIRED: noKey,
  INVALID_AUTHORIZATION_HEADER: noKey,
  INVALID_API_KEY: invalidKey,
  API_KEY_NOT_FOUND: invalidKey,
  API_KEY_REVOKED: say('This key was revoked.', 'A revoked key never works again.', newKey),
  API_KEY_EXPIRED: say('This key has expired.', 'It was made with an end date, and that has passed.', newKey),
  API_KEY_MODE_MISMATCH: say(
    'The key is of the other mode.',
    'Test and live are separate, and the key alone decides which one a call runs in.',
    'Use a key that starts with flint_live_ for production and one that starts with flint_test_ for the sandbox.',
  ),
  API_KEY_SANDBOX_UNAVAILABLE: say(
    'The sandbox of this test key is gone.',
    'It was archived or reset; its keys went with it.',
    'Create a test key for the sandbox that is in use now.',
  ),
  SANDBOX_SELECTION_REQUIRED: say(
    'This test key belongs to no sandbox.',
    'Flint does not know which sandbox the call is for.',
    'Create a test key inside a sandbox and use that.',
  ),

  SCOPE_NOT_ALLOWED_FOR_KEY_MODE: say(
    'A scope asked for is not given to keys of this mode.',
    'Some scopes exist for live keys only.',
    'Leave that scope out, or make the key in the dashboard.',
  ),
  MERCHANT_ACCESS_REQUIRED: say(
    'This key has no access to the merchant.',
    'It belongs to another merchant or organisation.',
    'Use a key of the merchant that goes live.',
  ),
  SANDBOX_MANAGEMENT_REQUIRES_LIVE_KEY: say(
    'A test key may not manage sandboxes.',
    'Only a live key may.',
    'Use the dashboard, or a live key with the scope developer.sandboxes.write.',
  ),

  ROUTE_NOT_FOUND: say(
    'This server does not have that function.',
    'It speaks another version of the API, or FLINT_BASE_URL points somewhere else.',
    'Check FLINT_BASE_URL; what the server lacks can be done in the dashboard.',
  ),

  IDEMPOTENCY_KEY_IN_PROGRESS: stillRunning,
  IDEMPOTENCY_REQUEST_IN_PROGRESS: stillRunning,
  IDEMPOTENCY_KEY_REUSED: say(
    'This attempt was sent before with other content.',
    'Flint protects an attempt against being repeated in another form.',
    lookFirst,
  ),
  IDEMPOTENCY_RECOVERY_REQUIRED: say(
    'Flint cannot tell how an earlier attempt ended.',
    'Sending it again could do it twice.',
    'Look in the dashboard whether it was done, and contact Flint support before trying again.',
  ),
  VERSION_CONFLICT: changedMeanwhile,
  CONCURRENT_MODIFICATION: changedMeanwhile,
  SETTINGS_CONCURRENT_MODIFICATION: changedMeanwhile,
  MERCHANT_CHANGED: changedMeanwhile,
  API_VERSION_CHANGED: changedMeanwhile,

  MERCHANT_ONBOARDING_REQUIRED: notReady,
  MERCHANT_ACCOUNT_NOT_READY: notReady,
  MERCHANT_PROCESSING_RESTRICTED: notReady,
  MERCHANT_READINESS_UNAVAILABLE: unavailable('whether the account is ready'),
  CAPABILITIES_UNAVAILABLE: unavailable('what the account can do'),
  ONBOARDING_UNAVAILABLE: unavailable('where verification stands'),
  ACCOUNT_SETUP_CONFIGURATION_CONFLICT: say(
    'The account is set up in a way this cannot continue.',
    'Flint has to look at it.',
    'Contact Flint support and quote the request id.',
  ),
  ONBOARDING_PROFILE_PROVIDER_MANAGED: say(
    'The profile of this account is managed elsewhere.',
    'It cannot be changed over the API.',
    'Finish verification in the dashboard.',
  ),
  ONBOARDING_DIRECT_OWNER_REQUIRED: say(
    'Only an owner of the account can do this.',
    'A key is not enough for it.',
    'Ask an owner to finish verification in the dashboard.',
  ),

  WEBHOOK_ENDPOINT_NOT_ACTIVE: say(
    'The webhook endpoint is switched off.',
    'Flint sends nothing to it, test events included.',
    'Switch it on, here or in the dashboard, and send the event again.',
  ),
  RESOURCE_LIMIT_EXCEEDED: say(
    'The account has as many of these as it may have.',
    'Flint makes no more of them.',
    'Remove those that are no longer used, and try again.',
  ),

  CHECKOUT_SESSION_ALREADY_EXISTS: say(
    'The order has an open checkout page already.',
    'An order has one open page at a time.',
    'The open one is used, or closed first.',
  ),
  CHECKOUT_SESSION_NOT_OPEN: say(
    'The checkout page is no longer open.',
    'It was paid, closed or ran out.',
    'A new page can be opened for the order.',
  ),
  CHECKOUT_SESSION_EXPIRED: say(
    'The checkout page has expired.',
    'It was open for a limited time.',
    'A new page can be opened for the order.',
  ),
  CHECKOUT_PAYMENT_RESOLVING: say(
    'A payment on the checkout page is still being worked on.',
    'Its outcome is not known yet.',
    'Wait a moment and look again.',
  ),
  ORDER_ALREADY_PAID: notPayable,
  ORDER_NOT_PAYABLE: notPayable,
  AMOUNT_TOO_SMALL: say(
    'The amount is too small to be charged.',
    'Cards have a smallest amount.',
    'Choose a larger amount; 1.00 USD is usual.',
  ),

  CARD_DECLINED: declined,
  INSUFFICIENT_FUNDS: declined,
  INCORRECT_CVC: declined,
  PAYMENT_FAILED: declined,
  PAYMENT_BLOCKED: declined,

  REFUND_INSUFFICIENT_AVAILABLE_BALANCE: say(
    'The balance does not cover the refund yet.',
    'A new account has no other money: the charge has to become available first. The setup is not at fault.',
    'Try the refund again later; the launch can be left and resumed.',
  ),
  AMOUNT_EXCEEDS_REFUNDABLE: say(
    'The refund is larger than what can be given back.',
    'Part of the payment was refunded before, or the amount is wrong.',
    'The refunds of the order are looked up first.',
  ),
  NOTHING_TO_REFUND: say(
    'Nothing is left to refund.',
    'The payment went back already.',
    'The refunds of the order are looked up.',
  ),
  NO_PAYMENTS_FOR_ORDER: say('The order was not paid.', 'There is nothing to give back.', 'Look at the order first.'),
  PAYMENT_INTENT_DISPUTED: say(
    'The payment is disputed.',
    'While a dispute is open the payment cannot be refunded.',
    'Answer the dispute in the dashboard.',
  ),

  DAILY_LIMIT_EXCEEDED: say(
    'The daily limit for this is reached.',
    'It opens again tomorrow.',
    'Resume the launch then; nothing is lost.',
  ),
};
