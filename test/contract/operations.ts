import { type ContractDocument, isRecord, type Place } from './document.ts';

/** Where a parameter travels. */
export type ParameterLocation = 'path' | 'query' | 'header';

export interface Parameter {
  readonly name: string;
  readonly location: ParameterLocation;
  readonly required: boolean;
  readonly schema: Place;
}

/** One operation of the document: a method on a path, or a POST that Flint makes to an endpoint. */
export interface Operation {
  /** `GET /v1/orders/{order_id}` or, for a delivery, `webhook order.paid`. */
  readonly name: string;
  readonly place: Place;
  readonly parameters: readonly Parameter[];
}

/** A path template of the document with its operations by upper-case method. */
export interface Route {
  readonly path: string;
  readonly pattern: RegExp;
  readonly operations: ReadonlyMap<string, Operation>;
}

const methods = new Set(['get', 'post', 'put', 'patch', 'delete']);

/** The routes of the document, the most literal first, so that a fixed path wins over a parameter. */
export function readRoutes(document: ContractDocument): Route[] {
  return document
    .children(document.at('#/paths'))
    .map(([path, item]) => ({ path, pattern: patternOf(path), operations: operationsOf(document, path, item) }))
    .sort((one, other) => variables(one.path) - variables(other.path));
}

/** The deliveries of the document's `webhooks` section by event type. */
export function readDeliveries(document: ContractDocument): ReadonlyMap<string, Operation> {
  return new Map(
    document.children(document.at('#/webhooks')).flatMap(([eventType, item]) => {
      const place = document.child(item, 'post');
      if (place === undefined) return [];
      return [[eventType, { name: `webhook ${eventType}`, place, parameters: parametersOf(document, item, place) }]];
    }),
  );
}

function operationsOf(document: ContractDocument, path: string, item: Place): Map<string, Operation> {
  const found = new Map<string, Operation>();
  for (const [name, place] of document.children(item)) {
    if (!methods.has(name)) continue;
    const method = name.toUpperCase();
    found.set(method, { name: `${method} ${path}`, place, parameters: parametersOf(document, item, place) });
  }
  return found;
}

function parametersOf(document: ContractDocument, item: Place, operation: Place): Parameter[] {
  return [item, operation]
    .flatMap((owner) => document.children(document.child(owner, 'parameters')))
    .map(([, place]) => {
      const schema = document.child(place, 'schema');
      const { value } = place;
      if (!isRecord(value) || typeof value.name !== 'string' || schema === undefined) {
        throw new Error(`${place.pointer} is not a parameter with a schema`);
      }
      return { name: value.name, location: locationOf(value.in), required: value.required === true, schema };
    });
}

function locationOf(value: unknown): ParameterLocation {
  if (value === 'path' || value === 'query' || value === 'header') return value;
  throw new Error(`a parameter in ${String(value)} is not supported`);
}

function variables(path: string): number {
  return path.split('{').length;
}

function patternOf(path: string): RegExp {
  const source = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return new RegExp(`^${source}$`);
}
