import { isRecord } from './document.ts';
import { type Exchange, headerValues, queryValues } from './exchange.ts';
import type { Operation, Parameter, Route } from './operations.ts';
import type { ContractSchemas } from './schemas.ts';

/** What does not conform in a request: its ids, query, headers and body. */
export function checkRequest(
  schemas: ContractSchemas,
  route: Route,
  operation: Operation,
  exchange: Exchange,
): string[] {
  return [
    ...checkPath(schemas, route, operation.parameters, exchange),
    ...checkQuery(schemas, operation.parameters, exchange),
    ...checkRequestHeaders(schemas, operation.parameters, headerValues(exchange.requestHeaders)),
    ...checkBody(schemas, operation, exchange.requestBody),
  ];
}

/** What does not conform in the headers of a request or a delivery; headers the document does not name are free. */
export function checkRequestHeaders(
  schemas: ContractSchemas,
  parameters: readonly Parameter[],
  headers: ReadonlyMap<string, string>,
): string[] {
  return parameters.flatMap(({ name, location, required, schema }) => {
    if (location !== 'header') return [];
    const value = headers.get(name.toLowerCase());
    if (value === undefined) return required ? [`request header ${name} is missing`] : [];
    return schemas.checkText(schema, value).map((problem) => `request header ${name} ${problem}`);
  });
}

function checkPath(
  schemas: ContractSchemas,
  route: Route,
  parameters: readonly Parameter[],
  { path }: Exchange,
): string[] {
  const ids = route.pattern.exec(path)?.groups ?? {};
  return parameters.flatMap(({ name, location, schema }) => {
    if (location !== 'path') return [];
    const id = decodeURIComponent(ids[name] ?? '');
    return schemas.checkText(schema, id).map((problem) => `path parameter ${name} ${problem}`);
  });
}

function checkQuery(schemas: ContractSchemas, parameters: readonly Parameter[], exchange: Exchange): string[] {
  const query = queryValues(exchange.query);
  const documented = new Map(parameters.filter(({ location }) => location === 'query').map((one) => [one.name, one]));
  const missing = [...documented.values()]
    .filter(({ name, required }) => required && !query.has(name))
    .map(({ name }) => `query parameter ${name} is missing`);
  const wrong = [...query].flatMap(([name, values]) => {
    const parameter = documented.get(name);
    if (parameter === undefined) return [`query parameter ${name} is not documented`];
    return schemas.checkText(parameter.schema, values).map((problem) => `query parameter ${name} ${problem}`);
  });
  return [...missing, ...wrong];
}

function checkBody(schemas: ContractSchemas, operation: Operation, body: unknown): string[] {
  const requestBody = schemas.document.child(operation.place, 'requestBody');
  const schema = schemas.document.bodySchema(requestBody);
  if (body === undefined) {
    const required = isRecord(requestBody?.value) && requestBody.value.required === true;
    return required ? ['request body is missing'] : [];
  }
  if (schema === undefined) return ['request body is not documented'];
  return schemas.check(schema, body).map((problem) => `request body ${problem}`);
}
