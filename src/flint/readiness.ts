import { z } from 'zod';
import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { type FlintError, failureAbout, isNotFound } from './errors.ts';
import { type Generation, shownBy } from './generations.ts';
import { isKnown } from './open-word.ts';
import { nextActions, type Requirements, requirements } from './requirements.ts';
import { path } from './transport/path.ts';
import { resource } from './wire/envelope.ts';
import { optionalId, optionalObject, text, time } from './wire/fields.ts';
import { openEnum, optionalOpenEnum } from './wire/open-enum.ts';

/** One of the two questions readiness answers; a missing axis has an unknown status. */
export type Axis = z.output<typeof axisFields>;

/**
 * Whether the account can charge (`payments`) and be paid (`payouts`), and what is outstanding (the guide, step 3).
 * `accountStatus` is stated only by the later generation. `observedAt` can be old: show it.
 */
export type Readiness = z.output<typeof readiness>;

/**
 * What to do about a readiness answer (the API notes, readiness, section 2). `needs you`: something is due or blocked.
 * `not known`: an axis or a status this program cannot read; keep looking, it is never a pass.
 */
export type ReadinessVerdict = 'ready' | 'waiting' | 'needs you' | 'not available' | 'not known';

const axisFields = z
  .object({
    status: openEnum(['ready', 'pending', 'blocked', 'not_available', 'not_requested']),
    status_reason: text,
    next_actions: nextActions,
  })
  .transform((wire) => ({ status: wire.status, reason: wire.status_reason, nextActions: wire.next_actions }));

const readiness = z
  .object({
    merchant_id: optionalId,
    business_name: text,
    status: optionalOpenEnum(['active', 'suspended', 'restricted', 'closed']),
    payments: optionalObject(axisFields),
    payouts: optionalObject(axisFields),
    requirements,
    observed_at: time,
  })
  .transform((wire) => ({
    merchantId: wire.merchant_id,
    businessName: wire.business_name,
    accountStatus: wire.status,
    payments: wire.payments ?? missingAxis,
    payouts: wire.payouts ?? missingAxis,
    requirements: wire.requirements ?? noRequirements,
    observedAt: wire.observed_at,
  }));

const missingAxis: Axis = { status: { unknown: '' }, reason: undefined, nextActions: [] };

/** What stands for requirements that an answer did not state: nothing is listed, and nothing is known. */
export const noRequirements: Requirements = {
  currentlyDue: [],
  pastDue: [],
  eventuallyDue: [],
  pendingVerification: [],
  disabledReason: undefined,
  deadline: undefined,
};

const answeringRoutes = new WeakMap<FlintClient, string>();

/**
 * Reads the readiness of a merchant: the guide's route first; where the server has none (404 or 405), inside the merchant as the later
 * generation has it. What worked is remembered. A 403 is a missing scope, never another generation.
 */
export async function readReadiness(client: FlintClient, merchantId: string): Promise<Answer<Readiness>> {
  const routes: readonly (readonly [Generation, string])[] = [
    ['guide', path`/v1/merchants/${merchantId}/readiness`],
    ['2026-09-07', '/v1/merchant'],
    ['2026-09-07', path`/v1/merchants/${merchantId}`],
  ];
  const known = answeringRoutes.get(client);
  const remembered = routes.filter(([, route]) => route === known);
  const ordered = remembered.length === 0 ? routes : remembered;
  let missing: FlintError | undefined;
  for (const [generation, route] of ordered) {
    try {
      const answer = await client.request({ method: 'GET', path: route, answer: resource(readiness) });
      demandMerchant(answer, merchantId);
      answeringRoutes.set(client, route);
      return shownBy(client, 'readiness', generation, answer);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      missing ??= error;
    }
  }
  throw missing ?? new Error('No route to ask for readiness.');
}

/** Whether the account may launch: both axes exactly ready and, where the account has a status, an active one. */
export function isReady(readiness: Readiness): boolean {
  const active = readiness.accountStatus === undefined || readiness.accountStatus === 'active';
  return active && readiness.payments.status === 'ready' && readiness.payouts.status === 'ready';
}

/** Puts a readiness answer into one of the five situations. */
export function readinessVerdict(readiness: Readiness): ReadinessVerdict {
  if (isReady(readiness)) return 'ready';
  const { accountStatus, payments, payouts, requirements } = readiness;
  if (accountStatus !== undefined && !isKnown(accountStatus)) return 'not known';
  const statuses = [payments.status, payouts.status];
  const blocked = accountStatus !== undefined && accountStatus !== 'active';
  if (statuses.some((status) => status === 'not_available' || status === 'not_requested')) return 'not available';
  if (blocked || statuses.includes('blocked')) return 'needs you';
  if (requirements.currentlyDue.length + requirements.pastDue.length > 0) return 'needs you';
  return statuses.every(isKnown) ? 'waiting' : 'not known';
}

function demandMerchant(answer: Answer<Readiness>, merchantId: string): void {
  const stated = answer.value.merchantId;
  if (stated === undefined || stated === merchantId) return;
  throw failureAbout(answer.evidence, 'wrong-merchant', `the answer is about ${stated}, not ${merchantId}`);
}
