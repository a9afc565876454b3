import type { CheckoutSession } from '../../../flint/checkout-sessions.ts';
import { checkoutProgress, readCheckoutSession } from '../../../flint/checkout-sessions.ts';
import type { Money } from '../../../flint/money.ts';
import { wordOf } from '../../../flint/open-word.ts';
import type { Order } from '../../../flint/orders.ts';
import { readOrder } from '../../../flint/orders.ts';
import { settlementOf } from '../../../flint/settlement.ts';
import type { Confirmation } from '../../../launch/question.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { ProductionClient } from '../../connections.ts';
import type { Production } from '../../live-key/script.ts';
import type { World } from '../../world.ts';
import { orderWithAttempts, otherSumOf } from '../order.ts';
import { cancel } from './cancelling.ts';
import { words } from './copy.ts';
import { decideOnPart } from './part.ts';
import { payingSheet } from './paying-copy.ts';
import { changedSince } from './stops.ts';
import { openCheckoutPage } from './writes.ts';

/** An order to be paid on a page that this launch opens. `round` counts the orders of the launch. */
export interface Due {
  readonly orderId: string;
  readonly amount: Money;
  readonly round: number;
  readonly confirmation: Confirmation;
}

interface Seen {
  readonly session: CheckoutSession;
  readonly order: Order;
  /** What the order says, which decides whatever the page does. */
  readonly paid: boolean;
}

/**
 * Opens a page and watches it to its end. A page that expired is followed by a fresh one; of an order that was paid in part the
 * rest can be paid, or the part refunded: then it ends as `begin again`.
 */
export async function payOnPage(
  step: Verbs,
  world: World,
  production: Production,
  due: Due,
): Promise<'paid' | 'begin again'> {
  const { client } = production;
  for (let page = 1; ; page += 1) {
    const opening = openCheckoutPage(client, due, page);
    if (step.standing(opening).kind !== 'finished') await refuseOtherSum(step, client, due);
    const { checkoutSessionId } = await step.perform(opening);
    const ended = await watchPage(step, world, client, due, checkoutSessionId);
    const progress = checkoutProgress(ended.session.status);
    if (ended.paid || progress === 'paid') return 'paid';
    if (progress === 'stopped after money moved') {
      if ((await decideOnPart(step, world, production, due, String(page))) === 'begin again') return 'begin again';
      continue;
    }
    step.tell(words.freshPage(wordOf(ended.session.status)), 'changed');
  }
}

/** An order can be changed after it was confirmed; a page for it would take whatever it comes to by then. */
async function refuseOtherSum(step: Verbs, client: ProductionClient, { orderId, amount }: Due): Promise<void> {
  const { value: order, evidence } = await step.observe(words.readingOrder, () => readOrder(client, orderId));
  const now = otherSumOf(order, amount);
  if (now) throw changedSince(orderId, amount, now, evidence.requestId);
}

async function watchPage(
  step: Verbs,
  world: World,
  client: ProductionClient,
  { orderId, amount, confirmation }: Due,
  checkoutSessionId: string,
): Promise<Seen> {
  let paidBefore: Money | undefined;
  for (;;) {
    const waited = await step.waitFor<Seen, 'cancel'>({
      id: 'cut-over.payment',
      title: words.paying,
      look: async () => {
        const { value: session } = await readCheckoutSession(client, checkoutSessionId);
        const answer = await orderWithAttempts(client, orderId);
        paidBefore = answer.value.settlement?.paid;
        return { session, order: answer.value, paid: settlementOf(answer, amount).paid };
      },
      over: ({ session, paid }) => paid || checkoutProgress(session.status) !== 'waiting',
      notice: ({ session }, before) =>
        wordOf(session.status) === wordOf(before.session.status) ? undefined : words.paymentTurned(session.status),
      show: ({ session, order }) => payingSheet(world.target, amount, order, session),
      ways: () => [{ id: 'cancel', key: 'c', label: words.cancel }],
    });
    if (waited.kind === 'seen') return waited.seen;
    await cancel(step, client, checkoutSessionId, { confirmation, before: paidBefore });
  }
}
