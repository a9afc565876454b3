import { z } from 'zod';
import { timestamp } from '../context.ts';
import { newId, newWebhookSecret } from '../identifiers.ts';
import type { Plane } from '../state/plane.ts';
import type { WebhookEndpointRecord } from '../state/webhook-records.ts';
import { ApiError, invalid, notFound } from '../transport/api-error.ts';
import { listQuery } from '../transport/inputs.ts';
import { created, listed, ok, type Route, route } from '../transport/route.ts';
import { reading, writing } from '../transport/scopes.ts';
import { recordTestEvent } from '../webhooks/emit.ts';
import { eventTypes } from '../webhooks/event-types.ts';
import { sampleData } from '../webhooks/sample-data.ts';
import { eventStatus } from '../webhooks/status.ts';

const fields = {
  enabled_events: z.array(z.string()).optional(),
  enabled: z.boolean().optional(),
  description: z.string().optional(),
};

const listEndpoints = route({
  method: 'GET',
  path: '/v1/webhook-endpoints',
  scope: reading('webhooks'),
  query: listQuery({}),
  handle: (call) => listed(call, Object.values(call.plane.webhook_endpoints), present),
});

const createEndpoint = route({
  method: 'POST',
  path: '/v1/webhook-endpoints',
  scope: writing('webhooks'),
  ownId: 'webhook_endpoint_id',
  body: z.strictObject({ url: z.string(), ...fields }),
  handle({ context, plane, body }) {
    checkUrl(body.url);
    checkEvents(body.enabled_events);
    const at = timestamp(context);
    const endpoint: WebhookEndpointRecord = {
      webhook_endpoint_id: newId('whep', context.clock.now()),
      url: body.url,
      secret: newWebhookSecret(),
      enabled_events: body.enabled_events ?? [],
      enabled: body.enabled ?? true,
      description: body.description,
      created_at: at,
      updated_at: at,
    };
    plane.webhook_endpoints[endpoint.webhook_endpoint_id] = endpoint;
    return created({ ...present(endpoint), secret: endpoint.secret });
  },
});

const readEndpoint = route({
  method: 'GET',
  path: '/v1/webhook-endpoints/:webhook_endpoint_id',
  scope: reading('webhooks'),
  handle: ({ plane, parameter }) => ok(present(find(plane, parameter('webhook_endpoint_id')))),
});

const updateEndpoint = route({
  method: 'PATCH',
  path: '/v1/webhook-endpoints/:webhook_endpoint_id',
  scope: writing('webhooks'),
  ownId: 'webhook_endpoint_id',
  body: z.strictObject({ url: z.string().optional(), ...fields }),
  handle({ context, plane, parameter, body }) {
    const endpoint = find(plane, parameter('webhook_endpoint_id'));
    if (body.url !== undefined) checkUrl(body.url);
    checkEvents(body.enabled_events);
    if (body.url !== undefined) endpoint.url = body.url;
    if (body.enabled_events !== undefined) endpoint.enabled_events = body.enabled_events;
    if (body.enabled !== undefined) endpoint.enabled = body.enabled;
    if (body.description !== undefined) endpoint.description = body.description;
    endpoint.updated_at = timestamp(context);
    return ok(present(endpoint));
  },
});

const deleteEndpoint = route({
  method: 'DELETE',
  path: '/v1/webhook-endpoints/:webhook_endpoint_id',
  scope: writing('webhooks'),
  handle({ plane, parameter }) {
    const { webhook_endpoint_id } = find(plane, parameter('webhook_endpoint_id'));
    delete plane.webhook_endpoints[webhook_endpoint_id];
    return ok({ success: true });
  },
});

const rotateSecret = route({
  method: 'POST',
  path: '/v1/webhook-endpoints/:webhook_endpoint_id/rotate-secret',
  scope: writing('webhooks'),
  handle({ context, plane, parameter }) {
    const endpoint = find(plane, parameter('webhook_endpoint_id'));
    endpoint.secret = newWebhookSecret();
    endpoint.updated_at = timestamp(context);
    return ok({ secret: endpoint.secret });
  },
});

/** Really posts a synthetic event and tells how the receiver took it (API notes, webhooks section 2). */
const sendTestEvent = route({
  method: 'POST',
  path: '/v1/webhook-endpoints/:webhook_endpoint_id/test-events',
  scope: writing('webhooks'),
  ownId: 'webhook_event_id',
  body: z.strictObject({ event_type: z.string() }),
  async handle({ context, mode, plane, parameter, body, requestId }) {
    const endpoint = find(plane, parameter('webhook_endpoint_id'));
    if (!eventTypes.includes(body.event_type)) throw unknownEvent('event_type', body.event_type);
    if (!endpoint.enabled) {
      throw new ApiError(409, 'WEBHOOK_ENDPOINT_NOT_ACTIVE', 'This webhook endpoint is disabled.');
    }
    const data = sampleData(context, body.event_type);
    const event = { type: body.event_type, data, requestId };
    const delivery = recordTestEvent(context, mode, event, endpoint);
    const outcome = await context.attemptDelivery(mode, delivery.webhook_delivery_id);
    return created({
      webhook_event_id: delivery.webhook_event_id,
      event_status: eventStatus(context.store.state.planes[mode], delivery.webhook_event_id),
      attempt_status: outcome.status,
      attempt_number: 1,
      status_code: outcome.statusCode,
      duration_milliseconds: outcome.durationMilliseconds,
    });
  },
});

function present({ secret: _secret, ...endpoint }: WebhookEndpointRecord): Record<string, unknown> {
  return endpoint;
}

function find(plane: Plane, id: string): WebhookEndpointRecord {
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

function checkEvents(types: readonly string[] | undefined): void {
  types?.forEach((type, place) => {
    if (!eventTypes.includes(type)) throw unknownEvent(`enabled_events[${place}]`, type);
  });
}

function unknownEvent(param: string, type: string): ApiError {
  return invalid(param, `There is no event type ${type}.`, 'INVALID_REQUEST');
}

export const webhookEndpointRoutes: readonly Route[] = [
  listEndpoints,
  createEndpoint,
  readEndpoint,
  updateEndpoint,
  deleteEndpoint,
  rotateSecret,
  sendTestEvent,
];
