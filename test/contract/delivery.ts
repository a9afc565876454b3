import { isRecord } from './document.ts';
import { type Delivery, headerValues } from './exchange.ts';
import type { Operation } from './operations.ts';
import { checkRequestHeaders } from './request.ts';
import type { ContractSchemas } from './schemas.ts';

/** Headers that repeat a field of the envelope (webhook notes, section 4). */
const repeated = [
  ['webhook-id', 'webhook_event_id'],
  ['x-flint-webhook-id', 'webhook_event_id'],
  ['x-flint-event-type', 'event_type'],
] as const;

/** What does not conform in a webhook POST. */
export function checkWebhook(
  schemas: ContractSchemas,
  operations: ReadonlyMap<string, Operation>,
  delivery: Delivery,
): string[] {
  const { document } = schemas;
  const body = delivery.requestBody;
  if (!isRecord(body) || typeof body.event_type !== 'string') return ['the body is no event envelope'];

  const operation = operations.get(body.event_type);
  // All deliveries of a document share one list of headers, so any of them speaks for an event type without an entry.
  const parameters = (operation ?? [...operations.values()][0])?.parameters ?? [];
  const schema =
    (operation && document.bodySchema(document.child(operation.place, 'requestBody'))) ??
    document.at('#/components/schemas/WebhookEnvelope');

  const headers = headerValues(delivery.requestHeaders);
  return [
    ...checkRequestHeaders(schemas, parameters, headers),
    ...(headers.get('content-type')?.startsWith('application/json') ? [] : ['the content-type is not JSON']),
    ...repeated
      .filter(([header, field]) => headers.has(header) && headers.get(header) !== body[field])
      .map(([header, field]) => `header ${header} differs from ${field} in the body`),
    ...schemas.check(schema, body).map((problem) => `body ${problem}`),
  ];
}
