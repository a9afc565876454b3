import { isRecord, type Place } from './document.ts';
import { type Exchange, headerValues } from './exchange.ts';
import type { Operation } from './operations.ts';
import type { ContractSchemas } from './schemas.ts';

/** What does not conform in the answer of an operation: its status, headers and body. */
export function checkAnswer(schemas: ContractSchemas, operation: Operation, exchange: Exchange): string[] {
  const { document } = schemas;
  const { status } = exchange;
  const responses = document.child(operation.place, 'responses');
  const response =
    responses &&
    (document.child(responses, String(status)) ?? document.child(responses, `${Math.floor(status / 100)}XX`));
  if (response === undefined) return [`status ${status} is not documented`];
  return checkResponse(schemas, response, exchange);
}

/** What does not conform in the answer to a path or a method that the document does not have (transport notes, 7). */
export function checkRefusal(schemas: ContractSchemas, refusal: Refusal, exchange: Exchange): string[] {
  const { status, code, response, header } = refusals[refusal];
  if (exchange.status !== status) return [`the document has no such operation, so ${status} ${code} is expected`];
  const error = isRecord(exchange.responseBody) ? exchange.responseBody.error : undefined;
  return [
    ...checkResponse(schemas, schemas.document.at(`#/components/responses/${response}`), exchange),
    ...(isRecord(error) && error.code === code ? [] : [`error.code must be ${code}`]),
    ...(header === undefined || headerValues(exchange.responseHeaders).has(header.toLowerCase())
      ? []
      : [`response header ${header} is missing`]),
  ];
}

/** What an exchange asked for that the document does not have. */
export type Refusal = 'path' | 'method';

const refusals = {
  path: { status: 404, code: 'ROUTE_NOT_FOUND', response: 'E404', header: undefined },
  method: { status: 405, code: 'METHOD_NOT_ALLOWED', response: 'E4XX', header: 'Allow' },
} as const;

function checkResponse(schemas: ContractSchemas, response: Place, exchange: Exchange): string[] {
  const headers = headerValues(exchange.responseHeaders);
  return [
    ...checkResponseHeaders(schemas, response, headers),
    ...checkResponseBody(schemas, response, headers.get('content-type'), exchange.responseBody),
  ];
}

function checkResponseHeaders(
  schemas: ContractSchemas,
  response: Place,
  headers: ReadonlyMap<string, string>,
): string[] {
  const { document } = schemas;
  return document.children(document.child(response, 'headers')).flatMap(([name, place]) => {
    const value = headers.get(name.toLowerCase());
    const schema = document.child(place, 'schema');
    if (value === undefined) {
      const required = isRecord(place.value) && place.value.required === true;
      return required ? [`response header ${name} is missing`] : [];
    }
    return schema === undefined
      ? []
      : schemas.checkText(schema, value).map((problem) => `response header ${name} ${problem}`);
  });
}

function checkResponseBody(
  schemas: ContractSchemas,
  response: Place,
  contentType: string | undefined,
  body: unknown,
): string[] {
  const schema = schemas.document.bodySchema(response);
  if (schema === undefined) return [];
  if (body === undefined) {
    // An empty schema says that the notes know nothing of the body, not even whether there is one.
    const open = isRecord(schema.value) && Object.keys(schema.value).length === 0;
    return open ? [] : ['response body is missing'];
  }
  return [
    ...(contentType?.startsWith('application/json') ? [] : ['the content-type of the response is not JSON']),
    ...schemas.check(schema, body).map((problem) => `response body ${problem}`),
  ];
}
