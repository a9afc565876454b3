import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type ContractDocument, isRecord, type Place } from './document.ts';

const address = 'https://contract.invalid/openapi';

/** Checks values against the schemas of one document; each schema is compiled at its first use. */
export class ContractSchemas {
  readonly document: ContractDocument;
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, logger: false });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(document: ContractDocument) {
    this.document = document;
    addFormats.default(this.ajv);
    this.ajv.addSchema(document.root, address);
  }

  /** What is wrong with a value, each problem with the place in the value; empty if it conforms. */
  check(schema: Place, value: unknown): string[] {
    const validate = this.compile(schema.pointer);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      `${instancePath} ${message ?? 'does not conform'} ${detail(params)}`.trim(),
    );
  }

  /** Like check, for a value that travelled as text (header, path, query): the text of a number is a number. */
  checkText(schema: Place, text: string | readonly string[]): string[] {
    return this.check(schema, fromText(schema.value, text));
  }

  private compile(pointer: string): ValidateFunction {
    let validate = this.compiled.get(pointer);
    if (validate === undefined) {
      // A reference is a URI: the template braces of a path need escaping there.
      validate = this.ajv.compile({ $ref: `${address}${encodeURI(pointer)}` });
      this.compiled.set(pointer, validate);
    }
    return validate;
  }
}

function fromText(schema: unknown, text: string | readonly string[]): unknown {
  const type = isRecord(schema) ? schema.type : undefined;
  if (type === 'array') return typeof text === 'string' ? [text] : text;
  if (typeof text !== 'string') return text.length === 1 ? fromText(schema, text[0] ?? '') : text;
  if (type === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

function detail(params: Record<string, unknown>): string {
  const word = params.additionalProperty ?? params.allowedValues ?? params.allowedValue;
  return word === undefined ? '' : `(${JSON.stringify(word)})`;
}
