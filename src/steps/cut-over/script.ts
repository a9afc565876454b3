import { join } from 'node:path';
import { checkoutProgress, readCheckoutSession } from '../../flint/checkout-sessions.ts';
import { FlintError } from '../../flint/errors.ts';
import type { Money } from '../../flint/money.ts';
import { formatMoney } from '../../flint/money.ts';
import { wordOf } from '../../flint/open-word.ts';
import { readOrder } from '../../flint/orders.ts';
import { readRefund, refundProgress } from '../../flint/refunds.ts';
import { isSettled, settlementOf } from '../../flint/settlement.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Verbs } from '../../launch/verbs.ts';
import { readVariable } from '../../secrets/env-file.ts';
import type { Configuration } from '../configuration/script.ts';
import type { ProductionClient } from '../connections.ts';
import type { Production } from '../live-key/script.ts';
import { keyVariable } from '../live-key/stored-key.ts';
import { modeOf } from '../target.ts';
import type { World } from '../world.ts';
import {
  chargeSheet,
  launchedSheet,
  payingSheet,
  productionSettings,
  refundFailure,
  refundProgressSheet,
  refundSheet,
  settledSheet,
  words,
} from './copy.ts';
import { waitForEvents } from './events.ts';
import { chargeAmount, confirmCharge, confirmRefund, currency, deployed, fulfilled, refundAgain } from './questions.ts';
import { createVerificationOrder, openCheckoutPage, refundPayment } from './writes.ts';

/**
 * Step 5: cut over and verify with real money (the guide, step 5). The configuration is deployed; then one small payment by
 * a real card, its settlement, its webhook, the fulfilment, and its refund, each seen to work before the next.
 */
export async function cutOver(
  step: Verbs,
  world: World,
  production: Production,
  configuration: Configuration,
): Promise<void> {
  await deployConfiguration(step, world, production, configuration);

  const amount: Money = {
    amount: await step.ask(chargeAmount, { prompt: chargeAmount.title, default: '1.00' }),
    currency,
  };
  const orderId = await charge(step, world, production, amount);
  await settle(step, world, production.client, orderId, amount);

  await waitForEvents(step, production.client, {
    id: 'cut-over.paid-event',
    title: words.webhookWaiting,
    headline: words.webhookHeadline,
    types: configuration.paidEvents,
    about: orderId,
    endpointId: configuration.endpointId,
    proof: { name: 'cut-over.paid-event', text: words.webhookProved },
  });
  const ran = await confirmFulfilment(step, orderId);

  const refundId = await refund(step, world, production, orderId, amount);
  await waitForEvents(step, production.client, {
    id: 'cut-over.refund-events',
    title: words.refundEventsWaiting,
    headline: words.refundEventsHeadline,
    types: configuration.refundEvents,
    about: refundId,
    endpointId: configuration.endpointId,
    proof: { name: 'cut-over.refund-events', text: words.refundEventsProved },
  });
  if (!ran) throw fulfilmentMissing();
  step.show(launchedSheet(world.target, step.proofs(), configuration.open));
}

async function deployConfiguration(
  step: Verbs,
  world: World,
  production: Production,
  configuration: Configuration,
): Promise<void> {
  const path = join(world.folder, production.file);
  const secret = await step.observe(words.writing, () => readVariable(path, configuration.secretVariable));
  step.show(
    productionSettings(production.file, [
      { name: keyVariable, value: production.masked, note: 'step 2' },
      {
        name: configuration.secretVariable,
        value: secret === undefined ? 'not there' : typeof secret === 'string' ? secret : secret.masked(),
        note: 'step 4, the live endpoint’s',
      },
      ...configuration.renamed.map(({ name, to }) => ({ name, value: to, note: 'step 4' })),
    ]),
  );
  const answer = await step.ask(deployed, { prompt: deployed.title, default: 'yes' });
  if (answer === 'yes') return;
  step.forget(deployed.id);
  throw new LaunchStopped({
    kind: 'refused',
    headline: 'The configuration is not deployed yet.',
    meaning: 'The real charge comes after it. Nothing was sent.',
    remedy: 'Deploy it, then try again or run the same command.',
    passing: 'final',
  });
}

/** The charge: confirmed by typing, paid by a person on a page of Flint's, watched until the page is at its end. */
async function charge(step: Verbs, world: World, production: Production, amount: Money): Promise<string> {
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
    const waited = await step.waitFor({
      id: 'cut-over.payment',
      title: words.paying,
      look: async () => ({
        session: (await readCheckoutSession(client, checkoutSessionId)).value,
        order: (await orderWithAttempts(client, orderId)).value,
      }),
      over: ({ session }) => checkoutProgress(session.status) !== 'waiting',
      show: ({ session, order }) => payingSheet(world.target, amount, session, order),
    });
    const { session } = waited.seen;
    const progress = checkoutProgress(session.status);
    if (progress === 'paid') return orderId;
    if (progress === 'stopped after money moved') throw partlyPaid(orderId);
    step.tell(words.freshPage(wordOf(session.status)), 'changed');
  }
}

/** Settled is what the order itself says: paid, nothing outstanding, the right sum, and the mode on that very answer. */
async function settle(
  step: Verbs,
  world: World,
  client: ProductionClient,
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

async function confirmFulfilment(step: Verbs, orderId: string): Promise<boolean> {
  const answer = await step.ask(fulfilled, {
    prompt: fulfilled.title,
    explanation: [`Order ${orderId}. The webhook was acknowledged; whether your own logic ran, only you can see.`],
    default: 'yes',
  });
  if (answer === 'yes') step.tell(words.fulfilmentProved);
  if (answer !== 'look') return answer === 'yes';
  step.forget(fulfilled.id);
  throw fulfilmentMissing();
}

/** The refund: confirmed by typing, sent once, followed until Flint says that it succeeded. */
async function refund(
  step: Verbs,
  world: World,
  production: Production,
  orderId: string,
  amount: Money,
): Promise<string> {
  const { client } = production;
  for (let attempt = 1; ; attempt += 1) {
    const instance = attempt === 1 ? {} : { instance: String(attempt) };
    const order = await step.observe('Reading the order', () => orderWithAttempts(client, orderId));
    const confirmation = await step.confirmMoney(confirmRefund, {
      amount,
      phrase: `refund ${figures(amount)}`,
      sheet: refundSheet(world.target, step.accountName(), amount, order.value),
      declined: 'Esc leaves the payment as it is.',
      ...instance,
    });
    const { refundId } = await step.perform(refundPayment(client, orderId, amount, attempt, confirmation));
    const { seen } = await step.waitFor({
      id: 'cut-over.refund',
      title: words.refundWaiting,
      look: () => readRefund(client, refundId),
      over: ({ value }) => refundProgress(value.status) !== 'waiting',
      show: ({ value }) => refundProgressSheet(amount, value),
    });
    if (refundProgress(seen.value.status) === 'succeeded') {
      step.prove('cut-over.refunded', words.refunded(formatMoney(amount)), seen.evidence);
      return refundId;
    }
    const { headline, meaning } = refundFailure(seen.value);
    const answer = await step.ask(refundAgain, {
      prompt: refundAgain.title,
      explanation: [headline, meaning],
      default: 'leave',
      instance: String(attempt),
    });
    if (answer === 'leave') throw refundLeft(headline, meaning, seen.evidence.requestId);
  }
}

/** The attempts on an order are worth seeing, but not worth a failure when the key may not read them. */
async function orderWithAttempts(client: ProductionClient, orderId: string) {
  try {
    return await readOrder(client, orderId, { withPaymentIntents: true });
  } catch (error) {
    if (error instanceof FlintError && (error.problem === 'forbidden' || error.problem === 'invalid')) {
      return await readOrder(client, orderId);
    }
    throw error;
  }
}

/** `1.00` of `1.00 USD`: what a person types. */
function figures(amount: Money): string {
  return formatMoney(amount).replace(` ${amount.currency}`, '');
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

function fulfilmentMissing(): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'Fulfilment is not confirmed, so the launch is not complete.',
    meaning: 'The webhook arrived, but your own logic did not act on it. Real buyers would pay and get nothing.',
    remedy: 'Repair the handler, then try again or run the same command.',
    passing: 'final',
  });
}

function refundLeft(headline: string, meaning: string, requestId: string | undefined): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline,
    meaning,
    remedy: 'Refund it in the dashboard, or go back (b), change the last answer, and confirm another refund.',
    passing: 'final',
    ...(requestId === undefined ? {} : { requestId }),
  });
}
