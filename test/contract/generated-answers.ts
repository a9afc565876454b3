import fc, { type GeneratorValue } from 'fast-check';
import { ContractDocument, type Generation, isRecord, type Place } from './document.ts';
import { readRoutes } from './operations.ts';

/** How far a generated answer may leave its schema. */
export interface Mischief {
  /** Words that no list has, in place of listed ones. */
  readonly unknownWords: boolean;
  /** Fields that no schema has. */
  readonly extraFields: boolean;
  /** Null in place of optional fields, and now and then of required ones. */
  readonly nulls: boolean;
}

/** Nothing but what the schema says. */
export const bySchema: Mischief = { unknownWords: false, extraFields: false, nulls: false };

/** Everything a server might do to a client in good faith or bad. */
export const everyMischief: Mischief = { unknownWords: true, extraFields: true, nulls: true };

/** The answer of a successful call: its status and the schema of its body, as a place in the document. */
export interface SuccessAnswer {
  readonly document: ContractDocument;
  readonly status: number;
  readonly body: Place;
}

const documents = new Map<Generation, ContractDocument>();

/** The success of an operation (`GET /v1/orders/{order_id}`); undefined where the generation has no such operation. */
export function successOf(generation: Generation, operation: string): SuccessAnswer | undefined {
  const document = documents.get(generation) ?? new ContractDocument(generation);
  documents.set(generation, document);
  const [method = '', path] = operation.split(' ');
  const found = readRoutes(document)
    .find((route) => route.path === path)
    ?.operations.get(method);
  const responses = found && document.child(found.place, 'responses');
  const success = document.children(responses).find(([status]) => status.startsWith('2'));
  if (success === undefined) return undefined;
  const [status, place] = success;
  const body = document.bodySchema(place);
  return body && { document, status: status === '2XX' ? 200 : Number(status), body };
}

/** Draws a body of that answer. */
export function drawBody(draw: GeneratorValue, { document, body }: SuccessAnswer, mischief: Mischief): unknown {
  return new Drawing(draw, document, mischief).value(body.value, 0);
}

type Schema = Readonly<Record<string, unknown>>;

const deepest = 6;

const patterned: Readonly<Record<string, string>> = {
  '^flint_(test|live)_': 'flint_live_01234567',
  '^flint_(test|live)_.+': `flint_live_${'5ec2e7'.repeat(6)}`,
  '^flint_test_.+': `flint_test_${'5ec2e7'.repeat(6)}`,
  '^whsec_.+': 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  '^whsec_[A-Za-z0-9+/]{43}=$': 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
};

class Drawing {
  private readonly draw: GeneratorValue;
  private readonly document: ContractDocument;
  private readonly mischief: Mischief;

  constructor(draw: GeneratorValue, document: ContractDocument, mischief: Mischief) {
    this.draw = draw;
    this.document = document;
    this.mischief = mischief;
  }

  value(raw: unknown, depth: number): unknown {
    const schema = this.merged(raw);
    if ('const' in schema) return schema.const;
    if (Array.isArray(schema.enum)) return this.word(schema.enum.map(String), false);
    switch (this.typeOf(schema)) {
      case 'object':
        return this.object(schema, depth);
      case 'array':
        return this.list(schema, depth);
      case 'string':
        return this.text(schema);
      case 'integer':
      case 'number':
        return this.number(schema);
      case 'boolean':
        return this.draw(fc.boolean);
      case 'null':
        return null;
      default:
        return this.pick<unknown>('anything', 1, true, {});
    }
  }

  private object(schema: Schema, depth: number): Record<string, unknown> {
    const required = new Set(listIn(schema, 'required'));
    const left = new Set(listIn(schema, 'forbidden'));
    const made: Record<string, unknown> = {};
    for (const [name, property] of Object.entries(isRecord(schema.properties) ? schema.properties : {})) {
      if (left.has(name)) continue;
      const isRequired = required.has(name);
      if (!isRequired && (depth > deepest || this.chance(30))) continue;
      if (this.mischief.nulls && this.chance(isRequired ? 3 : 20)) made[name] = null;
      else made[name] = this.value(property, depth + 1);
    }
    if (this.mischief.extraFields && this.chance(20)) made[`new_${depth}`] = this.draw(fc.jsonValue);
    return made;
  }

  private list(schema: Schema, depth: number): unknown[] {
    const shortest = typeof schema.minItems === 'number' ? schema.minItems : 0;
    const length = depth > deepest ? shortest : shortest + this.draw(fc.nat, { max: 2 });
    return Array.from({ length }, () => this.value(schema.items ?? {}, depth + 1));
  }

  private text(schema: Schema): string {
    const words = /Open enum: ([^.]*)\./.exec(String(schema.description ?? ''))?.[1]?.split(/,\s*/);
    if (words !== undefined) return this.word(words, true);
    if (schema.format === 'date-time') return this.pick('2026-09-07T10:00:00Z', '2020-01-01T00:00:00Z');
    if (schema.format === 'date') return '2026-09-07';
    if (schema.format === 'uri') return 'https://checkout.example/pay';
    if (typeof schema.pattern === 'string') return this.matching(schema.pattern);
    return this.pick('text', 'A name', '\u001b[31mred', 'paid', 'ready');
  }

  private matching(pattern: string): string {
    const prefix = /^\^([a-z]+_)$/.exec(pattern)?.[1];
    if (prefix !== undefined) return `${prefix}${this.pick('1abc', '1abc', '2def')}`;
    if (pattern === '^[A-Z]{3}$') return this.pick('USD', 'USD', 'EUR');
    const known = patterned[pattern];
    return known ?? this.draw(fc.stringMatching, new RegExp(pattern));
  }

  private number(schema: Schema): number {
    const least = typeof schema.minimum === 'number' ? schema.minimum : 0;
    const most = typeof schema.maximum === 'number' ? schema.maximum : 100_000;
    const drawn = this.pick(0, 100, 200, 204, 500, 1, most);
    return Math.min(Math.max(drawn, least), most);
  }

  private word(words: readonly string[], open: boolean): string {
    const strange = open || this.mischief.unknownWords;
    if (strange && this.mischief.unknownWords && this.chance(20)) {
      return this.pick('brand_new', '', 'Paid', 'READY', 'constructor', ' paid', 'succeeded ');
    }
    return this.pick(...words);
  }

  private typeOf(schema: Schema): unknown {
    const { type } = schema;
    if (Array.isArray(type)) return this.pick(...type);
    if (type !== undefined) return type;
    return isRecord(schema.properties) ? 'object' : undefined;
  }

  private pick<Value>(...values: readonly Value[]): Value {
    const index = this.draw(fc.nat, { max: values.length - 1 });
    // The index is below the length.
    return values[index] as Value;
  }

  private chance(percent: number): boolean {
    return this.draw(fc.nat, { max: 99 }) < percent;
  }

  /** One schema instead of many: references followed, `allOf` joined, one branch of a choice taken. */
  private merged(raw: unknown): Schema {
    if (!isRecord(raw)) return {};
    const { $ref, allOf, anyOf, oneOf, not, then, else: otherwise, ...own } = raw;
    const branch = choice(anyOf) ?? choice(oneOf);
    const parts = [
      own,
      ...(typeof $ref === 'string' ? [this.document.at($ref).value] : []),
      ...(Array.isArray(allOf) ? allOf : []),
      ...(branch === undefined ? [] : [this.pick(...branch)]),
      // Both outcomes of a condition at once are stricter than either.
      ...[then, otherwise].filter(isRecord).map((part) => part),
    ].map((part) => (part === own ? own : this.merged(part)));
    const forbidden = isRecord(not) ? listIn(not, 'required') : [];
    return { ...parts.reduce(join, {}), ...(forbidden.length === 0 ? {} : { forbidden }) };
  }
}

function join(one: Schema, other: Schema): Schema {
  const properties: Record<string, unknown> = isRecord(one.properties) ? { ...one.properties } : {};
  for (const [name, schema] of Object.entries(isRecord(other.properties) ? other.properties : {})) {
    properties[name] = name in properties ? { allOf: [properties[name], schema] } : schema;
  }
  const description = [one.description, other.description].filter((text) => text !== undefined).join(' ');
  return {
    ...one,
    ...other,
    ...narrower(one.type, other.type),
    description,
    required: [...listIn(one, 'required'), ...listIn(other, 'required')],
    forbidden: [...listIn(one, 'forbidden'), ...listIn(other, 'forbidden')],
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
  };
}

function narrower(one: unknown, other: unknown): { type?: unknown } {
  if (one === undefined || other === undefined) return {};
  return { type: Array.isArray(one) ? other : one };
}

function listIn(schema: Schema, name: string): string[] {
  const value = schema[name];
  return Array.isArray(value) ? value.map(String) : [];
}

function choice(branches: unknown): unknown[] | undefined {
  return Array.isArray(branches) && branches.length > 0 ? branches : undefined;
}
