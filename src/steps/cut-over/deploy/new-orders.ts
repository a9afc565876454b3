import { FlintError } from '../../../flint/errors.ts';
import type { Order } from '../../../flint/orders.ts';
import { listOrders } from '../../../flint/orders.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Evidence } from '../../../launch/write.ts';
import type { ProductionClient } from '../../connections.ts';
import { connectSandbox } from '../../connections.ts';
import { readSandboxKey } from '../../target.ts';
import type { World } from '../../world.ts';
import { ownMarker } from '../marker.ts';

/** A look at what was made since an instant. */
export interface NewOrders {
  /** On the plane of production, the latest first; the launch's own orders are left out. */
  readonly orders: readonly Order[];
  /** The latest order of the sandbox since then, where its key is at hand: its maker sells with a test key. */
  readonly inSandbox: Order | undefined;
  readonly evidence: Evidence;
}

/** Looks for orders made since an instant (RFC 3339) by somebody else than this program. */
export async function newOrders(
  client: ProductionClient,
  world: World,
  step: Verbs,
  since: string,
): Promise<NewOrders> {
  const { value, evidence } = await listOrders(client, { createdAfter: since }).all();
  return { orders: latestFirst(value, since), inSandbox: await latestInSandbox(world, step, since), evidence };
}

/** An extra look that may fail: it only ever explains why nothing is seen in production. */
async function latestInSandbox(world: World, step: Verbs, since: string): Promise<Order | undefined> {
  const key = world.sandboxKeyText === undefined ? undefined : readSandboxKey(world.target, world.sandboxKeyText);
  if (key === undefined || world.target.name === 'sandbox') return undefined;
  try {
    const { value } = await listOrders(connectSandbox(world.target, key, step.signal), { createdAfter: since }).all();
    return latestFirst(value, since)[0];
  } catch (error) {
    if (error instanceof FlintError && error.problem !== 'aborted') return undefined;
    throw error;
  }
}

/** An order that does not say when it was made is not taken for a new one. */
function latestFirst(orders: readonly Order[], since: string): readonly Order[] {
  return orders
    .filter(({ externalReferenceId }) => externalReferenceId?.startsWith(ownMarker) !== true)
    .filter(({ createdAt }) => createdAt !== undefined && Date.parse(createdAt) >= Date.parse(since))
    .toSorted((one, other) => (other.createdAt ?? '').localeCompare(one.createdAt ?? ''));
}
