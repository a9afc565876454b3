import type { z } from 'zod';
import type { Confirmation } from './question.ts';

/** Where a fact comes from: which request, when, in which mode. */
export interface Evidence {
  readonly requestId?: string | undefined;
  /** RFC 3339. */
  readonly at: string;
  readonly mode?: string | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly status?: number | undefined;
  /** Which shape of the API the answer had, where that decided something. */
  readonly generation?: string | undefined;
}

/** What a write brought about: what the journal keeps of it, and, apart from that, what is shown only once. */
export interface Made<Result, Shown = never> {
  readonly result: Result;
  readonly evidence: Evidence;
  /** A secret that the server shows only now. It goes to `capture` and nowhere else. */
  readonly shownOnce?: Shown | undefined;
}

/** How a write can be taken back. */
export type Undo =
  | { readonly possible: true; readonly how: string }
  | { readonly possible: false; readonly because: string };

/**
 * One write, as an object: one Idempotency-Key, one effect, performed at most once however often the script runs
 * (design, "A write is an object").
 */
export interface Write<Result, Shown = never> {
  /** Stable name in the journal, for instance `webhook-endpoint.create`. */
  readonly name: string;
  /** What the person reads. */
  readonly title: string;
  /** Keys of the answers it uses, or ids of questions for every answer to them; these cannot be changed once it was sent. */
  readonly uses: readonly string[];
  /** What a journal entry of an earlier run must look like to be believed. */
  readonly result: z.ZodType<Result>;
  /** Looks for what an earlier, interrupted attempt made, or what is there already, and adopts it. */
  readonly find?: () => Promise<Made<Result, Shown> | undefined>;
  readonly send: (idempotencyKey: string) => Promise<Made<Result, Shown>>;
  /** Stores what is shown once; the write counts as done only after it. Gets undefined when the server no longer shows it. */
  readonly capture?: (shownOnce: Shown | undefined, result: Result) => Promise<void>;
  readonly undo: Undo;
  /** Names of the earlier writes that this one takes back: once it is done they count as not begun. */
  readonly undoes?: readonly string[];
  /** It ends something, so what `find` sees is that it is at its end already. */
  readonly ends?: true;
  /** Where the write moves money: the confirmation without which it does not run. See {@link moneyWrite}. */
  readonly money?: Confirmation;
}

/** A write that moves money. It cannot be built without a confirmation of the amount. */
export function moneyWrite<Result>(confirmation: Confirmation, write: Omit<Write<Result>, 'money'>): Write<Result> {
  return { ...write, money: confirmation };
}
