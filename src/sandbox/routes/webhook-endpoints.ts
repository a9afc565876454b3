import { z } from 'zod';
import type { Context } from '../context.ts';
import type { WebhookEndpointRecord } from '../state/webhook-records.ts';
import { ApiError, invalid, notSimulated } from '../transport/api-error.ts';
import { listQuery, repeatable } from '../transport/inputs.ts';
import { type Answer, created, listed, ok, type Route, route } from '../transport/route.ts';
import { reading, writing } from '../transport/scopes.ts';
import { createEndpoint, findEndpoint, presentEndpoint, updateEndpoint } from '../webhooks/endpoints.ts';

const fields = {
  enabled_events: z.array(z.string()).optional(),
  enabled: z.boolean().optional(),
  description: z.string().optional(),
};

const eventSource = z.enum(['merchant', 'partner_app', 'installed_merchants']);

/** Only in 2026-09-07. Partner sources, and what goes with them, are not simulated. */
const currentFields = {
  event_sources: z.array(eventSource).optional(),
  mode: z.enum(['test', 'live', 'both']).optional(),
  partner_app_id: z.string().optional(),
  api_version: z
    .string()
    .regex(/^(default|\d{4}-\d{2}-\d{2})$/)
    .optional(),
};

const guide = { feature: 'webhook-endpoint', only: 'guide' } as const;
const current = { feature: 'webhook-endpoint', only: '2026-09-07' } as const;
const both = { feature: 'webhook-endpoint' } as const;

const collection = { path: '/v1/webhook-endpoints' } as const;
const item = { path: '/v1/webhook-endpoints/:webhook_endpoint_id' } as const;

const listing = { ...collection, method: 'GET', scope: reading('webhooks') } as const;

const listGuideEndpoints = route({
  ...guide,
  ...listing,
  query: listQuery({}),
  handle: (call) =>
    listed(call, Object.values(call.plane.webhook_endpoints), (one) => presentEndpoint(call.context, one)),
});

const listCurrentEndpoints = route({
  ...current,
  ...listing,
  query: listQuery({ event_sources: repeatable(eventSource), partner_app_id: z.string().optional() }),
  handle(call) {
    const { event_sources, partner_app_id } = call.query;
    const asked = partner_app_id === undefined && (event_sources?.includes('merchant') ?? true);
    const found = asked ? Object.values(call.plane.webhook_endpoints) : [];
    return listed(call, found, (one) => presentEndpoint(call.context, one));
  },
});

const creation = { ...collection, method: 'POST', scope: writing('webhooks'), ownId: 'webhook_endpoint_id' } as const;

/** The answer to a creation, the only one with the secret. */
function shownOnce(context: Context, endpoint: WebhookEndpointRecord): Answer {
  return created({ ...presentEndpoint(context, endpoint), secret: endpoint.secret });
}

const createGuideEndpoint = route({
  ...guide,
  ...creation,
  body: z.strictObject({ url: z.string(), ...fields }),
  handle: ({ context, mode, body }) => shownOnce(context, createEndpoint(context, mode, body)),
});

const createCurrentEndpoint = route({
  ...current,
  ...creation,
  body: z.strictObject({ url: z.string(), ...fields, ...currentFields }),
  handle({ context, mode, body }) {
    refusePartnerSources(body);
    return shownOnce(context, createEndpoint(context, mode, body));
  },
});

const readEndpoint = route({
  ...both,
  ...item,
  method: 'GET',
  scope: reading('webhooks'),
  handle: ({ context, plane, parameter }) =>
    ok(presentEndpoint(context, findEndpoint(plane, parameter('webhook_endpoint_id')))),
});

const change = { ...item, method: 'PATCH', scope: writing('webhooks'), ownId: 'webhook_endpoint_id' } as const;

const updateGuideEndpoint = route({
  ...guide,
  ...change,
  body: z.strictObject({ url: z.string().optional(), ...fields }),
  handle({ context, plane, parameter, body }) {
    const endpoint = findEndpoint(plane, parameter('webhook_endpoint_id'));
    updateEndpoint(context, endpoint, body);
    return ok(presentEndpoint(context, endpoint));
  },
});

const updateCurrentEndpoint = route({
  ...current,
  ...change,
  body: z.strictObject({
    url: z.string().optional(),
    ...fields,
    ...currentFields,
    expected_api_version: z.string().optional(),
  }),
  handle({ context, plane, parameter, body }) {
    const { api_version, expected_api_version } = body;
    refusePartnerSources(body);
    if (expected_api_version !== undefined && api_version === undefined) {
      const message = 'expected_api_version goes with api_version only.';
      throw invalid('expected_api_version', message, 'INVALID_REQUEST');
    }
    const endpoint = findEndpoint(plane, parameter('webhook_endpoint_id'));
    if (expected_api_version !== undefined && expected_api_version !== endpoint.api_version) {
      throw new ApiError(409, 'API_VERSION_CHANGED', 'The endpoint has another api_version than expected.');
    }
    updateEndpoint(context, endpoint, body);
    return ok(presentEndpoint(context, endpoint));
  },
});

const deleteEndpoint = route({
  ...both,
  ...item,
  method: 'DELETE',
  scope: writing('webhooks'),
  handle({ plane, parameter }) {
    const { webhook_endpoint_id } = findEndpoint(plane, parameter('webhook_endpoint_id'));
    delete plane.webhook_endpoints[webhook_endpoint_id];
    return ok({ success: true });
  },
});

function refusePartnerSources(body: Readonly<Record<string, unknown>>): void {
  for (const name of ['mode', 'partner_app_id'] as const) if (body[name] !== undefined) throw notSimulated(name);
  const { event_sources } = body;
  if (Array.isArray(event_sources) && event_sources.some((source) => source !== 'merchant')) {
    throw notSimulated('event_sources');
  }
}

export const webhookEndpointRoutes: readonly Route[] = [
  listGuideEndpoints,
  listCurrentEndpoints,
  createGuideEndpoint,
  createCurrentEndpoint,
  readEndpoint,
  updateGuideEndpoint,
  updateCurrentEndpoint,
  deleteEndpoint,
];
