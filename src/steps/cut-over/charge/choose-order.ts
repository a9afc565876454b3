import type { Money } from '../../../flint/money.ts';
import type { Order } from '../../../flint/orders.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { ProductionClient } from '../../connections.ts';
import type { World } from '../../world.ts';
import { onFlintsClock } from '../deploy/flints-clock.ts';
import type { NewOrders } from '../deploy/new-orders.ts';
import { newOrders } from '../deploy/new-orders.ts';
import { deployed } from '../deploy/questions.ts';
import { chargeLimit } from './amount.ts';
import { buyingSheet } from './buying-copy.ts';
import { words } from './copy.ts';
import { chargedOrder, isItOrder } from './questions.ts';
import type { Charged } from './script.ts';

/** Waits until the person has bought something in their own checkout, and asks which order it is. `before`: orders of earlier rounds. */
export async function chooseOrder(
  step: Verbs,
  world: World,
  client: ProductionClient,
  before: readonly string[],
): Promise<Charged> {
  const since = await onFlintsClock(step, client, step.answeredAt(deployed));
  // The default limit is known before there is an order, and so before there is a currency.
  chargeLimit(world, 'USD');
  const candidate = ({ orders }: NewOrders): Candidate | undefined => {
    const open = orders.filter(({ id }) => !before.includes(id) && recognised(step, id) !== 'no');
    const known = open.filter(({ id }) => recognised(step, id) === 'yes');
    return [...known, ...open].flatMap((order) => withinLimit(world, order) ?? [])[0];
  };
  for (;;) {
    const { seen } = await step.waitFor<NewOrders>({
      id: 'cut-over.own-order',
      title: words.buying,
      look: () => newOrders(client, world, step, since),
      over: (looked) => candidate(looked) !== undefined,
      show: (looked) => buyingSheet(world, looked, candidate(looked)?.order, tooLarge(world, looked.orders)),
      fingerprint: ({ orders, inSandbox }) => JSON.stringify([orders.map(({ id }) => id), inSandbox?.id]),
    });
    const found = candidate(seen);
    if (found === undefined) continue;
    const { id } = found.order;
    const answer = await step.ask(isItOrder(id), { prompt: chargedOrder.title, default: id, instance: id });
    if (answer === id) return { orderId: id, amount: found.total };
  }
}

function recognised(step: Verbs, orderId: string): 'yes' | 'no' | undefined {
  const answer = step.answered(chargedOrder, orderId);
  return answer === undefined ? undefined : answer === orderId ? 'yes' : 'no';
}

/** An order that may be the one, and what it comes to. */
interface Candidate {
  readonly order: Order;
  readonly total: Money;
}

function withinLimit(world: World, order: Order): Candidate | undefined {
  const { total } = order;
  if (total === undefined || total.amount === 0 || total.amount > chargeLimit(world, total.currency).amount)
    return undefined;
  return { order, total };
}

function tooLarge(world: World, orders: readonly Order[]): Order | undefined {
  return orders.find(({ total }) => total !== undefined && total.amount > chargeLimit(world, total.currency).amount);
}
