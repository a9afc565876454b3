/** What an integration can be for. Each needs certain scopes and no others (the guide, step 2: grant the fewest). */
export const purposes = ['checkout', 'refunds', 'subscriptions', 'catalog', 'invoices', 'webhooks'] as const;
export type Purpose = (typeof purposes)[number];

/** The scopes of a purpose, in the spelling of the scope catalogue (API notes, keys and onboarding, section 3). */
const ofPurpose: Readonly<Record<Purpose, readonly string[]>> = {
  checkout: [
    'commerce.orders.write',
    'checkouts.checkout_sessions.write',
    'payments.payment_intents.read',
    'commerce.products.read',
    'customers.write',
  ],
  refunds: ['commerce.refunds.write', 'commerce.orders.read'],
  subscriptions: ['commerce.subscriptions.write', 'commerce.subscription_plans.read', 'customers.write'],
  catalog: ['commerce.products.write', 'commerce.bundles.write', 'commerce.catalog.write'],
  invoices: ['commerce.invoices.write', 'customers.write'],
  webhooks: ['webhooks.read'],
};

/** A scope that this program itself needs of the key while it goes live, and for what. */
export interface WizardScope {
  readonly scope: string;
  readonly purpose: string;
}

/** What the launch itself does with the key; it can be taken from the key again afterwards. */
export const wizardScopes: readonly WizardScope[] = [
  { scope: 'merchants.profile.read', purpose: 'readiness' },
  { scope: 'capabilities.read', purpose: 'readiness' },
  { scope: 'merchants.onboarding.write', purpose: 'account verification' },
  { scope: 'webhooks.write', purpose: 'the webhook endpoint' },
  { scope: 'commerce.products.write', purpose: 're-creating products' },
  { scope: 'commerce.bundles.write', purpose: 're-creating bundles' },
  { scope: 'commerce.subscription_plans.write', purpose: 're-creating plans' },
  { scope: 'commerce.promotions.write', purpose: 're-creating coupons' },
  { scope: 'commerce.orders.write', purpose: 'the verification charge' },
  { scope: 'checkouts.checkout_sessions.write', purpose: 'the verification charge' },
  { scope: 'payments.payment_intents.read', purpose: 'the verification charge' },
  { scope: 'commerce.refunds.write', purpose: 'its refund' },
];

/** Scopes that a checkout backend does not need and that change how money or mail goes out. */
const powerful = [
  'settings.write',
  'settings.settings.write',
  'accounts.api_keys.write',
  'money_movement.payouts.write',
];

/** What the key should have and what it has. */
export interface ScopeComparison {
  readonly needed: readonly string[];
  /** Needed by the integration, and not there. */
  readonly missing: readonly string[];
  /** Needed by the launch only, and not there. */
  readonly missingForLaunch: readonly WizardScope[];
  /** There, and needed by nobody. */
  readonly excess: readonly string[];
  /** Of the excess, what could do most harm. */
  readonly powerful: readonly string[];
}

/** The scopes that the given purposes need, without those that another one of them includes. */
export function scopesFor(chosen: readonly Purpose[]): readonly string[] {
  const all = [...new Set(chosen.flatMap((purpose) => ofPurpose[purpose]))];
  return all.filter((scope) => !includedIn(scope, all)).toSorted();
}

/** What the launch needs beyond what the integration needs anyway. */
export function onlyForLaunch(chosen: readonly Purpose[]): readonly WizardScope[] {
  const needed = scopesFor(chosen);
  return wizardScopes.filter(({ scope }) => !needed.some((one) => covers(one, scope)));
}

/** Holds what a key was granted against what it is for. The granted list is taken as it is: new names are no error. */
export function compareScopes(granted: readonly string[], chosen: readonly Purpose[]): ScopeComparison {
  const needed = scopesFor(chosen);
  const wanted = [...needed, ...wizardScopes.map(({ scope }) => scope)];
  const excess = granted.filter((scope) => !wanted.some((one) => covers(one, scope)));
  return {
    needed,
    missing: needed.filter((scope) => !isGranted(scope, granted)),
    missingForLaunch: wizardScopes.filter(({ scope }) => !isGranted(scope, granted)),
    excess,
    powerful: excess.filter((scope) => powerful.includes(scope)),
  };
}

function isGranted(scope: string, granted: readonly string[]): boolean {
  return granted.some((one) => covers(one, scope));
}

/** A `.write` scope includes its `.read`. The guide spells the settings scopes with the word twice. */
function covers(granted: string, scope: string): boolean {
  const one = granted.replace('settings.settings.', 'settings.');
  const other = scope.replace('settings.settings.', 'settings.');
  return one === other || (one.endsWith('.write') && other === one.replace(/\.write$/, '.read'));
}

function includedIn(scope: string, all: readonly string[]): boolean {
  return all.some((other) => other !== scope && covers(other, scope));
}
