import { z } from 'zod';
import { planeOf } from '../context.ts';
import { ApiError } from '../transport/api-error.ts';
import { created, ok, type Route, route } from '../transport/route.ts';
import { writing } from '../transport/scopes.ts';
import { recordTestEvent } from '../webhooks/emit.ts';
import { findEndpoint, rotateSecret, unknownEvent } from '../webhooks/endpoints.ts';
import { eventTypes } from '../webhooks/event-types.ts';
import { presentAction } from '../webhooks/present-delivery.ts';
import { sampleData } from '../webhooks/sample-data.ts';
import { eventStatus } from '../webhooks/status.ts';

const rotateSecretRoute = route({
  feature: 'webhook-endpoint',
  method: 'POST',
  path: '/v1/webhook-endpoints/:webhook_endpoint_id/rotate-secret',
  scope: writing('webhooks'),
  handle({ context, plane, parameter }) {
    return ok({ secret: rotateSecret(context, findEndpoint(plane, parameter('webhook_endpoint_id'))) });
  },
});

/** Really posts a synthetic event and tells how the receiver took it (API notes, webhooks section 2). */
const sendTestEvent = route({
  feature: 'test-event',
  method: 'POST',
  path: '/v1/webhook-endpoints/:webhook_endpoint_id/test-events',
  scope: writing('webhooks'),
  ownId: 'webhook_event_id',
  body: z.strictObject({ event_type: z.string() }),
  async handle({ context, mode, plane, parameter, body, cause }) {
    const endpoint = findEndpoint(plane, parameter('webhook_endpoint_id'));
    if (!eventTypes(context.api).includes(body.event_type)) throw unknownEvent('event_type', body.event_type);
    if (!endpoint.enabled) {
      throw new ApiError(409, 'WEBHOOK_ENDPOINT_NOT_ACTIVE', 'This webhook endpoint is disabled.');
    }
    const data = sampleData(context, body.event_type);
    const event = { type: body.event_type, data, cause };
    const { webhook_delivery_id, webhook_event_id } = recordTestEvent(context, mode, event, endpoint);
    const outcome = await context.attemptDelivery(mode, webhook_delivery_id, { trigger: 'test_event' });
    if (context.api.isCurrent('test-event')) return created(presentAction(context, mode, webhook_delivery_id));
    return created({
      webhook_event_id,
      event_status: eventStatus(planeOf(context, mode), webhook_event_id),
      attempt_status: outcome.status,
      attempt_number: 1,
      status_code: outcome.statusCode,
      duration_milliseconds: outcome.durationMilliseconds,
    });
  },
});

export const webhookEndpointActionRoutes: readonly Route[] = [rotateSecretRoute, sendTestEvent];
