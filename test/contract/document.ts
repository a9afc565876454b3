import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The two generations of the API that the notes describe. */
export type Generation = 'guide' | '2026-09-07';

/** A place in an OpenAPI document: where it stands (a JSON pointer, references followed) and what stands there. */
export interface Place {
  readonly pointer: string;
  readonly value: unknown;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An OpenAPI document that can be walked by JSON pointer, so that each schema is compiled where it stands. */
export class ContractDocument {
  readonly root: Record<string, unknown>;

  constructor(generation: Generation) {
    const parsed: unknown = parse(readFileSync(new URL(`${generation}.openapi.yaml`, import.meta.url), 'utf8'));
    if (!isRecord(parsed)) throw new Error(`${generation}.openapi.yaml is not an object`);
    this.root = parsed;
  }

  /** The child of a place, `$ref` followed; undefined if there is none. */
  child(place: Place, name: string | number): Place | undefined {
    const { value } = place;
    const next = Array.isArray(value) ? value[Number(name)] : isRecord(value) ? value[name] : undefined;
    if (next === undefined) return undefined;
    if (isRecord(next) && typeof next.$ref === 'string') return this.at(next.$ref);
    return { pointer: `${place.pointer}/${escapePointer(String(name))}`, value: next };
  }

  /** The place a `#/...` pointer names. */
  at(pointer: string): Place {
    let place: Place = { pointer: '#', value: this.root };
    for (const part of pointer.replace(/^#\/?/, '').split('/').filter(Boolean)) {
      const next = this.child(place, part.replaceAll('~1', '/').replaceAll('~0', '~'));
      if (next === undefined) throw new Error(`nothing at ${pointer} in the contract`);
      place = next;
    }
    return place;
  }

  /** The schema of the JSON body of a request or response, if it has one. */
  bodySchema(place: Place | undefined): Place | undefined {
    const content = place && this.child(place, 'content');
    const json = content && this.child(content, 'application/json');
    return json && this.child(json, 'schema');
  }

  /** Every child of a place, `$ref`s followed. */
  children(place: Place | undefined): Array<readonly [name: string, place: Place]> {
    if (place === undefined || typeof place.value !== 'object' || place.value === null) return [];
    return Object.keys(place.value).flatMap((name) => {
      const next = this.child(place, name);
      return next === undefined ? [] : [[name, next] as const];
    });
  }
}

function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
