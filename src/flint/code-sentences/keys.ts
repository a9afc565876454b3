import { type Sentences, say, unavailable } from '../sentence.ts';

const newKey = 'Create a new key on the API keys page of the dashboard and use that.';
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

/** The codes of keys, their scopes, sandboxes and API version. */
export const keyCodeSentences: Readonly<Record<string, Sentences>> = {
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
};
