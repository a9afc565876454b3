/** Scope names as the API notes list them (keys section 3), in their shorthand: `{a,b}` stands for both, `r` and `w` for read and write. */
const shorthand = `
  accounts.{api_keys,devices,organizations}.{r,w} analytics.r capabilities.r customers.{r,w} customers.sessions.w
  checkouts.{checkout_sessions,payment_links}.{r,w}
  commerce.{bundles,catalog,credit_notes,delivery,gift_cards,inventory,invoices,orders,products,promotions,refunds,returns,subscription_plans,subscriptions}.{r,w}
  commerce.{inventory_locations,inventory_policies,return_policies,return_reasons}.w commerce.refunds.tax_overrides.w
  commerce.gift_cards.{adjustments,redemptions,secrets}.w commerce.returns.{operations,resolutions}.w
  developer.{feedback_reports,partner_apps,sandboxes}.{r,w} developer.resource_timelines.r
  developer.request_logs.{self,self.detail}.r merchant_billing.r
  merchants.{locations,onboarding,profile}.{r,w} merchants.account_sessions.w
  money_movement.{balance_transactions,balances}.r money_movement.{payout_settings,payouts}.{r,w}
  payments.{payment_intents,payment_method_domains,payment_methods}.{r,w} payments.{disputes,payment_options}.r
  reports.{r,w} risk.r risk.{controls,reviews}.w settings.{r,w} webhooks.{r,w}
`;

/** All scopes a key can be given, in the spelling of the 2026-09-07 generation. */
export const scopeCatalogue: readonly string[] = shorthand.trim().split(/\s+/).flatMap(spellOut);

function spellOut(name: string): string[] {
  const choice = /\{([^}]+)\}/.exec(name);
  if (choice?.[1] === undefined) return [name.replace(/\.r$/, '.read').replace(/\.w$/, '.write')];
  return choice[1].split(',').flatMap((option) => spellOut(name.replace(choice[0], option)));
}

/** One spelling for both: the guide writes `settings.settings.write` where the catalogue says `settings.write`. */
export function canonicalScope(scope: string): string {
  return scope.replace(/^settings\.settings\./, 'settings.');
}

export function isKnownScope(scope: string): boolean {
  return scopeCatalogue.includes(canonicalScope(scope));
}
