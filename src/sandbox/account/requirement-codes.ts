/** The closed list of what an account can be asked for (API notes, keys section 4). */
export const requirementCodes: readonly string[] = [
  ...family(
    'business',
    'address description directors executives name owners phone support_phone support_url tax_id verification_document website',
  ),
  ...family('owner', sharedByPeople()),
  ...family('representative', `${sharedByPeople()} email phone tax_id`),
  'merchant_category_code',
  'payout_destination',
  'additional_account_information',
];

function sharedByPeople(): string {
  return 'address additional_identity_document date_of_birth first_name identity_document last_name tax_id_last_four';
}

function family(subject: string, parts: string): string[] {
  return parts.split(' ').map((part) => `${subject}_${part}`);
}
