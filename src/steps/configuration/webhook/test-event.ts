import { isKnown } from '../../../flint/open-word.ts';
import { type Delivery, deliveriesOf, isDelivered } from '../../../flint/webhook-deliveries.ts';
import { LaunchStopped } from '../../../launch/failure.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Write } from '../../../launch/write.ts';
import type { ProductionClient } from '../../connections.ts';
import type { World } from '../../world.ts';
import { addressRefusal } from './addresses.ts';
import { testEventSheet, words } from './copy.ts';
import { againOnce, otherUrl, testEventFailed } from './questions.ts';
import { type SentTestEvent, sendTest } from './test-event-writes.ts';
import { moveEndpoint } from './writes.ts';

/** An endpoint, and the URL for it that the person confirmed. */
export interface Registered {
  readonly endpointId: string;
  readonly url: string;
}

/** How a test event came out. `suppressed`: Flint kept it back. `not settled`: the person did not wait for the end. */
export type TestOutcome = SentTestEvent & { readonly ended?: 'suppressed' | 'not settled' };

/**
 * Sends test events until one is accepted, and gives the URL that accepted it and the event. Every attempt is kept; step 5 stays closed
 * until one works.
 */
export async function proveEndpoint(
  step: Verbs,
  world: World,
  client: ProductionClient,
  { endpointId, url: registered }: Registered,
): Promise<{ readonly url: string; readonly accepted: SentTestEvent }> {
  const earlier: TestOutcome[] = [];
  let url = registered;
  for (let attempt = 1; ; attempt += 1) {
    const instance = String(attempt);
    const test = sendTest(client, endpointId, attempt);
    const sent = await step.perform(test);
    const outcome = sent.underWay ? await settled(step, client, sent, { endpointId, url }, attempt) : sent;
    step.show(testEventSheet(url, outcome, attempt, earlier));
    earlier.push(outcome);
    if (outcome.accepted) {
      step.prove('configuration.webhook', words.delivered, {
        at: sentAt(step, test),
        mode: client.mode,
        requestId: outcome.requestId,
      });
      return { url, accepted: sent };
    }
    const way = await step.ask(testEventFailed, { prompt: testEventFailed.title, instance, ...againOnce(attempt) });
    if (way === 'later') {
      step.forget(`${testEventFailed.id}#${instance}`);
      throw leftForLater('The test event was not accepted yet.');
    }
    if (way === 'other-url') {
      url = await step.ask(otherUrl, {
        prompt: otherUrl.title,
        verify: async (given) => addressRefusal(world.target, given),
        default: url,
        instance,
      });
      await step.perform(moveEndpoint(client, endpointId, url, attempt));
    }
  }
}

/** When a write was done, which may be days before this run. */
export function sentAt<Result>(step: Verbs, write: Pick<Write<Result>, 'name' | 'result'>): string {
  const standing = step.standing(write);
  return standing.kind === 'finished' ? standing.evidence.at : step.now().toISOString();
}

/** An attempt that was still under way when Flint answered is followed to its end, unless the person will not wait for it. */
async function settled(
  step: Verbs,
  client: ProductionClient,
  sent: SentTestEvent,
  { endpointId, url }: Registered,
  attempt: number,
): Promise<TestOutcome> {
  const waited = await step.waitFor({
    id: 'configuration.test-event',
    title: words.waitingForAttempt,
    look: async () => (await deliveriesOf(client, sent.eventId)).value,
    over: (deliveries) => isSettled(deliveries, endpointId),
    show: () => testEventSheet(url, { ...sent, ended: 'not settled' }, attempt),
    ways: () => [{ id: 'stop', key: 's', label: words.stopWaiting }],
    otherwise: () => 'stop' as const,
  });
  if (waited.kind === 'way') return { ...sent, ended: 'not settled' };
  if (isDelivered(waited.seen, endpointId)) return { ...sent, accepted: true };
  const concerned = about(waited.seen, endpointId);
  const [failed] = concerned.filter(({ status }) => status === 'failed');
  const suppressed = failed === undefined && concerned.some(({ status }) => status === 'suppressed');
  return {
    ...sent,
    ...(suppressed ? { ended: 'suppressed' as const } : {}),
    ...(failed?.lastResponseCode === undefined ? {} : { statusCode: failed.lastResponseCode }),
    ...(failed?.lastError === undefined ? {} : { diagnosis: failed.lastError }),
  };
}

/** Whether nothing more is to be expected. A pending delivery, or one of a status that is not known, may still change. */
function isSettled(deliveries: readonly Delivery[], endpointId: string): boolean {
  const concerned = about(deliveries, endpointId);
  return concerned.length > 0 && concerned.every(({ status }) => isKnown(status) && status !== 'pending');
}

function about(deliveries: readonly Delivery[], endpointId: string): readonly Delivery[] {
  return deliveries.filter((one) => one.endpointId === undefined || one.endpointId === endpointId);
}

export function leftForLater(headline: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline,
    meaning: 'Step 5 stays closed until your production handler acknowledged a signed test event.',
    remedy: 'Put it right, then try again or run the same command.',
    passing: 'final',
  });
}
