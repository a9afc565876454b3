/**
 * What was found. Ids are candidates until Flint was asked: other vendors use some of the same prefixes
 * (the API notes, catalog, section 2).
 */
export type ReferenceKind = 'configuration id' | 'run-time id' | 'test key' | 'live key' | 'webhook secret';

/** One place in a project that names something of Flint's. */
export interface Reference {
  readonly kind: ReferenceKind;
  /** The id; of a key or a secret only a mask. */
  readonly value: string;
  /** Of a key or a secret: the fingerprint of its raw text, see fingerprint.ts. */
  readonly fingerprint?: string;
  /** As in `prod_` or `flint_test_`. */
  readonly prefix: string;
  /** Relative to the folder that was swept, with forward slashes; fit to be shown. */
  readonly file: string;
  readonly inEnvFile: boolean;
  /** Counted from 1. */
  readonly line: number;
  /** In characters, counted from 1. */
  readonly column: number;
  /** NAME, where the file says `NAME=value` or `"name": "value"`. */
  readonly variable?: string;
  /** Another vendor that the line or the path names, so that the id may be theirs. */
  readonly otherVendor?: string;
}

/** True for keys and webhook secrets, whose value is a mask. */
export function isSecret({ kind }: Pick<Reference, 'kind'>): boolean {
  return kind === 'test key' || kind === 'live key' || kind === 'webhook secret';
}
