import { z } from 'zod';
import type { FlintClient } from './client.ts';
import { type Listing, list } from './listing.ts';
import { nextActions } from './requirements.ts';
import { flag, id, listOf, optionalObject, text, texts, time } from './wire/fields.ts';
import { openEnum, optionalOpenEnum } from './wire/open-enum.ts';

/** One thing the account can or cannot do yet; only `name` and `status` are stated by every server. */
export type Capability = z.output<typeof capability>;

// The lists are named differently here than in the merchant's requirements (the API notes, readiness, section 4).
const capabilityRequirements = z
  .object({
    currently_due_fields: texts,
    past_due_fields: texts,
    eventually_due_fields: texts,
    pending_verification_fields: texts,
    disabled_reason: text,
    current_deadline_at: time,
  })
  .transform((wire) => ({
    currentlyDue: wire.currently_due_fields,
    pastDue: wire.past_due_fields,
    eventuallyDue: wire.eventually_due_fields,
    pendingVerification: wire.pending_verification_fields,
    disabledReason: wire.disabled_reason,
    deadline: wire.current_deadline_at,
  }));

const blockedReason = z
  .object({
    code: text,
    message: text,
    next_steps: text,
    resolution_owner: optionalOpenEnum(['merchant', 'flint', 'integrator', 'buyer']),
    retryable: flag,
  })
  .transform((wire) => ({
    code: wire.code,
    message: wire.message,
    nextSteps: wire.next_steps,
    resolutionOwner: wire.resolution_owner,
    retryable: wire.retryable,
  }));

const capability = z
  .object({
    capability: id,
    domain: optionalOpenEnum(['payments', 'money_movement']),
    status: openEnum(['ready', 'blocked', 'pending', 'not_available']),
    requirements: optionalObject(capabilityRequirements),
    blocked_reasons: listOf(blockedReason),
    next_actions: nextActions,
    observed_at: time,
  })
  .transform((wire) => ({
    name: wire.capability,
    domain: wire.domain,
    status: wire.status,
    requirements: wire.requirements,
    blockedReasons: wire.blocked_reasons,
    nextActions: wire.next_actions,
    observedAt: wire.observed_at,
  }));

/** Lists the capabilities behind the two axes (the guide, step 3). A key with scopes in one domain gets that domain alone. */
export function listCapabilities(
  client: FlintClient,
  filter: { readonly domain?: 'payments' | 'money_movement' } = {},
): Listing<Capability> {
  return list(client, {
    path: '/v1/capabilities',
    query: { domain: filter.domain },
    item: capability,
    idOf: (item) => item.name,
  });
}
