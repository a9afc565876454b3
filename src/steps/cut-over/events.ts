import type { Answer } from '../../flint/answer.ts';
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

interface SeenEvent {
  readonly type: string;
  readonly deliveries: readonly Delivery[];
  readonly delivered: boolean;
  readonly evidence: Evidence;
}

/** Waits until every expected event about an object was delivered to the production endpoint, and records the proof. */
export async function waitForEvents(
  step: Verbs,
  client: ProductionClient,
  expected: {
    readonly id: string;
    readonly title: string;
    readonly headline: string;
    /** Each expected event, as the names that it can go by. */
    readonly types: readonly (readonly string[])[];
    readonly about: string;
    readonly endpointId: string;
    readonly proof: { readonly name: string; readonly text: string };
  },
): Promise<void> {
  const { types, about, endpointId, proof } = expected;
  if (step.answered(eventSeen, expected.id) === 'yes') {
    step.tell(words.attested(types.map((names) => names.join(' or ')).join(', ')));
    return;
  }
  const waited = await step.waitFor<readonly SeenEvent[], 'attest'>({
    id: expected.id,
    title: expected.title,
    look: async () =>
      (await Promise.all(types.flat().map((type) => seenEvents(client, type, about, endpointId)))).flat(),
    over: (events) => types.every((names) => events.some((event) => names.includes(event.type) && event.delivered)),
    show: (events) => eventsSheet(expected.headline, events, types),
    fingerprint: (events) => JSON.stringify(events.map(({ type, deliveries }) => [type, deliveries])),
    ways: (events) => (isUndecidable(events ?? []) ? [{ id: 'attest', key: 's', label: words.attest }] : []),
    otherwise: (events) => (isUndecidable(events ?? []) ? 'attest' : undefined),
  });
  if (waited.kind === 'seen') {
    const last = waited.seen.at(-1);
    if (last) step.prove(proof.name, proof.text, last.evidence);
    return;
  }
  const answer = await step.ask(eventSeen, {
    prompt: eventSeen.title,
    explanation: [words.undecidable],
    default: 'no',
    instance: expected.id,
  });
  if (answer === 'yes') return;
  step.forget(`${eventSeen.id}#${expected.id}`);
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

async function seenEvents(
  client: ProductionClient,
  eventType: string,
  resourceId: string,
  endpointId: string,
): Promise<readonly SeenEvent[]> {
  const events = await findEventsAbout(client, { eventType, resourceId });
  return await Promise.all(
    events.map(async ({ value }) => {
      const answer: Answer<readonly Delivery[]> = await deliveriesOf(client, value.id);
      const deliveries = answer.value;
      return { type: eventType, deliveries, delivered: isDelivered(deliveries, endpointId), evidence: answer.evidence };
    }),
  );
}
