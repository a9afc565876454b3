import type { Answer } from '../../flint/answer.ts';
import type { Money } from '../../flint/money.ts';
import { formatMoney, sameMoney } from '../../flint/money.ts';
import { wordOf } from '../../flint/open-word.ts';
import type { Order } from '../../flint/orders.ts';
import type { Refund } from '../../flint/refunds.ts';
import { isRefundOver, listRefunds, readRefund } from '../../flint/refunds.ts';
import type { Confirmation } from '../../launch/question.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { ProductionClient } from '../connections.ts';
import type { Production } from '../live-key/script.ts';
import type { World } from '../world.ts';
import { words } from './copy.ts';
import { figures, orderWithAttempts, sumOf } from './order.ts';
import { confirmRefund, refundAgain } from './questions.ts';
import { refundFailure, refundProgressSheet, refundSheet } from './refund-copy.ts';
import { adoptedName, followElsewhere, followedBefore } from './refund-elsewhere.ts';
import type { RefundPlan } from './refund-plan.ts';
import { planRefund } from './refund-plan.ts';
import { notSaid, ofOtherOrder, otherSum, refundLeft } from './refund-stops.ts';
import type { RefundSeries } from './refund-writes.ts';
import { madeRefund, refundName, refundOf, refundPayment } from './refund-writes.ts';

/** What goes back: what was paid of an order. */
export interface Payment {
  readonly orderId: string;
  readonly amount: Money;
  readonly series: RefundSeries;
}

/** What is under way, and the sum that it has to come to: one refund of this launch, or all that were made elsewhere. */
interface Going {
  readonly refundIds: readonly string[];
  /** Absent where they were made elsewhere: they come to what they state. */
  readonly amount?: Money;
}

/** One of several goes at the refund, and what became of those before. */
interface Attempt {
  readonly attempt: number;
  /** Refunds that came to nothing or to a part. */
  readonly earlier: readonly string[];
  /** Refunds that went through while another beside them did not. */
  readonly besides: readonly string[];
}

/**
 * The refund: looked for first, confirmed by typing, sent once, and followed until Flint says that it succeeded. What came to
 * nothing is only ever followed by another refund after a decision, typed like the first. Gives the refund, the last of several.
 */
export async function refund(step: Verbs, world: World, { client }: Production, payment: Payment): Promise<string> {
  const earlier: string[] = [];
  const besides: string[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const going = await begin(step, world, client, payment, { attempt, earlier, besides });
    const ended = await watch(step, client, payment, going);
    const failed = ended.filter(({ value }) => value.status !== 'succeeded');
    const [first] = failed;
    if (first === undefined) return succeeded(step, payment, going, ended);
    earlier.push(...failed.map(({ value }) => value.id));
    besides.push(...ended.filter((one) => !failed.includes(one)).map(({ value }) => value.id));
    const { headline, meaning } = refundFailure(first.value);
    const instance = instanceOf(payment.series, attempt) ?? '1';
    const answer = await step.ask(refundAgain, {
      prompt: refundAgain.title,
      explanation: [headline, meaning],
      default: 'leave',
      instance,
    });
    if (answer === 'again') continue;
    // Asked again by the next run, which may find it refunded in the dashboard; where nobody sits, there is no going back to it.
    step.forget(`${refundAgain.id}#${instance}`);
    throw refundLeft(headline, meaning, first.evidence.requestId);
  }
}

/** Waits until nothing more will come of any of them. */
async function watch(
  step: Verbs,
  client: ProductionClient,
  payment: Payment,
  { refundIds, amount }: Going,
): Promise<readonly Answer<Refund>[]> {
  const { seen } = await step.waitFor({
    id: 'cut-over.refund',
    title: words.refundWaiting,
    look: () => Promise.all(refundIds.map((id) => readRefund(client, id))),
    over: (refunds) => refunds.every(({ value }) => isRefundOver(value.status)),
    fingerprint: (refunds) => refunds.map(({ value }) => wordOf(value.status)).join(),
    notice: (refunds, before) => {
      const turned = refunds.find(
        ({ value }, index) => wordOf(value.status) !== wordOf(before[index]?.value.status ?? ''),
      );
      return turned && words.refundTurned(turned.value.status);
    },
    show: (refunds) => {
      const stated = refunds.map(({ value }) => value);
      return refundProgressSheet(amount ?? sumOf(stated.map((one) => one.amount)) ?? payment.amount, stated);
    },
  });
  for (const { value, evidence } of seen) {
    const { orderId = payment.orderId } = value;
    if (orderId !== payment.orderId) throw ofOtherOrder(value.id, orderId, payment.orderId, evidence.requestId);
  }
  return seen;
}

/** Records the proof, where what went back is the sum that it had to be. Gives the refund, the last of several. */
function succeeded(step: Verbs, payment: Payment, { amount }: Going, refunds: readonly Answer<Refund>[]): string {
  const last = refunds.at(-1);
  const sent = sumOf(refunds.map(({ value }) => value.amount));
  const expected = amount ?? sent ?? payment.amount;
  if (last === undefined || sent === undefined || !sameMoney(sent, expected)) {
    throw otherSum(expected, sent, last?.evidence.requestId);
  }
  step.prove(proofOf(payment.series), words.refunded(formatMoney(sent), refunds.length), last.evidence);
  return last.value.id;
}

/** The refund of this attempt: the one that was sent or adopted already, or one that is planned, confirmed and sent now. */
async function begin(
  step: Verbs,
  world: World,
  client: ProductionClient,
  payment: Payment,
  { attempt, earlier, besides }: Attempt,
): Promise<Going> {
  const { orderId, series, amount: paid } = payment;
  const adoption = adoptedName(series, attempt);
  const followed = followedBefore(step, adoption);
  if (followed && !followed.some((id) => earlier.includes(id))) return { refundIds: followed };
  const name = refundName(series, attempt);
  const instance = instanceOf(series, attempt);
  const begun = step.confirmed(confirmRefund, instance);
  const send = async (amount: Money, confirmation: Confirmation, sentBefore?: string): Promise<Going> => {
    const wanted = { name, orderId, paid, amount, earlier, besides, sentBefore };
    const write = refundPayment(client, wanted, confirmation);
    const { refundId } = await step.perform(write);
    return { refundIds: [refundId], amount };
  };
  // What was sent already is sent again, under its own key and with its own sum, before anything is looked up.
  if (begun && step.standing({ name, result: madeRefund }).kind !== 'not begun') {
    const { amount } = begun;
    return await send(amount, begun);
  }
  const { order, plan, refunds } = await step.observe(words.readingRefunds, () => lookUp(client, payment, earlier));
  if (plan.kind === 'unknown') throw notSaid(orderId);
  if (plan.kind === 'elsewhere') {
    // After an answer that cannot have been Flint's, the refund that stands there is the one that was confirmed and sent.
    const ours = begun && refundOf(refunds, { paid, amount: begun.amount, earlier });
    if (begun && ours?.amount) return await send(begun.amount, begun, ours.id);
    return { refundIds: await followElsewhere(step, client, paid, { name: adoption, refunds: plan.refunds }) };
  }
  const { amount } = plan;
  const confirmation = await step.confirmMoney(confirmRefund, {
    amount,
    phrase: `refund ${figures(amount)}`,
    sheet: refundSheet(world.target, step.accountName(), plan, order),
    declined: 'Esc leaves the payment as it is.',
    ...(instance === undefined ? {} : { instance }),
  });
  return await send(amount, confirmation);
}

async function lookUp(
  client: ProductionClient,
  { orderId, amount }: Payment,
  earlier: readonly string[],
): Promise<{ readonly order: Order; readonly plan: RefundPlan; readonly refunds: readonly Refund[] }> {
  const { value: order } = await orderWithAttempts(client, orderId);
  const { value: refunds } = await listRefunds(client, { orderId }).all();
  return { order, plan: planRefund(amount, order, refunds, earlier), refunds };
}

function instanceOf(series: RefundSeries, attempt: number): string | undefined {
  const suffix = attempt === 1 ? [] : [String(attempt)];
  const parts = series === 'whole' ? suffix : [series, ...suffix];
  return parts.length === 0 ? undefined : parts.join('-');
}

function proofOf(series: RefundSeries): string {
  return series === 'whole' ? 'cut-over.refunded' : `cut-over.refunded-${series}`;
}
