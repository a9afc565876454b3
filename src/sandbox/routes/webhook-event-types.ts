import { listQuery } from '../transport/inputs.ts';
import { paged, type Route, route } from '../transport/route.ts';
import { reading } from '../transport/scopes.ts';
import { eventDescriptions } from '../webhooks/event-descriptions.ts';
import { eventTypes } from '../webhooks/event-types.ts';

const listEventTypes = route({
  feature: 'event-types',
  only: '2026-09-07',
  method: 'GET',
  path: '/v1/webhook-event-types',
  scope: reading('webhooks'),
  query: listQuery({}),
  handle: (call) =>
    paged(call, eventTypes(call.context.api), (event_type) => ({
      event_type,
      description: eventDescriptions[event_type],
      event_sources: ['merchant'],
    })),
});

export const webhookEventTypeRoutes: readonly Route[] = [listEventTypes];
