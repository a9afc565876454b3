import type { DeliveryAttempt } from '../../flint/delivery-attempts.ts';
import { listDeliveryAttempts } from '../../flint/delivery-attempts.ts';
import type { Problem } from '../../flint/errors.ts';
import { FlintError } from '../../flint/errors.ts';
import type { Delivery } from '../../flint/webhook-deliveries.ts';
import { deliveriesOf, isDelivered } from '../../flint/webhook-deliveries.ts';
import { findEventsAbout } from '../../flint/webhook-events.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { Evidence } from '../../launch/write.ts';
import type { ProductionClient } from '../connections.ts';
import { words } from './copy.ts';
import { eventsSheet } from './events-copy.ts';
import { eventSeen } from './questions.ts';
import { resendFailed } from './resend.ts';

/** A delivery with its attempts, as far as this server and this key tell them. */
export interface TriedDelivery extends Delivery {
  readonly tries: readonly DeliveryAttempt[];
  /** They could not be read, so nobody knows how each of them went. */
  readonly triesUnread: boolean;
}

/** An event about the object that is watched, and how it reached the production endpoint. */
export interface SeenEvent {
  readonly type: string;
  /** Those to the production endpoint, and those of which the server does not say to whom. */
  readonly deliveries: readonly TriedDelivery[];
  readonly delivered: boolean;
  readonly evidence: Evidence;
}

export interface ExpectedEvents {
  readonly id: string;
  readonly title: string;
  readonly headline: string;
  /** Each expected event, as the names that it can go by. */
  readonly types: readonly (readonly string[])[];
  readonly about: string;
  readonly endpointId: string;
  readonly proof: { readonly name: string; readonly text: string };
}

/**
 * Waits until every expected event about an object was delivered to the production endpoint, and records the proof. A failed
 * delivery is shown attempt by attempt and can be sent again in place. Gives what is still open: an event that only a person
 * has seen is none that was proved.
 */
export async function waitForEvents(
  step: Verbs,
  client: ProductionClient,
  expected: ExpectedEvents,
): Promise<readonly string[]> {
  const attested = [words.attested(expected.types.map((names) => names.join(' or ')).join(', '))];
  const onYourWord = (): readonly string[] => {
    step.show({ headline: words.seenByYou, blocks: [] });
    return attested;
  };
  if (step.answered(eventSeen, expected.id) === 'yes') return onYourWord();
  for (;;) {
    const waited = await watch(step, client, expected);
    if (waited.kind === 'seen') {
      const last = waited.seen.at(-1);
      if (last) step.prove(expected.proof.name, expected.proof.text, last.evidence);
      return [];
    }
    if (waited.way === 'attest') {
      await attest(step, expected.id);
      return onYourWord();
    }
    await resendFailed(step, client, await step.observe(words.readingDeliveries, () => seenAll(client, expected)));
  }
}

async function watch(step: Verbs, client: ProductionClient, expected: ExpectedEvents) {
  const { types } = expected;
  const isAllDelivered = (events: readonly SeenEvent[]): boolean =>
    types.every((names) => events.some((event) => names.includes(event.type) && event.delivered));
  return await step.waitFor<readonly SeenEvent[], 'attest' | 'resend'>({
    id: expected.id,
    title: expected.title,
    look: () => seenAll(client, expected),
    over: isAllDelivered,
    show: (events) => eventsSheet(isAllDelivered(events) ? expected.proof.text : expected.headline, events, types),
    fingerprint: (events) => JSON.stringify(events.map(({ type, deliveries }) => [type, deliveries])),
    notice: (events, before) => {
      if (!hasFailed(events) || hasFailed(before)) return undefined;
      return isUndecidable(events) ? words.someDeliveryFailed : words.deliveryFailed;
    },
    ways: (events) => [
      ...(isUndecidable(events ?? []) ? [{ id: 'attest' as const, key: 's' as const, label: words.attest }] : []),
      ...(canResend(events ?? []) ? [{ id: 'resend' as const, key: 'n' as const, label: words.resend }] : []),
    ],
    otherwise: (events) => (isUndecidable(events ?? []) ? 'attest' : undefined),
  });
}

/** Where Flint cannot tell, only the handler's own log can, and only a person can read that. */
async function attest(step: Verbs, id: string): Promise<void> {
  const answer = await step.ask(eventSeen, {
    prompt: eventSeen.title,
    explanation: [words.undecidable],
    default: 'no',
    instance: id,
  });
  if (answer === 'yes') return;
  step.forget(`${eventSeen.id}#${id}`);
  throw new LaunchStopped({
    kind: 'waited too long',
    headline: words.notDelivered,
    meaning: words.undecidable,
    remedy: words.lookAgain,
    passing: 'final',
  });
}

/** The guide's generation states one outcome for all endpoints of the account, so a failure may be another endpoint's. */
function isUndecidable(events: readonly SeenEvent[]): boolean {
  return events.some(({ deliveries }) =>
    deliveries.some(({ status, endpointId }) => endpointId === undefined && status !== 'delivered'),
  );
}

function hasFailed(events: readonly SeenEvent[]): boolean {
  return events.some(({ deliveries }) => deliveries.some(({ status }) => status === 'failed'));
}

function canResend(events: readonly SeenEvent[]): boolean {
  return events.some(({ deliveries }) => deliveries.some(({ status, id }) => status === 'failed' && id !== undefined));
}

async function seenAll(
  client: ProductionClient,
  { types, about, endpointId }: ExpectedEvents,
): Promise<readonly SeenEvent[]> {
  return (await Promise.all(types.flat().map((type) => seenEvents(client, type, about, endpointId)))).flat();
}

async function seenEvents(
  client: ProductionClient,
  eventType: string,
  resourceId: string,
  endpointId: string,
): Promise<readonly SeenEvent[]> {
  const events = await findEventsAbout(client, { eventType, resourceId });
  return await Promise.all(
    events.map(async ({ value }) => {
      const { value: all, evidence } = await deliveriesOf(client, value.id);
      const concerned = all.filter((one) => one.endpointId === undefined || one.endpointId === endpointId);
      const deliveries = await Promise.all(concerned.map(async (one) => ({ ...one, ...(await triesOf(client, one)) })));
      return { type: eventType, deliveries, delivered: isDelivered(all, endpointId), evidence };
    }),
  );
}

/** What says that the calls themselves are not what they should be, or that nobody waits for them any more. */
const serious: readonly Problem[] = [
  'aborted',
  'wrong-key',
  'wrong-mode',
  'mode-not-proven',
  'wrong-merchant',
  'merchant-not-proven',
  'unauthorized',
];

/** Attempts explain a delivery and decide nothing, so where they cannot be read they are said to be unknown. */
async function triesOf(
  client: ProductionClient,
  { id }: Delivery,
): Promise<Pick<TriedDelivery, 'tries' | 'triesUnread'>> {
  if (id === undefined) return { tries: [], triesUnread: false };
  try {
    return { tries: (await listDeliveryAttempts(client, id).all()).value, triesUnread: false };
  } catch (error) {
    if (!(error instanceof FlintError) || serious.includes(error.problem)) throw error;
    return { tries: [], triesUnread: true };
  }
}
