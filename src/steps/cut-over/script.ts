import type { Money } from '../../flint/money.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { Configuration } from '../configuration/script.ts';
import { keyVariable } from '../live-key/place.ts';
import type { Production } from '../live-key/script.ts';
import type { World } from '../world.ts';
import { charge, settle } from './charge.ts';
import { productionSettings, words } from './copy.ts';
import { waitForEvents } from './events.ts';
import { launchedSheet } from './launched-copy.ts';
import { chargeAmount, currency, deployed, fulfilled } from './questions.ts';
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
  await deployConfiguration(step, world, production, configuration);

  const amount: Money = {
    amount: await step.ask(chargeAmount, { prompt: chargeAmount.title, default: '1.00' }),
    currency,
  };
  const orderId = await charge(step, world, production, amount);
  await settle(step, world, production, orderId, amount);

  const unseen = await waitForEvents(step, production.client, {
    id: 'cut-over.paid-event',
    title: words.webhookWaiting,
    headline: words.webhookHeadline,
    types: configuration.paidEvents,
    about: orderId,
    endpointId: configuration.endpointId,
    proof: { name: 'cut-over.paid-event', text: words.webhookProved },
  });
  const ran = await confirmFulfilment(step, orderId);

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
  if (!ran) throw fulfilmentMissing();
  const gaps = [...unseen, ...unseenRefund];
  step.show(
    launchedSheet(world.target, {
      proofs: step.proofs(),
      open: [...gaps, ...configuration.open],
      withGaps: gaps.length > 0,
    }),
  );
}

async function deployConfiguration(
  step: Verbs,
  _world: World,
  production: Production,
  configuration: Configuration,
): Promise<void> {
  const { store, file } = production.place;
  const secret = store.canReadBack
    ? await step.observe(words.writing, () => store.get(configuration.secretVariable))
    : undefined;
  step.show(
    productionSettings(store.describe(), file, [
      { name: keyVariable, value: production.masked, note: 'step 2' },
      {
        name: configuration.secretVariable,
        value: secret?.masked() ?? (store.canReadBack ? 'not there' : 'not given back'),
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

function fulfilmentMissing(): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'Fulfilment is not confirmed, so the launch is not complete.',
    meaning: 'The webhook arrived, but your own logic did not act on it. Real buyers would pay and get nothing.',
    remedy: 'Repair the handler, then try again or run the same command.',
    passing: 'final',
  });
}
