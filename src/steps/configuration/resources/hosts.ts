import { readPaymentMethodDomains } from '../../../flint/payment-method-domains.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { CopyPlan } from '../../../recreate/copy-plan.ts';
import type { ProductionClient } from '../../connections.ts';
import { addressRemark } from '../webhook/addresses.ts';
import { words } from './copy.ts';

/** The plan without hosts that lead to a developer's machine: whoever gets such a name later would show wallets in this account's name. */
export function withoutTunnels(plan: CopyPlan): CopyPlan {
  const isTunnel = ({ kind, name }: CopyPlan['copies'][number]): boolean =>
    kind === 'payment method domain' && addressRemark(`https://${name}`) !== undefined;
  const tunnels = plan.copies.filter(isTunnel);
  if (tunnels.length === 0) return plan;
  return {
    ...plan,
    copies: plan.copies.filter((copy) => !isTunnel(copy)),
    byHand: [
      ...plan.byHand,
      ...tunnels.map(({ from, kind, name }) => ({ id: from, kind, name, why: words.tunnelHost })),
    ],
  };
}

/**
 * The hosts among the live twins that do not show wallets yet, in words: registering is accepted before Flint has validated the host (the
 * API notes, catalog, section 5).
 */
export async function hostsNotInOrder(
  step: Verbs,
  client: ProductionClient,
  newIds: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const twins = new Set([...newIds.values()].filter((id) => id.startsWith('pmdom_')));
  if (twins.size === 0) return [];
  const answer = await step.observe(words.readingHosts, () => readPaymentMethodDomains(client));
  return (answer?.value ?? [])
    .filter(({ id, status, validation }) => twins.has(id) && (status !== 'active' || validation !== 'active'))
    .map(({ id, domainName }) => words.hostNotInOrder(domainName ?? id));
}
