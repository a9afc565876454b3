import { isLoopback } from '../../flint/base-url.ts';
import { FlintError } from '../../flint/errors.ts';
import { deliveriesOf } from '../../flint/webhook-deliveries.ts';
import { paidEventNames, paidOrderEventName } from '../../flint/webhook-event-types.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { ProductionClient } from '../connections.ts';
import { confirmArrival } from '../live-key/place.ts';
import type { Production } from '../live-key/script.ts';
import type { Target } from '../target.ts';
import type { World } from '../world.ts';
import { endpointSheet, testEventSheet, words } from './copy.ts';
import { probeProductionHandler } from './handler.ts';
import { againOnce, handlerReady, knownEndpoint, otherUrl, testEventFailed, webhookUrl } from './questions.ts';
import type { Endpoint, SentTestEvent } from './writes.ts';
import { completeEndpoint, moveEndpoint, registerEndpoint, rotateSecret, secretVariable, sendTest } from './writes.ts';

/** The guide's sensible minimum besides the paid event, and the two events that tell a refund's outcome. */
const otherEvents = [
  'payment_intent.payment_failed',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'dispute.created',
  'capability.updated',
];

/** The registered endpoint, and the names by which its events are to be expected. */
export interface Webhook {
  readonly endpointId: string;
  readonly paidEvents: readonly (readonly string[])[];
  readonly refundEvents: readonly (readonly string[])[];
  /** What is still open about the handler, in words. */
  readonly open: readonly string[];
}

/** Registers the production endpoint and proves the pipe end to end, signature included (the guide, step 4). */
export async function registerWebhook(step: Verbs, world: World, production: Production): Promise<Webhook> {
  const { client, place } = production;
  const suggested = world.suggested[webhookUrl.id];
  const url = await step.ask(webhookUrl, {
    prompt: words.askUrl,
    explanation: [words.urlNote],
    verify: async (given) => urlRefusal(world.target, given),
    ...(suggested === undefined ? {} : { default: suggested }),
  });
  const { store } = place;
  const where = store.describe();
  const { names } = await step.observe(words.askEventName, () => paidOrderEventName(client));
  const endpoint = await register(step, client, (events) => registerEndpoint(client, store, url, events), names);
  step.show(endpointSheet(url, endpoint, where));

  if (!endpoint.secretStored) {
    const stored = store.canReadBack ? await store.get(secretVariable) : undefined;
    const answer = await step.ask(knownEndpoint, {
      prompt: knownEndpoint.title,
      explanation: stored ? [`${where} holds ${stored.masked()}.`] : [],
      default: 'rotate',
    });
    if (answer === 'rotate') await step.perform(rotateSecret(client, store, endpoint.endpointId));
  }
  await confirmArrival(step, place, secretVariable);
  const events = await complete(step, client, endpoint, names);

  const ready = await step.ask(handlerReady, {
    prompt: handlerReady.title,
    explanation: [words.secretGoes(where)],
    default: 'yes',
  });
  if (ready === 'no') {
    step.forget(handlerReady.id);
    throw leftForLater('Your production handler does not have the secret yet.');
  }
  const proved = await proveEndpoint(step, world, client, endpoint);
  const open = await probeProductionHandler(step, world, production, { ...endpoint, url: proved });
  return {
    open,
    endpointId: endpoint.endpointId,
    paidEvents: [names.filter((name) => subscribed(events, name))],
    refundEvents: ['refund.created', 'refund.updated'].filter((name) => subscribed(events, name)).map((name) => [name]),
  };
}

/**
 * Where the server has no list of event types, its name of the paid event is found by trying: the guide's, the other one,
 * and in the end all events (API notes, webhooks, section 3).
 */
async function register(
  step: Verbs,
  client: ProductionClient,
  write: (events: readonly string[]) => ReturnType<typeof registerEndpoint>,
  names: readonly string[],
): Promise<Endpoint> {
  const listed = names.length === 1 ? [[...names, ...otherEvents]] : [];
  const tries =
    listed.length > 0
      ? listed
      : [[paidEventNames.guide, ...otherEvents], [paidEventNames['2026-09-07'], ...otherEvents], []];
  let refusal: unknown;
  for (const events of tries) {
    try {
      return await step.perform(write(events));
    } catch (error) {
      if (!(error instanceof FlintError) || error.problem !== 'invalid' || !error.param?.startsWith('enabled_events'))
        throw error;
      refusal = error;
    }
  }
  throw refusal ?? new Error(`No events to try for ${client.mode}.`);
}

async function complete(
  step: Verbs,
  client: ProductionClient,
  endpoint: Endpoint,
  names: readonly string[],
): Promise<readonly string[]> {
  const { endpointId, enabled, enabledEvents } = endpoint;
  const hasPaid = names.some((name) => subscribed(enabledEvents, name));
  const missing = otherEvents.filter((name) => !subscribed(enabledEvents, name));
  const paid = hasPaid ? [] : names.slice(0, 1);
  if (enabled && paid.length + missing.length === 0) return enabledEvents;
  const events = [...enabledEvents, ...paid, ...missing];
  await step.perform(completeEndpoint(client, endpointId, events));
  return events;
}

/** Sends test events until one is accepted, and gives the URL that accepted it. Every attempt is kept; step 5 stays closed until one works. */
async function proveEndpoint(step: Verbs, world: World, client: ProductionClient, endpoint: Endpoint): Promise<string> {
  let url = endpoint.url;
  for (let attempt = 1; ; attempt += 1) {
    const instance = String(attempt);
    const sent = await settled(step, client, await step.perform(sendTest(client, endpoint.endpointId, attempt)));
    step.show(testEventSheet(url, sent, attempt));
    if (sent.accepted) {
      step.prove('configuration.webhook', words.delivered, {
        at: step.now().toISOString(),
        mode: client.mode,
        requestId: sent.requestId,
      });
      return url;
    }
    const way = await step.ask(testEventFailed, { prompt: testEventFailed.title, instance, ...againOnce(attempt) });
    if (way === 'later') {
      step.forget(`${testEventFailed.id}#${instance}`);
      throw leftForLater('The test event was not accepted yet.');
    }
    if (way === 'other-url') {
      url = await step.ask(otherUrl, {
        prompt: otherUrl.title,
        verify: async (given) => urlRefusal(world.target, given),
        default: url,
        instance,
      });
      await step.perform(moveEndpoint(client, endpoint.endpointId, url, attempt));
    }
  }
}

/** An attempt that was still under way when Flint answered is followed to its end. */
async function settled(step: Verbs, client: ProductionClient, sent: SentTestEvent): Promise<SentTestEvent> {
  if (!sent.underWay) return sent;
  const { seen } = await step.waitFor({
    id: 'configuration.test-event',
    title: words.waitingForAttempt,
    look: async () => (await deliveriesOf(client, sent.eventId)).value,
    over: (deliveries) => deliveries.some(({ status }) => status === 'delivered' || status === 'failed'),
    show: () => testEventSheet('', sent, 1),
  });
  return { ...sent, accepted: seen.some(({ status }) => status === 'delivered') };
}

function subscribed(events: readonly string[], name: string): boolean {
  return events.length === 0 || events.includes(name);
}

function urlRefusal(target: Target, given: string): string | undefined {
  const url = new URL(given);
  const onThisMachine = isLoopback(url) && isLoopback(target.baseUrl);
  return url.protocol === 'https:' || onThisMachine ? undefined : words.needsHttps;
}

function leftForLater(headline: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline,
    meaning: 'Step 5 stays closed until your production handler acknowledged a signed test event.',
    remedy: 'Put it right, then try again or run the same command.',
    passing: 'final',
  });
}
