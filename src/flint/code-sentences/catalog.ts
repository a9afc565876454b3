import { type Sentences, say } from '../sentence.ts';

const taken = (what: string): Sentences =>
  say(
    `The ${what} is taken.`,
    `Within one mode a ${what} belongs to one object; something in this mode has it already.`,
    'Use the object that has it, or change one of the two in the dashboard.',
  );
const inUse = (what: string, by: string): Sentences =>
  say(
    `The ${what} is still in use.`,
    `${by} needs it, so Flint keeps it.`,
    'Change what uses it first, or leave it as it is.',
  );
const unfit = (what: string): Sentences =>
  say(
    `${what} cannot be made like this.`,
    'Flint wants it in another shape than it was sent in.',
    'Make it in the dashboard, and name its id where the old one was named.',
  );
const deliveryProfile = say(
  'A physical item needs a delivery profile that fits.',
  'Delivery profiles are set up per mode, and this mode has none that fits the item.',
  'Set one up in the dashboard, in live mode, and try again.',
);
const newVersionFirst = say(
  'Flint wants to know which version this change is based on.',
  'Lists are replaced as a whole, so a change that is not based on the current version is refused.',
  'Try again; the current version is read first.',
);

/** Codes of products, plans, promotions and settings (the API notes, catalog and settings). */
export const catalogCodeSentences: Readonly<Record<string, Sentences>> = {
  SKU_ALREADY_EXISTS: taken('SKU'),
  BARCODE_ALREADY_EXISTS: taken('barcode'),
  CATEGORY_HANDLE_EXISTS: taken('handle'),
  DUPLICATE_CODE: taken('promotion code'),
  PRODUCT_OPTION_ALREADY_EXISTS: taken('option'),
  VARIANT_OPTION_COMBINATION_ALREADY_EXISTS: taken('combination of options'),
  CATEGORY_REFERENCED: inUse('category', 'A product, a bundle or a promotion'),
  PRODUCT_IN_ACTIVE_PLAN: inUse('product', 'An active plan'),
  VARIANT_IN_ACTIVE_BUNDLE: inUse('variant', 'An active bundle'),
  PLAN_HAS_ACTIVE_SUBSCRIPTIONS: inUse('plan', 'An active subscription'),
  ACTIVE_BUNDLE_COMPONENTS_IMMUTABLE: say(
    'The components of an active bundle cannot be changed.',
    'Flint fixes them while the bundle is on sale.',
    'Switch the bundle off in the dashboard, change it, and switch it on again.',
  ),
  BUNDLE_COMPONENTS_REQUIRED: unfit('A bundle without components'),
  BUNDLE_COMPONENT_VARIANT_NOT_ACTIVE: say(
    'A variant in the bundle is not on sale.',
    'A bundle can hold active variants only.',
    'Switch the variant on in the dashboard, and try again.',
  ),
  VARIANT_NOT_SELLABLE: say(
    'The item cannot be sold at the moment.',
    'It is switched off, out of stock, or lacks something that a sale needs.',
    'Look at it in the dashboard, in the same mode, and try again.',
  ),
  INVALID_PRODUCT_CREATE_SHAPE: unfit('The product'),
  UNKNOWN_CLIENT_OPTION_VALUE: unfit('The product'),
  INCOMPLETE_OPTION_SELECTION: unfit('The variant'),
  FULFILLMENT_PROFILE_REQUIRED: deliveryProfile,
  DELIVERY_PROFILE_NOT_APPLICABLE: deliveryProfile,
  CATALOG_LINE_ITEM_FIELDS_READ_ONLY: unfit('The line'),
  TRIAL_TOO_LONG: unfit('The plan with so long a trial'),
  CONTRACT_TERM_REQUIRED: unfit('The plan without a contract term'),
  PROMOTION_SHAPE_IMMUTABLE: say(
    'This part of a promotion never changes.',
    'How it is redeemed and what it takes off are fixed when it is made.',
    'Make a new promotion, and archive this one.',
  ),
  CODES_NOT_ALLOWED: unfit('The promotion with codes'),
  PROMOTION_NOT_CODE_GATED: say(
    'This promotion takes no codes.',
    'It applies by itself.',
    'Make a promotion that is redeemed by code, or leave the code out.',
  ),
  EXPECTED_VERSION_REQUIRED: newVersionFirst,
  SETTINGS_WRITE_FORBIDDEN: say(
    'These settings may not be changed with a key.',
    'Flint keeps them for the dashboard or for itself.',
    'Change them in the dashboard, and leave them out here.',
  ),
  CUSTOM_DOMAIN_LIVE_MODE_REQUIRED: say(
    'A custom domain exists in live mode only.',
    'A sandbox has none.',
    'Set the domain with the live key, or leave it out.',
  ),
  CUSTOM_DOMAIN_SUBSCRIPTION_REQUIRED: say(
    'The account has no subscription that includes a custom domain.',
    'Checkout works on the domain of Flint without it.',
    'Leave the domain out, or change the subscription in the dashboard.',
  ),
  PAYOUTS_NOT_ENABLED: say(
    'Payouts are not switched on for this account.',
    'Money stays in the balance until they are.',
    'Look at readiness (the guide, step 3) and clear what payouts need.',
  ),
};
