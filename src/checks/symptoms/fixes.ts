import { randomUUID } from 'node:crypto';
import type { FlintClient } from '../../flint/client.ts';
import { FlintError } from '../../flint/errors.ts';
import { wordOf } from '../../flint/open-word.ts';
import { explainInOne } from '../../flint/sentences.ts';
import { accepted, sendTestEvent } from '../../flint/test-events.ts';
import { deliveriesOf, readDelivery, resendDelivery } from '../../flint/webhook-deliveries.ts';
import { readWebhookEndpoint, updateWebhookEndpoint, type WebhookEndpoint } from '../../flint/webhook-endpoints.ts';
import type { Fix } from '../check.ts';
import type { DoctorContext } from './context.ts';
import { shownEndpoint } from './endpoint-choice.ts';
import type { FailedEvent } from './failures.ts';
import { seen } from './symptom.ts';
import { fixWords as words } from './webhook-copy.ts';

/** Both generations list it, and it moves no money, ships nothing and names no object (the API notes, webhooks, section 5). */
const harmlessEvent = 'capability.updated';

/** Enables an endpoint. */
export function enableEndpoint(client: FlintClient, endpoint: WebhookEndpoint): Fix {
  return {
    title: words.enable.title,
    effect: words.enable.effect(shownEndpoint(endpoint)),
    apply: async () => {
      const { value } = await inWords(() =>
        updateWebhookEndpoint(client, { endpointId: endpoint.id, enabled: true, idempotencyKey: randomUUID() }),
      );
      if (value.enabled !== true) throw new Error(words.enable.notEnabled);
      return words.enable.done;
    },
  };
}

/** Adds events to those an endpoint is sent; the others stay. */
export function addEvents(client: FlintClient, endpoint: WebhookEndpoint, names: readonly string[]): Fix {
  return {
    title: words.addEvents.title,
    effect: words.addEvents.effect(shownEndpoint(endpoint), names),
    apply: async () => {
      // The list is replaced as a whole, so it is made from what stands there now; without one the endpoint is sent everything.
      const { enabledEvents: before } = (await inWords(() => readWebhookEndpoint(client, endpoint.id))).value;
      if (before === undefined) throw new Error(words.addEvents.unsaid);
      const added = names.filter((name) => !before.includes(name));
      if (before.length === 0 || added.length === 0) return words.addEvents.done(names);
      const { value } = await inWords(() =>
        updateWebhookEndpoint(client, {
          endpointId: endpoint.id,
          enabledEvents: [...before, ...added],
          idempotencyKey: randomUUID(),
        }),
      );
      // A name that the server does not know may have been dropped in silence.
      const lacking = names.filter((name) => value.enabledEvents?.includes(name) !== true);
      if (lacking.length > 0) throw new Error(words.addEvents.notAdded(lacking));
      return words.addEvents.done(names);
    },
  };
}

/** Sends one synthetic event and keeps what the handler answered for the next look. */
export function sendTrial(client: FlintClient, endpoint: WebhookEndpoint, context: DoctorContext): Fix {
  return {
    title: words.trial.title,
    effect: words.trial.effect(shownEndpoint(endpoint)),
    apply: () => tryHandler(client, endpoint, context),
  };
}

/** Sends the synthetic event; says in a sentence how it was answered. */
export async function tryHandler(
  client: FlintClient,
  endpoint: WebhookEndpoint,
  context: DoctorContext,
): Promise<string> {
  const sent = { endpointId: endpoint.id, eventType: harmlessEvent, idempotencyKey: randomUUID() };
  const { value, evidence } = await inWords(() => sendTestEvent(client, sent));
  const { statusCode, responseExcerpt } = value;
  context.memory.trial = { event: value, evidence: seen(evidence, `your handler answered ${statusCode ?? 'nothing'}`) };
  return accepted(value) ? words.trial.accepted : words.trial.refused(statusCode, responseExcerpt);
}

/** Undefined where the server has no deliveries that could be sent again, as in the guide's generation. */
export function resendFailed(
  client: FlintClient,
  events: readonly FailedEvent[],
  signal: AbortSignal,
): Fix | undefined {
  if (!events.some(({ deliveries }) => deliveries.some(({ id }) => id !== undefined))) return undefined;
  return {
    title: words.resend.title,
    effect: words.resend.effect(events.length),
    apply: async () => {
      let delivered = 0;
      const failed: string[] = [];
      for (const event of events) {
        for (const deliveryId of await failedDeliveries(client, event)) {
          signal.throwIfAborted();
          const outcome = await resendOne(client, deliveryId);
          if (outcome === undefined) delivered += 1;
          else failed.push(outcome);
        }
      }
      if (failed.length > 0) throw new Error(words.resend.some(delivered, failed.length, failed[0] ?? ''));
      return words.resend.done(delivered);
    },
  };
}

/** The deliveries of an event that failed; read now where the look did not. */
async function failedDeliveries(client: FlintClient, { event, deliveries }: FailedEvent): Promise<string[]> {
  const read = deliveries.length > 0 ? deliveries : (await inWords(() => deliveriesOf(client, event.id))).value;
  return read.flatMap(({ id, status }) => (id !== undefined && status === 'failed' ? [id] : []));
}

/** Why a delivery did not arrive this time either; undefined when it certainly did. A 2xx of the call is acceptance only. */
async function resendOne(client: FlintClient, deliveryId: string): Promise<string | undefined> {
  try {
    await resendDelivery(client, { deliveryId, idempotencyKey: randomUUID() });
    const { value } = await readDelivery(client, deliveryId);
    if (value.status === 'delivered') return undefined;
    const answered = value.lastResponseCode === undefined ? '' : `, answered ${value.lastResponseCode}`;
    return `${deliveryId} is ${wordOf(value.status)}${answered}.`;
  } catch (error) {
    if (error instanceof FlintError) return explainInOne(error);
    throw error;
  }
}

async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FlintError ? new Error(explainInOne(error)) : error;
  }
}
