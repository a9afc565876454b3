import { applyPatch } from '../catalog/versions.ts';
import { type Context, planeOf, timestamp } from '../context.ts';
import { newId, newWebhookSecret } from '../identifiers.ts';
import type { Mode, Plane } from '../state/plane.ts';
import type { WebhookEndpointRecord } from '../state/webhook-records.ts';
import { type ApiError, invalid, notFound } from '../transport/api-error.ts';
import { knownVersions } from '../transport/respond.ts';
import { eventTypes } from './event-types.ts';

export interface EndpointFields {
  readonly url?: string | undefined;
  /** Empty: every event type. */
  readonly enabled_events?: string[] | undefined;
  readonly enabled?: boolean | undefined;
  readonly description?: string | undefined;
  readonly api_version?: string | undefined;
}

/** Makes an endpoint. Its secret is shown by whoever asked for it, once. */
export function createEndpoint(
  context: Context,
  mode: Mode,
  input: EndpointFields & { readonly url: string },
): WebhookEndpointRecord {
  checkFields(context, input);
  const at = timestamp(context);
  const endpoint: WebhookEndpointRecord = {
    webhook_endpoint_id: newId('whep', context.clock.now()),
    url: input.url,
    secret: newWebhookSecret(),
    enabled_events: input.enabled_events ?? [],
    enabled: input.enabled ?? true,
    description: input.description,
    api_version: input.api_version ?? 'default',
    created_at: at,
    updated_at: at,
  };
  planeOf(context, mode).webhook_endpoints[endpoint.webhook_endpoint_id] = endpoint;
  return endpoint;
}

export function updateEndpoint(context: Context, endpoint: WebhookEndpointRecord, patch: EndpointFields): void {
  checkFields(context, patch);
  const { url, enabled_events, enabled, description, api_version } = patch;
  applyPatch(endpoint, { url, enabled_events, enabled, description, api_version });
  endpoint.updated_at = timestamp(context);
}

/** Stated by one source (API notes, webhooks section 1). Not scaled by speed. */
const overlapMilliseconds = 86_400_000;

/** Gives an endpoint a new secret. The old one ends at once, where rotations do not overlap. */
export function rotateSecret(context: Context, endpoint: WebhookEndpointRecord): string {
  if (context.quirks.rotationOverlap === true) {
    endpoint.previous_secret = { secret: endpoint.secret, until: context.clock.now() + overlapMilliseconds };
  }
  endpoint.secret = newWebhookSecret();
  endpoint.updated_at = timestamp(context);
  return endpoint.secret;
}

/** An endpoint without its secrets. */
export function presentEndpoint(context: Context, record: WebhookEndpointRecord): Record<string, unknown> {
  const { secret: _secret, previous_secret: _previous, api_version, ...endpoint } = record;
  if (!context.api.isCurrent('webhook-endpoint')) return endpoint;
  return { ...endpoint, api_version, event_sources: ['merchant'] };
}

export function findEndpoint(plane: Plane, id: string): WebhookEndpointRecord {
  const endpoint = plane.webhook_endpoints[id];
  if (endpoint === undefined) throw notFound('webhook endpoint', id);
  return endpoint;
}

function checkUrl(url: string): void {
  const parsed = URL.parse(url);
  if (parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username === '' && parsed.password === '') return;
  throw invalid(
    'url',
    'The URL must be absolute, begin with https:// or http:// and hold no password.',
    'INVALID_REQUEST',
  );
}

function checkFields(context: Context, { url, enabled_events, api_version }: EndpointFields): void {
  if (url !== undefined) checkUrl(url);
  const known = eventTypes(context.api);
  enabled_events?.forEach((type, place) => {
    if (!known.includes(type)) throw unknownEvent(`enabled_events[${place}]`, type);
  });
  if (api_version !== undefined && api_version !== 'default' && !knownVersions.includes(api_version)) {
    throw invalid('api_version', `${api_version} is not a known version.`, 'INVALID_API_VERSION');
  }
}

export function unknownEvent(param: string, type: string): ApiError {
  return invalid(param, `There is no event type ${type}.`, 'INVALID_REQUEST');
}
