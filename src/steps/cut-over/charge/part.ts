import { readOrder } from '../../../flint/orders.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Production } from '../../live-key/script.ts';
import type { World } from '../../world.ts';
import { refund } from '../refund.ts';
import { words } from './copy.ts';
import { partlyPaid } from './questions.ts';
import { partLeft, partUnknown } from './stops.ts';

/** Some money moved and not all of it: the rest is paid, or the part goes back and the proof begins again. */
export async function decideOnPart(
  step: Verbs,
  world: World,
  production: Production,
  { orderId, round }: { readonly orderId: string; readonly round: number },
  instance: string,
): Promise<'pay the rest' | 'begin again'> {
  const { client } = production;
  const key = `${orderId}-${instance}`;
  const answer = await step.ask(partlyPaid, {
    prompt: partlyPaid.title,
    explanation: [words.partNote(orderId)],
    default: 'rest',
    instance: key,
  });
  if (answer === 'rest') return 'pay the rest';
  if (answer === 'leave') {
    step.forget(`${partlyPaid.id}#${key}`);
    throw partLeft(orderId);
  }
  const { value: order } = await step.observe(words.readingOrder, () => readOrder(client, orderId));
  const paid = order.settlement?.paid;
  if (paid === undefined || paid.amount === 0) throw partUnknown(orderId);
  await refund(step, world, production, { orderId, amount: paid, series: `part-${round}` });
  return 'begin again';
}
