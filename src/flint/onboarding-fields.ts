/**
 * The fields that the onboarding state machine may ask for (the API notes, keys and onboarding, section 4) and that this program knows how
 * to submit; a step that needs another one is for the dashboard.
 */
export const onboardingFieldNames = [
  'website_url',
  'support_email',
  'support_phone',
  'support_url',
  'email',
  'country',
] as const;

/** The name of one of them. */
export type OnboardingFieldName = (typeof onboardingFieldNames)[number];

/** Values for the fields a step asked for. Flint takes them inside `profile`, only the country beside it. */
export type OnboardingFields = { readonly [Name in OnboardingFieldName]?: string | undefined };
