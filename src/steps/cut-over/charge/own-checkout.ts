import type { CheckoutSession } from '../../../flint/checkout-sessions.ts';
import { checkoutProgress, listCheckoutSessions } from '../../../flint/checkout-sessions.ts';
import { FlintError } from '../../../flint/errors.ts';
import type { Money } from '../../../flint/money.ts';
import type { Order } from '../../../flint/orders.ts';
import { readOrder } from '../../../flint/orders.ts';
import { settlementOf } from '../../../flint/settlement.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { ProductionClient } from '../../connections.ts';
import type { Production } from '../../live-key/script.ts';
import type { World } from '../../world.ts';
import { figures, orderWithAttempts, otherSumOf } from '../order.ts';
import { finishCancelling } from './cancelling.ts';
import { chargeSheet } from './charge-copy.ts';
import { chooseOrder } from './choose-order.ts';
import { words } from './copy.ts';
import { decideOnPart } from './part.ts';
import { payOnPage } from './paying.ts';
import { payingSheet } from './paying-copy.ts';
import { confirmCharge, unpaidOrder } from './questions.ts';
import type { Charged } from './script.ts';
import { adoptedOrderName, adoptOrder, madeOrder } from './writes.ts';

interface Seen {
  readonly order: Order;
  readonly session: CheckoutSession | undefined;
  readonly paid: boolean;
}

/**
 * A charge through the person's own checkout: they buy something small, the order is noticed, recognised and confirmed, and then
 * followed until it is paid.
 */
export async function ownCheckout(step: Verbs, world: World, production: Production): Promise<Charged> {
  const { client } = production;
  const before: string[] = [];
  for (let round = 1; ; round += 1) {
    const { orderId, amount } = await ownOrder(step, world, client, round, before);
    before.push(orderId);
    await finishCancelling(step, client, round, step.confirmed(confirmCharge, orderId));
    const confirmation =
      step.confirmed(confirmCharge, orderId) ?? (await confirm(step, world, client, orderId, amount));
    const due = { orderId, amount, round, confirmation };
    const watched = await watchOrder(step, world, client, orderId, amount);
    if (watched === 'another') {
      await leaveOrder(step, orderId);
      continue;
    }
    const { order, session, paid } = watched;
    if (paid) return { orderId, amount };
    const part = order.settlement?.paid?.amount ?? 0;
    const way =
      part > 0 || session?.status === 'partially_paid'
        ? await decideOnPart(step, world, production, due, 'own')
        : await decideOnUnpaid(step, orderId);
    if (way === 'begin again') continue;
    if ((await payOnPage(step, world, production, due)) === 'paid') return { orderId, amount };
  }
}

/** The order of this round: the one that was recognised and confirmed before, or a new one. */
async function ownOrder(
  step: Verbs,
  world: World,
  client: ProductionClient,
  round: number,
  before: readonly string[],
): Promise<Charged> {
  const known = step.standing({ name: adoptedOrderName(round), result: madeOrder });
  if (known.kind === 'finished' && known.result.amount) {
    return { orderId: known.result.orderId, amount: known.result.amount };
  }
  const { orderId, amount } = await chooseOrder(step, world, client, before);
  const confirmation = await confirm(step, world, client, orderId, amount);
  await step.perform(adoptOrder(client, { orderId, amount, round }, confirmation));
  return { orderId, amount };
}

/** They may have paid it while they looked at it there; then nobody is asked to pay it. */
async function confirm(step: Verbs, world: World, client: ProductionClient, orderId: string, amount: Money) {
  const answer = await step.observe(words.readingOrder, () => readOrder(client, orderId));
  const { paid: isPaid } = settlementOf(answer, amount);
  return await step.confirmMoney(confirmCharge, {
    amount,
    phrase: `charge ${figures(amount)}`,
    sheet: chargeSheet(world.target, step.accountName(), amount, { id: orderId, isPaid }),
    declined: isPaid ? words.declinedPaid : words.declinedOwn,
    instance: orderId,
  });
}

async function watchOrder(
  step: Verbs,
  world: World,
  client: ProductionClient,
  orderId: string,
  amount: Money,
): Promise<Seen | 'another'> {
  const isChanged = (order: Order): boolean => otherSumOf(order, amount) !== undefined;
  const waited = await step.waitFor<Seen, 'another'>({
    id: 'cut-over.own-payment',
    title: words.payingOwn,
    look: async () => {
      const answer = await orderWithAttempts(client, orderId);
      const session = await latestSession(client, orderId);
      return { order: answer.value, session, paid: settlementOf(answer, amount).paid };
    },
    over: ({ order, session, paid }) =>
      paid ||
      hasEnded(session) ||
      order.status === 'closed' ||
      (isChanged(order) && step.answered(unpaidOrder, orderId) === 'another'),
    ways: (seen) => (seen && isChanged(seen.order) ? [{ id: 'another', key: 'n', label: words.buyAgain }] : []),
    show: ({ order, session }) => payingSheet(world.target, amount, order, session),
    fingerprint: ({ order, session }) => JSON.stringify([order, session?.status]),
  });
  return waited.kind === 'seen' ? waited.seen : 'another';
}

/** A checkout that is at its end; one that says nothing known is still going on. */
function hasEnded(session: CheckoutSession | undefined): boolean {
  return session !== undefined && checkoutProgress(session.status) !== 'waiting' && session.status !== 'paid';
}

/** The session that is open, or the last one; undefined where the order has none that this key may see. */
async function latestSession(client: ProductionClient, orderId: string): Promise<CheckoutSession | undefined> {
  try {
    const { value: sessions } = await listCheckoutSessions(client, { orderId }).all();
    return sessions.find(({ status }) => status === 'open') ?? sessions.at(-1);
  } catch (error) {
    if (error instanceof FlintError && ['forbidden', 'not-found', 'invalid'].includes(error.problem)) return undefined;
    throw error;
  }
}

/** Keeps that another order is bought in place of one that was changed, also for later runs. */
async function leaveOrder(step: Verbs, orderId: string): Promise<void> {
  step.forget(`${unpaidOrder.id}#${orderId}`);
  await step.ask(unpaidOrder, {
    prompt: words.askLeave(orderId),
    default: 'another',
    only: ['another'],
    instance: orderId,
  });
}

async function decideOnUnpaid(step: Verbs, orderId: string): Promise<'page' | 'begin again'> {
  const answer = await step.ask(unpaidOrder, { prompt: unpaidOrder.title, default: 'page', instance: orderId });
  return answer === 'page' ? 'page' : 'begin again';
}
