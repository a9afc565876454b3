import { catalogCodeSentences } from './catalog-code-sentences.ts';
import { declineWords } from './decline-words.ts';
import { noSuchFunction } from './problem-sentences.ts';
import { type Sentences, say } from './sentence.ts';

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
const scopesOfNewKey = say(
  'The scopes of the new key are not accepted.',
  'One is misspelt, named twice or unknown to Flint, or none was named; a key can pass on only scopes it has itself.',
  'Choose the scopes again, or make the key in the dashboard.',
);
const needsLiveKey = (what: string): Sentences =>
  say(`A test key may not manage ${what}.`, 'Only a live key may.', 'Use the dashboard, or a live key with the scope.');
const apiVersion = say(
  'Flint does not serve this version of the API.',
  'The version that the account is set to was retired, or never was.',
  'Choose a current version in the dashboard; both modes share it.',
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
  SANDBOX_MANAGEMENT_REQUIRES_LIVE_KEY: needsLiveKey('sandboxes'),

  AMBIGUOUS_AUTH: say(
    'Flint saw two keys at once.',
    'Something between here and Flint adds a header of its own.',
    'Check a proxy on the way; Flint takes one key a call.',
  ),
  SCOPES_REQUIRED: scopesOfNewKey,
  UNKNOWN_SCOPE: scopesOfNewKey,
  DUPLICATE_SCOPE: scopesOfNewKey,
  SCOPE_NOT_ALLOWED: scopesOfNewKey,
  SANDBOX_ID_NOT_ALLOWED: say(
    'A live key is made without a sandbox.',
    'A sandbox was named, and live keys belong to none.',
    'Leave the sandbox out.',
  ),
  SANDBOX_ID_REQUIRED: say(
    'A test key belongs to a sandbox.',
    'None was named.',
    'Name the sandbox, or make the key in the dashboard.',
  ),
  INVALID_EXPIRES_AT: say(
    'The end date of the key is not accepted.',
    'It has passed, or it is no date.',
    'Choose a date in the future, or none.',
  ),
  DEVELOPER_MANAGEMENT_REQUIRES_LIVE_KEY: needsLiveKey('keys and apps'),
  SANDBOX_NOT_ACCESSIBLE: say(
    'This key may not use that sandbox.',
    'A test key is bound to one sandbox for life.',
    'Use a key of that sandbox, or a live key.',
  ),
  SANDBOX_NOT_FOUND: say(
    'There is no such sandbox.',
    'It was archived or reset, or it belongs to another merchant.',
    'List the sandboxes in the dashboard and choose one that is there.',
  ),
  SANDBOXES_UNAVAILABLE: unavailable('which sandboxes there are'),
  INVALID_API_VERSION: apiVersion,
  API_VERSION_RETIRED: apiVersion,

  ROUTE_NOT_FOUND: noSuchFunction,
  METHOD_NOT_ALLOWED: noSuchFunction,

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

  INVALID_COUNTRY: say(
    'The country is not accepted.',
    'It has to be a code of two letters, and it cannot change later.',
    'Give the country as a code, such as US.',
  ),
  COUNTRY_NOT_SUPPORTED: say(
    'Flint does not serve businesses of this country yet.',
    'At the moment it serves businesses in the United States.',
    'Contact Flint support if the business is in the United States after all.',
  ),
  CAPABILITY_SET_UNSUPPORTED: say(
    'This set of capabilities cannot be asked for.',
    'Charging cards and receiving payouts go together.',
    'Finish verification in the dashboard.',
  ),

  WEBHOOK_DELIVERY_IN_FLIGHT: say(
    'The delivery is on its way already.',
    'An attempt is being made at this moment.',
    'Wait a moment, and look at the delivery before sending it again.',
  ),
  WEBHOOK_EVENT_PAYLOAD_EXPIRED: say(
    'The event is too old to be sent again.',
    'Flint no longer keeps what it carried.',
    'Read the object that it was about with a call instead.',
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
  CHECKOUT_SESSION_CURRENT_CHANGED: changedMeanwhile,
  ORDER_CHANGED_REFRESH_REQUIRED: changedMeanwhile,
  CHECKOUT_PAYMENT_RESOLVING: say(
    'A payment on the checkout page is still being worked on.',
    'Its outcome is not known yet.',
    'Wait a moment and look again.',
  ),
  ORDER_ALREADY_PAID: notPayable,
  ORDER_NOT_PAYABLE: notPayable,
  ORDER_ALREADY_CLOSED: notPayable,
  ORDER_HAS_OPEN_CHECKOUT: say(
    'The order has an open checkout page.',
    'It cannot be closed while somebody may pay it.',
    'Close the page first.',
  ),
  AMOUNT_TOO_LARGE: say(
    'The amount is too large to be charged.',
    'The account or the card network has a largest amount.',
    'Choose a smaller amount; 1.00 USD is usual for a verification.',
  ),
  UNSUPPORTED_CURRENCY: say(
    'The account does not charge in this currency.',
    'Every example of Flint is in US dollars.',
    'Choose the currency of the account.',
  ),
  CURRENCY_MISMATCH: say(
    'The currencies do not match.',
    'An order, its payment and its refund are all in one currency.',
    'Use the currency of the order.',
  ),
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
  PAYMENT_INTENT_NOT_REFUNDABLE: say(
    'This payment cannot be refunded.',
    'It did not succeed, or it went back already.',
    'Look at the payment in the dashboard.',
  ),
  REFUND_SUBMISSION_DEADLINE_EXPIRED: say(
    'It is too late to refund this payment.',
    'Card networks take refunds for a limited time.',
    'Give the money back in another way, and note it in the dashboard.',
  ),
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

  ...catalogCodeSentences,
};
