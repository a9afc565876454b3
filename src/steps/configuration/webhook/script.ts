import { listWebhookEndpoints } from '../../../flint/webhook-endpoints.ts';
import { LaunchStopped } from '../../../launch/failure.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Secret } from '../../../secrets/secret.ts';
import { confirmArrival } from '../../live-key/place.ts';
import type { Production } from '../../live-key/script.ts';
import type { World } from '../../world.ts';
import { addressRefusal, addressRemark } from './addresses.ts';
import { endpointSheet, words } from './copy.ts';
import { chooseEvents, completeEvents, registerWithEvents, subscribed } from './endpoint.ts';
import { probeProductionHandler } from './handler.ts';
import { remarkOnMovedSecret } from './moved-secret.ts';
import { handlerReady, knownEndpoint, webhookUrl } from './questions.ts';
import { sandboxSecretOf } from './sandbox-secret.ts';
import { leftForLater, proveEndpoint } from './test-event.ts';
import { type Endpoint, rotateSecret, rotation, secretVariable } from './writes.ts';

/** The registered endpoint, and the names by which its events are to be expected. */
export interface Webhook {
  readonly endpointId: string;
  readonly paidEvents: readonly (readonly string[])[];
  readonly refundEvents: readonly (readonly string[])[];
  /** What is still open about the endpoint and its handler, in words. */
  readonly open: readonly string[];
}

/** Registers the production endpoint and proves the pipe end to end, signature included (the guide, step 4). */
export async function registerWebhook(step: Verbs, world: World, production: Production): Promise<Webhook> {
  const { client, place } = production;
  const suggested = world.suggested[webhookUrl.id];
  const url = await step.ask(webhookUrl, {
    prompt: words.askUrl,
    explanation: [words.urlNote],
    verify: async (given) => addressRefusal(world.target, given),
    ...(suggested === undefined ? {} : { default: suggested }),
  });
  const events = await chooseEvents(step, world, client);
  const endpoint = await registerWithEvents(step, production, url, events);
  const remarks = await remarksOn(step, production, url, endpoint);
  const known = [...remarks, ...events.unheardOf.map(words.unheardOf)];
  step.show(endpointSheet(url, endpoint, place.store.describe(), known));

  const sandboxSecret = await step.observe(words.comparingSecrets, () => sandboxSecretOf(world, production));
  await secureSecret(step, production, endpoint, sandboxSecret);
  await confirmArrival(step, place, secretVariable);
  const moved = await remarkOnMovedSecret(step, world, production, endpoint);
  if (moved !== undefined) step.tell(`${moved}.`);
  const received = await completeEvents(step, client, endpoint, events);

  const ready = await step.ask(handlerReady, {
    prompt: handlerReady.title,
    explanation: [moved === undefined ? words.secretGoes(place.store.describe()) : `${moved}.`],
    default: 'yes',
  });
  if (ready === 'no') {
    step.forget(handlerReady.id);
    throw leftForLater('Your production handler does not have the secret yet.');
  }
  const proved = await proveEndpoint(step, world, client, { endpointId: endpoint.endpointId, url });
  const handlerOpen = await probeProductionHandler(step, world, production, {
    endpointId: endpoint.endpointId,
    sandboxSecret,
    ...proved,
  });
  const without = events.further.filter((name) => !subscribed(received, name));
  return {
    open: [...known, ...(moved === undefined ? [] : [moved]), ...without.map(words.withoutEvent), ...handlerOpen],
    endpointId: endpoint.endpointId,
    paidEvents: [events.paid.filter((name) => subscribed(received, name))],
    refundEvents: ['refund.created', 'refund.updated']
      .filter((name) => subscribed(received, name))
      .map((name) => [name]),
  };
}

/** What a person should know about the endpoint: doubtful addresses, and other endpoints that get every event a second time. */
async function remarksOn(
  step: Verbs,
  { client }: Production,
  url: string,
  { endpointId, registeredAs }: Endpoint,
): Promise<readonly string[]> {
  const { value: all } = await step.observe(words.lookingForOthers, () => listWebhookEndpoints(client).all());
  const others = all.filter((one) => one.url === url && one.id !== endpointId);
  const tunnel = addressRemark(url);
  return [
    ...(tunnel === undefined ? [] : [tunnel]),
    ...(registeredAs === undefined ? [] : [words.registeredAs(registeredAs)]),
    ...others.map(({ id, enabled }) => (enabled === false ? words.idleDuplicate(id) : words.duplicate(id))),
  ];
}

function secretElsewhere(place: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: `The signing secret in ${place} is that of the sandbox’s endpoint.`,
    meaning:
      'It does not sign what production receives. The secret of the production endpoint was stored earlier, in another place, and is shown only once.',
    remedy: `Put it there as ${secretVariable}, or go back (b) to the place that has it. Where nobody has it any more, rotate it in the dashboard and put the new one there. Then try again.`,
    passing: 'final',
  });
}

/** An endpoint that was there already may have a secret that nobody has; the sandbox's secret is never taken for it. */
async function secureSecret(
  step: Verbs,
  { client, place: { store } }: Production,
  endpoint: Endpoint,
  sandboxSecret: Secret | undefined,
): Promise<void> {
  const stored = store.canReadBack ? await store.get(secretVariable) : undefined;
  const isOfSandbox = stored !== undefined && sandboxSecret?.equals(stored) === true;
  const isFinished = endpoint.secretStored || step.standing(rotation).kind === 'finished';
  // As after another place was chosen, whose file was copied from the one for development.
  if (isFinished && isOfSandbox) throw secretElsewhere(store.describe());
  if (endpoint.secretStored) return;
  const holds = stored === undefined ? [] : [words.holds(store.describe(), stored.masked())];
  const answer = await step.ask(knownEndpoint, {
    prompt: knownEndpoint.title,
    explanation: isOfSandbox ? [words.holdsSandboxSecret(store.describe())] : holds,
    default: 'rotate',
    ...(isOfSandbox ? { only: ['rotate'] } : {}),
  });
  if (answer === 'rotate') await step.perform(rotateSecret(client, store, endpoint.endpointId));
}
