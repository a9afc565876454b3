import type { Money } from '../../flint/money.ts';
import { formatMoney, sameMoney } from '../../flint/money.ts';
import { wordOf } from '../../flint/open-word.ts';
import type { Order } from '../../flint/orders.ts';
import { isRefundOver, listRefunds, readRefund } from '../../flint/refunds.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { ProductionClient } from '../connections.ts';
import type { Production } from '../live-key/script.ts';
import type { World } from '../world.ts';
import { words } from './copy.ts';
import { figures, orderWithAttempts } from './order.ts';
import { confirmRefund, refundAgain, refundElsewhere } from './questions.ts';
import { refundedElsewhereSheet, refundFailure, refundProgressSheet, refundSheet } from './refund-copy.ts';
import type { RefundPlan } from './refund-plan.ts';
import { planRefund } from './refund-plan.ts';
import { notSaid, ofOtherOrder, otherSum, refundLeft } from './refund-stops.ts';
import type { RefundSeries } from './refund-writes.ts';
import { adoptedName, adoptRefund, madeRefund, refundName, refundPayment } from './refund-writes.ts';

/** What goes back: what was paid of an order. */
export interface Payment {
  readonly orderId: string;
  readonly amount: Money;
  readonly series: RefundSeries;
}

/** A refund under way, and the sum it has to come to. */
interface Going {
  readonly refundId: string;
  readonly amount: Money;
}

/**
 * The refund: looked for first, confirmed by typing, sent once, and followed until Flint says that it succeeded. What came to
 * nothing is only ever followed by another refund after a decision, typed like the first. Gives the refund.
 */
export async function refund(step: Verbs, world: World, { client }: Production, payment: Payment): Promise<string> {
  const earlier: string[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const going = await begin(step, world, client, payment, { attempt, earlier });
    const { seen } = await step.waitFor({
      id: 'cut-over.refund',
      title: words.refundWaiting,
      look: () => readRefund(client, going.refundId),
      over: ({ value }) => isRefundOver(value.status),
      fingerprint: ({ value }) => wordOf(value.status),
      notice: ({ value }, before) =>
        value.status === before.value.status ? undefined : words.refundTurned(wordOf(value.status)),
      show: ({ value }) => refundProgressSheet(going.amount, value),
    });
    const { requestId } = seen.evidence;
    const { orderId = payment.orderId } = seen.value;
    if (orderId !== payment.orderId) throw ofOtherOrder(going.refundId, orderId, payment.orderId, requestId);
    if (seen.value.status === 'succeeded') {
      const sent = seen.value.amount;
      if (sent === undefined || !sameMoney(sent, going.amount)) throw otherSum(going.amount, sent, requestId);
      step.prove(proofOf(payment.series), words.refunded(formatMoney(going.amount)), seen.evidence);
      return going.refundId;
    }
    earlier.push(going.refundId);
    const { headline, meaning } = refundFailure(seen.value);
    const answer = await step.ask(refundAgain, {
      prompt: refundAgain.title,
      explanation: [headline, meaning],
      default: 'leave',
      instance: instanceOf(payment.series, attempt) ?? '1',
    });
    if (answer === 'leave') throw refundLeft(headline, meaning, requestId);
  }
}

/** The refund of this attempt: the one that was sent or adopted already, or one that is planned, confirmed and sent now. */
async function begin(
  step: Verbs,
  world: World,
  client: ProductionClient,
  payment: Payment,
  { attempt, earlier }: { readonly attempt: number; readonly earlier: readonly string[] },
): Promise<Going> {
  const { orderId, series, amount: paid } = payment;
  const adoption = adoptedName(series, attempt);
  const adopted = step.standing({ name: adoption, result: madeRefund });
  if (adopted.kind === 'finished' && !earlier.includes(adopted.result.refundId)) {
    return { refundId: adopted.result.refundId, amount: await sumOf(step, client, adopted.result.refundId, payment) };
  }
  const name = refundName(series, attempt);
  const instance = instanceOf(series, attempt);
  const begun = step.confirmed(confirmRefund, instance);
  // What was sent already is sent again, under its own key and with its own sum, before anything is looked up.
  if (begun && step.standing({ name, result: madeRefund }).kind !== 'not begun') {
    const { amount } = begun;
    const made = await step.perform(refundPayment(client, { name, orderId, paid, amount, earlier }, begun));
    return { ...made, amount };
  }
  const { order, plan } = await step.observe(words.readingRefunds, () => lookUp(client, payment, earlier));
  if (plan.kind === 'unknown') throw notSaid(orderId);
  if (plan.kind === 'elsewhere') {
    // After an answer that cannot have been Flint's, the refund that stands there is the one that was confirmed and sent.
    const ours = begun && plan.refund.amount && sameMoney(begun.amount, plan.refund.amount);
    if (!ours) return await follow(step, client, payment, plan, adoption);
    const { amount } = begun;
    return { ...(await step.perform(refundPayment(client, { name, orderId, paid, amount, earlier }, begun))), amount };
  }
  const { amount } = plan;
  const confirmation = await step.confirmMoney(confirmRefund, {
    amount,
    phrase: `refund ${figures(amount)}`,
    sheet: refundSheet(world.target, step.accountName(), plan, order),
    declined: 'Esc leaves the payment as it is.',
    ...(instance === undefined ? {} : { instance }),
  });
  const made = await step.perform(refundPayment(client, { name, orderId, paid, amount, earlier }, confirmation));
  return { ...made, amount };
}

async function lookUp(
  client: ProductionClient,
  { orderId, amount }: Payment,
  earlier: readonly string[],
): Promise<{ readonly order: Order; readonly plan: RefundPlan }> {
  const { value: order } = await orderWithAttempts(client, orderId);
  const { value: refunds } = await listRefunds(client, { orderId }).all();
  return { order, plan: planRefund(amount, order, refunds, earlier) };
}

/** Somebody refunded the payment elsewhere, such as in the dashboard. That refund can be the proof; another is never sent. */
async function follow(
  step: Verbs,
  client: ProductionClient,
  payment: Payment,
  { refund: found }: Extract<RefundPlan, { kind: 'elsewhere' }>,
  adoption: string,
): Promise<Going> {
  step.show(refundedElsewhereSheet(payment.amount, found));
  const answer = await step.ask(refundElsewhere, {
    prompt: refundElsewhere.title,
    default: 'follow',
    instance: found.id,
  });
  if (answer === 'leave') {
    step.forget(`${refundElsewhere.id}#${found.id}`);
    throw refundLeft(words.elsewhere, words.elsewhereMeaning);
  }
  const { refundId } = await step.perform(adoptRefund(client, adoption, found.id));
  return { refundId, amount: found.amount ?? payment.amount };
}

/** A refund that was adopted is of the sum it states: together with others elsewhere it makes up the payment. */
async function sumOf(step: Verbs, client: ProductionClient, refundId: string, payment: Payment): Promise<Money> {
  const { value } = await step.observe(words.readingRefunds, () => readRefund(client, refundId));
  return value.amount ?? payment.amount;
}

function instanceOf(series: RefundSeries, attempt: number): string | undefined {
  const suffix = attempt === 1 ? [] : [String(attempt)];
  const parts = series === 'whole' ? suffix : [series, ...suffix];
  return parts.length === 0 ? undefined : parts.join('-');
}

function proofOf(series: RefundSeries): string {
  return series === 'whole' ? 'cut-over.refunded' : `cut-over.refunded-${series}`;
}
