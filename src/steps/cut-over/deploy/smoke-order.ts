import { z } from 'zod';
import { readOrder } from '../../../flint/orders.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Write } from '../../../launch/write.ts';
import type { ProductionClient } from '../../connections.ts';
import type { Production } from '../../live-key/script.ts';
import { modeOf } from '../../target.ts';
import type { World } from '../../world.ts';
import { onFlintsClock } from './flints-clock.ts';
import type { NewOrders } from './new-orders.ts';
import { newOrders } from './new-orders.ts';
import { isYourOrder, smokeWay } from './questions.ts';
import type { SmokeOutcome } from './smoke.ts';
import { newOrderSheet, words } from './smoke-copy.ts';
import { wrongKeyDeployed } from './smoke-health.ts';

const seenOrder = z.object({ seenOrderId: z.string() });
const seenName = 'deployed-order.note';

/**
 * The deployed service makes an order, and the key of production sees it. An order made with a test key would be on the other
 * plane; where the sandbox's key is at hand, that is looked for as well and named.
 */
export async function proveByOrder(step: Verbs, world: World, { client }: Production): Promise<SmokeOutcome> {
  const noted = step.standing({ name: seenName, result: seenOrder });
  const orderId = noted.kind === 'finished' ? noted.result.seenOrderId : await findOrder(step, world, client);
  if (orderId === 'another') return 'another';
  const { seenOrderId } = await step.perform(noteOrder(client, orderId));
  const { evidence } = await step.observe(words.readingOrder, () => readOrder(client, seenOrderId));
  step.prove('cut-over.deployed', words.provedByOrder(modeOf(world.target), seenOrderId), evidence);
  return 'proved';
}

async function findOrder(step: Verbs, world: World, client: ProductionClient): Promise<string> {
  const since = await onFlintsClock(step, client, step.answeredAt(smokeWay));
  const rejected = (id: string): boolean => step.answered(isYourOrder, id) === 'no';
  const candidate = ({ orders }: NewOrders) => orders.find(({ id }) => !rejected(id));
  for (;;) {
    const waited = await step.waitFor<NewOrders, 'another' | 'caught'>({
      id: 'cut-over.deployed-order',
      title: words.waitingForOrder,
      look: () => newOrders(client, world, step, since),
      over: (seen) => candidate(seen) !== undefined,
      show: (seen) => newOrderSheet(world, seen.inSandbox, candidate(seen)),
      notice: (seen, before) =>
        seen.inSandbox !== undefined && before.inSandbox === undefined
          ? words.otherMode(modeOf(world.target))
          : undefined,
      fingerprint: ({ orders, inSandbox }) => JSON.stringify([orders.map(({ id }) => id), inSandbox?.id]),
      ways: () => [{ id: 'another', key: 'w', label: words.anotherWay }],
      otherwise: (seen) => (seen?.inSandbox ? 'caught' : undefined),
    });
    if (waited.kind === 'way') {
      if (waited.way === 'caught') throw wrongKeyDeployed(modeOf(world.target));
      return 'another';
    }
    const order = candidate(waited.seen);
    if (order === undefined) continue;
    const answer = await step.ask(isYourOrder, { prompt: isYourOrder.title, default: 'yes', instance: order.id });
    if (answer === 'yes') return order.id;
  }
}

/** Keeps which order it was. Nothing is sent: the order is the person's own. */
function noteOrder(client: ProductionClient, orderId: string): Write<z.infer<typeof seenOrder>> {
  const note = async () => ({
    result: { seenOrderId: orderId },
    evidence: (await readOrder(client, orderId)).evidence,
  });
  return {
    name: seenName,
    title: 'Note the order that the deployed service made',
    uses: [],
    result: seenOrder,
    find: note,
    send: note,
    undo: { possible: false, because: 'Nothing was sent; the order was made by your own service.' },
  };
}
