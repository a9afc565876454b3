import type { CheckoutSession } from '../../flint/checkout-sessions.ts';
import { checkoutProgress, readCheckoutSession } from '../../flint/checkout-sessions.ts';
import type { Money } from '../../flint/money.ts';
import { formatMoney } from '../../flint/money.ts';
import { wordOf } from '../../flint/open-word.ts';
import { readOrder } from '../../flint/orders.ts';
import { isSettled, settlementOf } from '../../flint/settlement.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { Production } from '../live-key/script.ts';
import { modeOf } from '../target.ts';
import type { World } from '../world.ts';
import { chargeSheet, payingSheet, settledSheet } from './charge-copy.ts';
import { words } from './copy.ts';
import { figures, orderWithAttempts } from './order.ts';
import { confirmCharge } from './questions.ts';
import { createVerificationOrder, openCheckoutPage } from './writes.ts';

/** The charge: confirmed by typing, paid by a person on a page of Flint's, watched until the page is at its end. Gives the order. */
export async function charge(step: Verbs, world: World, production: Production, amount: Money): Promise<string> {
  const { client } = production;
  const confirmation = await step.confirmMoney(confirmCharge, {
    amount,
    phrase: `charge ${figures(amount)}`,
    sheet: chargeSheet(world.target, step.accountName(), amount),
    declined: 'Esc opens no page; nothing is charged.',
  });
  const { orderId } = await step.perform(createVerificationOrder(client, step.launchId, amount));
  for (let attempt = 1; ; attempt += 1) {
    const { checkoutSessionId } = await step.perform(openCheckoutPage(client, orderId, attempt, confirmation));
    const session = await watchPage(step, world, production, amount, { orderId, checkoutSessionId });
    const progress = checkoutProgress(session.status);
    if (progress === 'paid') return orderId;
    if (progress === 'stopped after money moved') throw partlyPaid(orderId);
    step.tell(words.freshPage(wordOf(session.status)), 'changed');
  }
}

/** Settled is what the order itself says: paid, nothing outstanding, the right sum, and the mode on that very answer. */
export async function settle(
  step: Verbs,
  world: World,
  { client }: Production,
  orderId: string,
  amount: Money,
): Promise<void> {
  const mode = modeOf(world.target);
  const { seen: answer } = await step.waitFor({
    id: 'cut-over.settlement',
    title: words.settling,
    look: () => readOrder(client, orderId),
    over: (read) => isSettled(settlementOf(read, amount), mode),
    show: (read) => settledSheet(read.value, settlementOf(read, amount)),
  });
  step.prove('cut-over.settled', words.settled(formatMoney(amount)), answer.evidence);
}

async function watchPage(
  step: Verbs,
  world: World,
  { client }: Production,
  amount: Money,
  { orderId, checkoutSessionId }: { readonly orderId: string; readonly checkoutSessionId: string },
): Promise<CheckoutSession> {
  const { seen } = await step.waitFor({
    id: 'cut-over.payment',
    title: words.paying,
    look: async () => ({
      session: (await readCheckoutSession(client, checkoutSessionId)).value,
      order: (await orderWithAttempts(client, orderId)).value,
    }),
    over: ({ session }) => checkoutProgress(session.status) !== 'waiting',
    notice: ({ session }, before) =>
      session.status === before.session.status ? undefined : words.paymentTurned(wordOf(session.status)),
    show: ({ session, order }) => payingSheet(world.target, amount, session, order),
  });
  return seen.session;
}

function partlyPaid(orderId: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'Only a part of the order was paid.',
    meaning: `Some money moved for order ${orderId}, and the page is closed. That is no proof, and nothing was refunded.`,
    remedy: 'Look at the order in the dashboard and refund the part there; then try again.',
    passing: 'final',
  });
}
