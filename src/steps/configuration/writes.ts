import { z } from 'zod';
import type { Concealed } from '../../flint/concealed.ts';
import { wordOf } from '../../flint/open-word.ts';
import { accepted, sendTestEvent, underWay } from '../../flint/test-events.ts';
import type { WebhookEndpoint } from '../../flint/webhook-endpoints.ts';
import {
  createWebhookEndpoint,
  listWebhookEndpoints,
  rotateWebhookSecret,
  updateWebhookEndpoint,
} from '../../flint/webhook-endpoints.ts';
import type { Undo, Write } from '../../launch/write.ts';
import { findCopy, sendCopy } from '../../recreate/apply.ts';
import type { Copy } from '../../recreate/copies.ts';
import { Secret } from '../../secrets/secret.ts';
import type { SecretStore } from '../../secrets/store.ts';
import type { ProductionClient } from '../connections.ts';
import { handlerReady, knownEndpoint, otherUrl, recreate, webhookUrl } from './questions.ts';

/** The variable that the guide's production configuration names. */
export const secretVariable = 'FLINT_WEBHOOK_SECRET';

const endpoint = z.object({
  endpointId: z.string(),
  url: z.string(),
  enabled: z.boolean(),
  enabledEvents: z.array(z.string()),
  /** Whether the signing secret was shown with it, and so is stored. */
  secretStored: z.boolean(),
});
export type Endpoint = z.infer<typeof endpoint>;

/** Registers the production URL, or adopts the endpoint that has it: a second one would double every delivery. */
export function registerEndpoint(
  client: ProductionClient,
  store: SecretStore,
  url: string,
  events: readonly string[],
): Write<Endpoint, Concealed> {
  return {
    name: 'webhook-endpoint.create',
    title: 'Register your production webhook endpoint',
    uses: [webhookUrl.id],
    result: endpoint,
    find: async () => {
      const { value: endpoints, evidence } = await listWebhookEndpoints(client).all();
      const same = endpoints.filter((one) => one.url === url);
      const found = same.find(({ enabled }) => enabled !== false) ?? same[0];
      return found && { result: kept(found, url, false), evidence };
    },
    send: async (idempotencyKey) => {
      const { value, evidence } = await createWebhookEndpoint(client, {
        url,
        ...(events.length === 0 ? {} : { enabledEvents: events }),
        description: 'Production endpoint',
        idempotencyKey,
      });
      return { result: kept(value, url, value.secret !== undefined), evidence, shownOnce: value.secret };
    },
    capture: async (secret) => {
      if (secret) await store.put(secretVariable, new Secret(secret.reveal()));
    },
    undo: { possible: true, how: 'Delete the webhook endpoint; Flint then sends nothing to its URL.' },
  };
}

const rotated = z.object({ endpointId: z.string() });

/** Replaces the signing secret of an endpoint and stores the new one. */
export function rotateSecret(
  client: ProductionClient,
  store: SecretStore,
  endpointId: string,
): Write<z.infer<typeof rotated>, Concealed> {
  return {
    name: 'webhook-secret.rotate',
    title: 'Make a new signing secret for the endpoint',
    uses: [knownEndpoint.id],
    result: rotated,
    send: async (idempotencyKey) => {
      const { value, evidence } = await rotateWebhookSecret(client, { endpointId, idempotencyKey });
      return { result: { endpointId }, evidence, shownOnce: value };
    },
    capture: async (secret) => {
      if (secret) await store.put(secretVariable, new Secret(secret.reveal()));
    },
    undo: { possible: false, because: 'The old secret does not come back; another rotation makes a third one.' },
  };
}

const changed = z.object({ endpointId: z.string() });

/** Adds what an adopted endpoint lacks: missing events, and being enabled at all. */
export function completeEndpoint(
  client: ProductionClient,
  endpointId: string,
  events: readonly string[],
): Write<z.infer<typeof changed>> {
  return {
    name: 'webhook-endpoint.complete',
    title: 'Subscribe the endpoint to the events that are missing',
    uses: [],
    result: changed,
    send: async (idempotencyKey) => {
      const { evidence } = await updateWebhookEndpoint(client, {
        endpointId,
        enabledEvents: events,
        enabled: true,
        idempotencyKey,
      });
      return { result: { endpointId }, evidence };
    },
    undo: { possible: true, how: 'Set the endpoint’s events back in the dashboard.' },
  };
}

/** Gives the endpoint another address. */
export function moveEndpoint(
  client: ProductionClient,
  endpointId: string,
  url: string,
  attempt: number,
): Write<z.infer<typeof changed>> {
  return {
    name: `webhook-endpoint.move#${attempt}`,
    title: 'Change the URL of the endpoint',
    uses: [`${otherUrl.id}#${attempt}`],
    result: changed,
    send: async (idempotencyKey) => {
      const { evidence } = await updateWebhookEndpoint(client, { endpointId, url, idempotencyKey });
      return { result: { endpointId }, evidence };
    },
    undo: { possible: true, how: 'Set the endpoint’s URL back in the dashboard.' },
  };
}

const testEvent = z.object({
  eventId: z.string(),
  accepted: z.boolean(),
  underWay: z.boolean(),
  attemptStatus: z.string(),
  statusCode: z.number().optional(),
  durationMilliseconds: z.number().optional(),
  answered: z.string().optional(),
  diagnosis: z.string().optional(),
  requestId: z.string().optional(),
});
export type SentTestEvent = z.infer<typeof testEvent>;

/** Sends the guide's synthetic event. Flint's 2xx is acceptance only; what counts is how the receiver answered. */
export function sendTest(client: ProductionClient, endpointId: string, attempt: number): Write<SentTestEvent> {
  return {
    name: `test-event.send#${attempt}`,
    title: attempt === 1 ? 'Send a test event' : `Send a test event, attempt ${attempt}`,
    uses: [handlerReady.id],
    result: testEvent,
    send: async (idempotencyKey) => {
      const { value, evidence } = await sendTestEvent(client, {
        endpointId,
        eventType: 'payment_intent.succeeded',
        idempotencyKey,
      });
      return {
        evidence,
        result: {
          eventId: value.eventId,
          accepted: accepted(value),
          underWay: underWay(value),
          attemptStatus: wordOf(value.attemptStatus),
          ...optional('statusCode', value.statusCode),
          ...optional('durationMilliseconds', value.durationMilliseconds),
          ...optional('answered', value.responseExcerpt),
          ...optional('diagnosis', value.errorSummary ?? value.errorMessage),
          ...optional('requestId', evidence.requestId),
        },
      };
    },
    undo: { possible: false, because: 'A synthetic event changes nothing, so there is nothing to take back.' },
  };
}

const copied = z.record(z.string(), z.string());

/** How a copy is taken back. */
export function archiving(kind: string): Undo {
  return { possible: true, how: `Archive the ${kind} in the dashboard.` };
}

/** Makes the live twin of one object of the sandbox. The result maps every sandbox id that it replaced to the new one. */
export function copyObject(
  client: ProductionClient,
  copy: Copy,
  ids: ReadonlyMap<string, string>,
): Write<z.infer<typeof copied>> {
  return {
    name: `copy.${copy.from}`,
    title: `Re-create the ${copy.kind} “${copy.name}”`,
    uses: [recreate.id],
    result: copied,
    find: async () => {
      const found = await findCopy(client, copy);
      return found && { result: { ...found.value }, evidence: found.evidence };
    },
    send: async (idempotencyKey) => {
      const { value, evidence } = await sendCopy(client, copy, ids, idempotencyKey);
      return { result: { ...value }, evidence };
    },
    undo: archiving(copy.kind),
  };
}

function kept(found: WebhookEndpoint, url: string, secretStored: boolean): Endpoint {
  return {
    endpointId: found.id,
    url: found.url ?? url,
    enabled: found.enabled !== false,
    enabledEvents: [...found.enabledEvents],
    secretStored,
  };
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value }); // A computed key loses its literal type.
}
