/** Who has to act on a requirement. */
export type Actor = 'the business' | 'an owner' | 'the representative';

/**
 * A requirement in words. `what` names the thing asked for, to stand in a list; `sentence` says it in full. `submitField` is the onboarding
 * field that answers it, where there is one; all others go through the dashboard.
 */
export interface RequirementWords {
  readonly what: string;
  readonly sentence: string;
  readonly actor: Actor;
  readonly submitField?: SubmitField;
}

type SubmitField = 'website_url' | 'support_url' | 'support_phone';

const business = (what: string, sentence: string, submitField?: SubmitField): RequirementWords => ({
  what,
  sentence,
  actor: 'the business',
  ...(submitField === undefined ? {} : { submitField }),
});
const owner = (what: string, sentence: string): RequirementWords => ({ what, sentence, actor: 'an owner' });
const representative = (what: string, sentence: string): RequirementWords => ({
  what,
  sentence,
  actor: 'the representative',
});

// The 32 codes of the API notes, keys, section 4.
const words: Readonly<Record<string, RequirementWords>> = {
  additional_account_information: business(
    'more information about the account',
    'Flint asks for more information about the account; the dashboard says which.',
  ),
  business_address: business('the business address', 'The registered address of the business is needed.'),
  business_description: business(
    'a description of the business',
    'A short description of what the business sells is needed.',
  ),
  business_directors: business('the directors of the business', 'The directors of the business have to be named.'),
  business_executives: business('the executives of the business', 'The executives of the business have to be named.'),
  business_name: business('the legal name of the business', 'The legal name of the business is needed.'),
  business_owners: business('the owners of the business', 'The owners of the business have to be named.'),
  business_phone: business('a phone number of the business', 'A phone number of the business is needed.'),
  business_support_phone: business(
    'a support phone number',
    'A phone number that customers can call for support is needed.',
    'support_phone',
  ),
  business_support_url: business(
    'a support page',
    'The address of a support page for customers is needed.',
    'support_url',
  ),
  business_tax_id: business('the tax id of the business', 'The tax id of the business is needed.'),
  business_verification_document: business(
    'a document that proves the business',
    'A document that proves the business exists has to be uploaded.',
  ),
  business_website: business('the business website', 'The website of the business is needed.', 'website_url'),
  merchant_category_code: business(
    'the kind of business',
    'The kind of business has to be chosen from the list of categories.',
  ),
  payout_destination: business('a bank account for payouts', 'A bank account for payouts has to be added.'),
  owner_additional_identity_document: owner(
    "an owner's second identity document",
    'An owner has to upload a second identity document.',
  ),
  owner_address: owner("an owner's home address", "An owner's home address is needed."),
  owner_date_of_birth: owner("an owner's date of birth", "An owner's date of birth is needed."),
  owner_first_name: owner("an owner's first name", "An owner's first name is needed."),
  owner_identity_document: owner("an owner's identity document", 'An owner has to upload an identity document.'),
  owner_last_name: owner("an owner's last name", "An owner's last name is needed."),
  owner_tax_id_last_four: owner(
    "the end of an owner's tax id",
    "The last four digits of an owner's tax id are needed.",
  ),
  representative_additional_identity_document: representative(
    "the representative's second identity document",
    'The representative has to upload a second identity document.',
  ),
  representative_address: representative(
    "the representative's home address",
    "The representative's home address is needed.",
  ),
  representative_date_of_birth: representative(
    "the representative's date of birth",
    "The representative's date of birth is needed.",
  ),
  representative_email: representative(
    "the representative's e-mail address",
    "The representative's e-mail address is needed.",
  ),
  representative_first_name: representative(
    "the representative's first name",
    "The representative's first name is needed.",
  ),
  representative_identity_document: representative(
    "the representative's identity document",
    'The representative has to upload an identity document.',
  ),
  representative_last_name: representative(
    "the representative's last name",
    "The representative's last name is needed.",
  ),
  representative_phone: representative(
    "the representative's phone number",
    "The representative's phone number is needed.",
  ),
  representative_tax_id: representative("the representative's tax id", "The representative's full tax id is needed."),
  representative_tax_id_last_four: representative(
    "the end of the representative's tax id",
    "The last four digits of the representative's tax id are needed.",
  ),
};

/** All documented requirement codes. */
export const requirementCodes: readonly string[] = Object.keys(words);

/** Any requirement code in words; one that is new is named by its code. */
export function requirementWords(code: string): RequirementWords {
  const known = Object.hasOwn(words, code) ? words[code] : undefined;
  const plain = code.replaceAll('_', ' ');
  return known ?? business(plain, `Flint asks for "${plain}"; the dashboard says more.`);
}
