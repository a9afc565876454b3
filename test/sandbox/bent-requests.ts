import { ContractDocument, isRecord, type Place } from '../contract/document.ts';
import { readRoutes } from '../contract/operations.ts';

/** One call that the sandbox takes. */
export interface Sample {
  readonly method: string;
  readonly path: string;
  readonly body?: Record<string, unknown>;
}

/** Values of every kind; most of them wrong for most fields. The documents decide which. */
const values: readonly unknown[] = [
  'javascript:x',
  '',
  'yesterday',
  0,
  2.5,
  1e12,
  true,
  null,
  ['x', 'x'],
  { unheard_of: 1 },
  { amount: '100', currency: 'USD' },
  { flint_reserved: 'x' },
];

const texts = ['x', '', '0', '101', '1.5', '1e1', '0x10', ' 2', 'yesterday'];

type FieldPath = readonly (string | number)[];

const documents = [new ContractDocument('guide'), new ContractDocument('2026-09-07')];
const routes = documents.map((document) => ({ document, routes: readRoutes(document) }));

/**
 * The sample with each of its documented fields, those of the other generation too, replaced by each of the values. An accepted one
 * still has to conform to the document: whatever checks the exchanges finds the ones that should have been refused.
 */
export function bentBodies({ method, path, body = {} }: Sample): Record<string, unknown>[] {
  const fields = new Map<string, FieldPath>();
  for (const { document, operation } of operationsAt(method, path)) {
    const schema = document.bodySchema(document.child(operation.place, 'requestBody'));
    for (const field of fieldsOf(document, schema, body, [])) fields.set(field.join('.'), field);
  }
  return [...fields.values()].flatMap((field) => [
    ...values.map((value) => withValue(body, field, value)),
    withValue(body, [...field.slice(0, -1), 'unheard_of'], 'x'),
  ]);
}

/** The path with each query parameter that either generation documents for it, and with one that none does. */
export function bentQueries(path: string): string[] {
  const names = new Set(['unheard_of', 'page_size', 'page_token', 'expand', 'sandbox_id']);
  for (const { operation } of operationsAt('GET', path)) {
    for (const { name, location } of operation.parameters) if (location === 'query') names.add(name);
  }
  return [...names].flatMap((name) => texts.map((text) => `${path}?${name}=${encodeURIComponent(text)}`));
}

function operationsAt(method: string, path: string) {
  return routes.flatMap(({ document, routes: all }) => {
    const operation = all.find(({ pattern }) => pattern.test(path))?.operations.get(method);
    return operation === undefined ? [] : [{ document, operation }];
  });
}

/** Every documented field, in objects and in the items of lists that the sample has. */
function fieldsOf(document: ContractDocument, schema: Place | undefined, sample: unknown, at: FieldPath): FieldPath[] {
  if (schema === undefined || at.length > 4) return [];
  const alternatives = ['oneOf', 'anyOf', 'allOf'].flatMap((name) => document.children(document.child(schema, name)));
  const items = Array.isArray(sample) && sample.length > 0 ? document.child(schema, 'items') : undefined;
  return [
    ...alternatives.flatMap(([, alternative]) => fieldsOf(document, alternative, sample, at)),
    ...(items === undefined
      ? []
      : fieldsOf(document, items, Array.isArray(sample) ? sample[0] : undefined, [...at, 0])),
    ...document.children(document.child(schema, 'properties')).flatMap(([name, field]) => {
      const below = isRecord(sample) ? sample[name] : undefined;
      return [[...at, name], ...fieldsOf(document, field, below, [...at, name])];
    }),
  ];
}

function withValue(body: Record<string, unknown>, field: FieldPath, value: unknown): Record<string, unknown> {
  const bent = structuredClone(body);
  let place: Record<string | number, unknown> = bent;
  for (const name of field.slice(0, -1)) {
    const next = place[name];
    // A place that is no object yet becomes one.
    place[name] = typeof next === 'object' && next !== null ? next : {};
    place = place[name] as Record<string | number, unknown>; // Just made sure of.
  }
  const last = field.at(-1);
  if (last !== undefined) place[last] = value;
  return bent;
}
