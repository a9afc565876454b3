import { type Sentences, say, unavailable } from '../sentence.ts';

const notReady = say(
  'The account is not ready for this yet.',
  'While payments is not ready, live checkouts have no payment method to offer.',
  'Look at readiness (the guide, step 3) and clear the requirements it lists.',
);

/** The codes of the account, its readiness and its verification. */
export const accountCodeSentences: Readonly<Record<string, Sentences>> = {
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
};
