import { z } from 'zod';
import type { Concealed } from '../../../flint/concealed.ts';
import type { WebhookEndpoint } from '../../../flint/webhook-endpoints.ts';
import {
  createWebhookEndpoint,
  listWebhookEndpoints,
  rotateWebhookSecret,
  updateWebhookEndpoint,
} from '../../../flint/webhook-endpoints.ts';
import type { Write } from '../../../launch/write.ts';
import { Secret } from '../../../secrets/secret.ts';
import type { SecretStore } from '../../../secrets/store.ts';
import type { ProductionClient } from '../../connections.ts';
import { furtherEvents, knownEndpoint, otherUrl, testEventFailed, webhookUrl } from './questions.ts';

/** The variable that the guide's production configuration names. */
export const secretVariable = 'FLINT_WEBHOOK_SECRET';

const endpoint = z.object({
  endpointId: z.string(),
  /** As Flint has it, where that is not what was asked for. Nothing is ever sent there by this program. */
  registeredAs: z.string().optional(),
  enabled: z.boolean(),
  /** Absent where Flint did not say. */
  enabledEvents: z.array(z.string()).optional(),
  /** Whether the signing secret was shown with it, and so is stored. */
  secretStored: z.boolean(),
});
export type Endpoint = z.infer<typeof endpoint>;

/** How the journal knows the registration of the endpoint. */
export const registration = { name: 'webhook-endpoint.create', result: endpoint };

/** Registers the production URL, or adopts the endpoint that has it: a second one would double every delivery. */
export function registerEndpoint(
  client: ProductionClient,
  store: SecretStore,
  url: string,
  events: readonly string[],
): Write<Endpoint, Concealed> {
  return {
    ...registration,
    title: 'Register your production webhook endpoint',
    uses: [webhookUrl.id, furtherEvents.id],
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

/** How the journal knows a rotation of the signing secret. */
export const rotation = { name: 'webhook-secret.rotate', result: rotated };

/** Replaces the signing secret of an endpoint and stores the new one. */
export function rotateSecret(
  client: ProductionClient,
  store: SecretStore,
  endpointId: string,
): Write<z.infer<typeof rotated>, Concealed> {
  return {
    ...rotation,
    title: 'Make a new signing secret for the endpoint',
    uses: [knownEndpoint.id],
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

/** What was written, by which is seen later whether somebody else changed it since. */
const changed = z.object({
  endpointId: z.string(),
  url: z.string().optional(),
  enabledEvents: z.array(z.string()).optional(),
});

/** Adds what an adopted endpoint lacks: missing events, and being enabled at all. Without `events` those it has stay. */
export function completeEndpoint(
  client: ProductionClient,
  endpointId: string,
  events: readonly string[] | undefined,
): Write<z.infer<typeof changed>> {
  return {
    name: 'webhook-endpoint.complete',
    title: 'Subscribe the endpoint to the events that are missing',
    uses: [],
    result: changed,
    send: async (idempotencyKey) => {
      const { value, evidence } = await updateWebhookEndpoint(client, {
        endpointId,
        enabledEvents: events,
        enabled: true,
        idempotencyKey,
      });
      const now = events === undefined ? undefined : [...(value.enabledEvents ?? events)];
      return { result: { endpointId, ...(now === undefined ? {} : { enabledEvents: now }) }, evidence };
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
    uses: [`${testEventFailed.id}#${attempt}`, `${otherUrl.id}#${attempt}`],
    result: changed,
    send: async (idempotencyKey) => {
      const { evidence } = await updateWebhookEndpoint(client, { endpointId, url, idempotencyKey });
      return { result: { endpointId, url }, evidence };
    },
    undo: { possible: true, how: 'Set the endpoint’s URL back in the dashboard.' },
  };
}

function kept(found: WebhookEndpoint, url: string, secretStored: boolean): Endpoint {
  return {
    endpointId: found.id,
    ...(found.url === undefined || found.url === url ? {} : { registeredAs: found.url }),
    enabled: found.enabled !== false,
    ...(found.enabledEvents === undefined ? {} : { enabledEvents: [...found.enabledEvents] }),
    secretStored,
  };
}
