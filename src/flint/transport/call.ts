import type { z } from 'zod';
import type { WireBody } from '../wire/fields.ts';
import type { Query } from './path.ts';

interface AnyCall<Schema extends z.ZodType> {
  /** Below the base URL, beginning with `/v1/`. */
  readonly path: string;
  readonly query?: Query | undefined;
  /** How the JSON of a success is read. */
  readonly answer: Schema;
  /** Ends this call only. */
  readonly signal?: AbortSignal | undefined;
}

/** A call that changes nothing. The one POST among them is a question with a body. */
export type Read<Schema extends z.ZodType> = AnyCall<Schema> &
  ({ readonly method: 'GET' } | { readonly method: 'POST'; readonly changesNothing: true; readonly body: WireBody });

/**
 * A call that changes something. The Idempotency-Key (1 to 255 visible ASCII characters) is required; the caller has saved it before.
 */
export type Write<Schema extends z.ZodType> = AnyCall<Schema> & {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly idempotencyKey: string;
  readonly body?: WireBody | undefined;
};

/** One call of the API. */
export type Call<Schema extends z.ZodType> = Read<Schema> | Write<Schema>;

/** Whether a call changes nothing. */
export function isRead<Schema extends z.ZodType>(call: Call<Schema>): call is Read<Schema> {
  return call.method === 'GET' || 'changesNothing' in call;
}

/** Throws a RangeError for a key that Flint would refuse (the API notes, transport, section 9). */
export function demandIdempotencyKey(key: string): void {
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new RangeError('An Idempotency-Key has 1 to 255 visible ASCII characters.');
  }
}
