import { z } from 'zod';
import { type Answer, withValue } from './answer.ts';
import type { FlintClient } from './client.ts';
import type { Concealed } from './concealed.ts';
import { type Listing, list } from './listing.ts';
import { path } from './transport/path.ts';
import { notePaidEvent } from './webhook-event-types.ts';
import { nothing, resource } from './wire/envelope.ts';
import { flag, id, secret, statedTexts, text, time } from './wire/fields.ts';

/** An address that Flint sends events of this key's mode to (the guide, step 4). Reads never carry the signing secret. */
export type WebhookEndpoint = z.output<typeof webhookEndpoint>;

/** An endpoint just made. The secret is shown once; a replay may come without it: then rotate it and keep the new one. */
export type CreatedWebhookEndpoint = z.output<typeof createdWebhookEndpoint>;

const endpointFields = z.object({
  webhook_endpoint_id: id,
  url: text,
  enabled: flag,
  enabled_events: statedTexts,
  description: text,
  api_version: text,
  created_at: time,
});

function domainEndpoint(wire: z.output<typeof endpointFields>) {
  return {
    id: wire.webhook_endpoint_id,
    url: wire.url,
    /** Undefined where the answer does not say. */
    enabled: wire.enabled,
    /** Empty for every type; undefined where the answer does not say. */
    enabledEvents: wire.enabled_events,
    description: wire.description,
    apiVersion: wire.api_version,
    createdAt: wire.created_at,
  };
}

const webhookEndpoint = endpointFields.transform(domainEndpoint);
const createdWebhookEndpoint = endpointFields
  .extend({ secret })
  .transform((wire) => ({ ...domainEndpoint(wire), secret: wire.secret }));
const rotatedSecret = z.object({
  secret: secret.refine((value): value is Concealed => value !== undefined, { error: 'no secret' }),
});

/** Lists all endpoints. There is no filter by URL: compare `url`. A second endpoint with the same URL doubles every delivery. */
export function listWebhookEndpoints(client: FlintClient): Listing<WebhookEndpoint> {
  return list(client, { path: '/v1/webhook-endpoints', item: webhookEndpoint, idOf: (endpoint) => endpoint.id });
}

/** Reads one endpoint. */
export async function readWebhookEndpoint(client: FlintClient, endpointId: string): Promise<Answer<WebhookEndpoint>> {
  return await client.request({
    method: 'GET',
    path: path`/v1/webhook-endpoints/${endpointId}`,
    answer: resource(webhookEndpoint),
  });
}

/** Registers an endpoint. Without `enabledEvents` it receives every type; compare the echoed list with the one asked for. */
export async function createWebhookEndpoint(
  client: FlintClient,
  wanted: {
    readonly url: string;
    readonly enabledEvents?: readonly string[] | undefined;
    readonly description?: string | undefined;
    readonly idempotencyKey: string;
  },
): Promise<Answer<CreatedWebhookEndpoint>> {
  const answer = await client.request({
    method: 'POST',
    path: '/v1/webhook-endpoints',
    body: { url: wanted.url, enabled_events: wanted.enabledEvents, description: wanted.description },
    idempotencyKey: wanted.idempotencyKey,
    answer: resource(createdWebhookEndpoint),
  });
  notePaidEvent(client, answer.value.enabledEvents ?? []);
  return answer;
}

/** Changes the named fields; `enabledEvents` replaces the whole list. */
export async function updateWebhookEndpoint(
  client: FlintClient,
  change: {
    readonly endpointId: string;
    readonly url?: string | undefined;
    readonly enabledEvents?: readonly string[] | undefined;
    readonly description?: string | undefined;
    readonly enabled?: boolean | undefined;
    readonly idempotencyKey: string;
  },
): Promise<Answer<WebhookEndpoint>> {
  return await client.request({
    method: 'PATCH',
    path: path`/v1/webhook-endpoints/${change.endpointId}`,
    body: {
      url: change.url,
      enabled_events: change.enabledEvents,
      description: change.description,
      enabled: change.enabled,
    },
    idempotencyKey: change.idempotencyKey,
    answer: resource(webhookEndpoint),
  });
}

/**
 * Whether an endpoint is sent a type of event; undefined where Flint does not say. One with an empty list is sent every type (the API
 * notes, webhooks, section 1).
 */
export function isSent({ enabledEvents }: Pick<WebhookEndpoint, 'enabledEvents'>, name: string): boolean | undefined {
  return enabledEvents && (enabledEvents.length === 0 || enabledEvents.includes(name));
}

/** Removes an endpoint for good. */
export async function deleteWebhookEndpoint(
  client: FlintClient,
  removed: { readonly endpointId: string; readonly idempotencyKey: string },
): Promise<Answer<undefined>> {
  const answer = await client.request({
    method: 'DELETE',
    path: path`/v1/webhook-endpoints/${removed.endpointId}`,
    idempotencyKey: removed.idempotencyKey,
    answer: nothing,
  });
  return withValue(answer, undefined);
}

/** Replaces the signing secret. Whether the old one still signs for a while is not certain: assume it does not. */
export async function rotateWebhookSecret(
  client: FlintClient,
  rotated: { readonly endpointId: string; readonly idempotencyKey: string },
): Promise<Answer<Concealed>> {
  const answer = await client.request({
    method: 'POST',
    path: path`/v1/webhook-endpoints/${rotated.endpointId}/rotate-secret`,
    idempotencyKey: rotated.idempotencyKey,
    answer: resource(rotatedSecret),
  });
  return withValue(answer, answer.value.secret);
}
