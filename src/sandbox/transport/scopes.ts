import type { Context } from '../context.ts';
import type { ApiKeyRecord } from '../state/account-records.ts';
import { ApiError } from './api-error.ts';
import { canonicalScope } from './scope-catalogue.ts';

/** What a route asks of a key. */
export interface ScopeRequirement {
  readonly mode: 'all' | 'any';
  readonly scopes: readonly string[];
}

/** The reading scope of a domain; its writing scope includes it. */
export function reading(domain: string): ScopeRequirement {
  return { mode: 'any', scopes: [`${domain}.read`, `${domain}.write`] };
}

export function writing(domain: string): ScopeRequirement {
  return { mode: 'all', scopes: [`${domain}.write`] };
}

/** Exactly this scope, for domains that only have one. */
export function exactly(scope: string): ScopeRequirement {
  return { mode: 'all', scopes: [scope] };
}

/** Whether a key holds a scope; a `.write` scope includes its `.read`. */
export function holds(key: ApiKeyRecord, scope: string): boolean {
  const wanted = canonicalScope(scope);
  const writingScope = wanted.replace(/\.read$/, '.write');
  return key.scopes.some((held) => canonicalScope(held) === wanted || canonicalScope(held) === writingScope);
}

/** Refuses a key that lacks what a route asks for, and names what is missing. */
export function demand(context: Context, key: ApiKeyRecord, requirement: ScopeRequirement): void {
  const missing = requirement.scopes.filter((scope) => !holds(key, scope));
  const satisfied = requirement.mode === 'all' ? missing.length === 0 : missing.length < requirement.scopes.length;
  if (satisfied) return;
  const named = missing.map((scope) => spelledBy(context, scope));
  throw new ApiError(403, 'INSUFFICIENT_SCOPE', `The key lacks the scope ${named.join(' or ')}.`, {
    missing_scopes: requirement.mode === 'all' ? named : named.slice(0, 1),
    scope_requirement: {
      mode: requirement.mode,
      scopes: requirement.scopes.map((scope) => spelledBy(context, scope)),
    },
  });
}

/** Refuses a key that may not read what an expansion would show (API notes, money section 2). */
export function demandExpanded<Name extends string>(
  context: Context,
  key: ApiKeyRecord,
  expanded: readonly Name[] | undefined,
  domains: Readonly<Record<Name, string>>,
): void {
  for (const name of expanded ?? []) demand(context, key, reading(domains[name]));
}

/** The guide writes `settings.settings.write` where the later catalogue has `settings.write`. */
function spelledBy({ api }: Context, scope: string): string {
  return api.isCurrent('settings-scope') ? scope : scope.replace(/^settings\./, 'settings.settings.');
}

/** For routes that ask for no scope. */
export const noScope: ScopeRequirement = { mode: 'all', scopes: [] };
