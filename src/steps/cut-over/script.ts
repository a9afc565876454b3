import { LaunchStopped } from '../../launch/failure.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { Configuration } from '../configuration/script.ts';
import type { Production } from '../live-key/script.ts';
import type { World } from '../world.ts';
import { charge } from './charge/script.ts';
import { settle } from './charge/settle.ts';
import { words } from './copy.ts';
import { deployConfiguration } from './deploy/script.ts';
import { waitForEvents } from './events.ts';
import { launchedSheet } from './launched-copy.ts';
import { fulfilled } from './questions.ts';
import { refund } from './refund.ts';

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
  const unproved = await deployConfiguration(step, world, production, configuration);

  const { orderId, amount } = await charge(step, world, production);
  await settle(step, world, production, { orderId, amount });

  const unseen = await waitForEvents(step, production.client, {
    id: 'cut-over.paid-event',
    title: words.webhookWaiting,
    headline: words.webhookHeadline,
    types: configuration.paidEvents,
    about: orderId,
    endpointId: configuration.endpointId,
    proof: { name: 'cut-over.paid-event', text: words.webhookProved },
  });
  const ran = await confirmFulfilment(step, orderId, unseen.length === 0);

  const refundId = await refund(step, world, production, { orderId, amount, series: 'whole' });
  const unseenRefund = await waitForEvents(step, production.client, {
    id: 'cut-over.refund-events',
    title: words.refundEventsWaiting,
    headline: words.refundEventsHeadline,
    types: configuration.refundEvents,
    about: refundId,
    endpointId: configuration.endpointId,
    proof: { name: 'cut-over.refund-events', text: words.refundEventsProved },
  });
  if (!ran) {
    // Asked again after the repair: an answer that stood would end every further run here.
    step.forget(fulfilled.id);
    throw fulfilmentMissing(unseen.length === 0, words.refundedAlready);
  }
  const gaps = [...unproved, ...unseen, ...unseenRefund];
  step.show(
    launchedSheet(world.target, {
      proofs: step.proofs(),
      open: [...gaps, ...configuration.open],
      withGaps: gaps.length > 0,
    }),
  );
}

async function confirmFulfilment(step: Verbs, orderId: string, delivered: boolean): Promise<boolean> {
  const answer = await step.ask(fulfilled, {
    prompt: fulfilled.title,
    explanation: [words.askFulfilled(orderId, delivered)],
    default: 'yes',
  });
  if (answer === 'yes') step.tell(words.fulfilmentProved);
  if (answer !== 'look') return answer === 'yes';
  step.forget(fulfilled.id);
  throw fulfilmentMissing(delivered, words.paymentStays);
}

function fulfilmentMissing(delivered: boolean, payment: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'Fulfilment is not confirmed, so the launch is not complete.',
    meaning: `${words.notActedOn(delivered)} Real buyers would pay and get nothing. ${payment}`,
    remedy: 'Repair the handler, then try again or run the same command.',
    passing: 'final',
  });
}
