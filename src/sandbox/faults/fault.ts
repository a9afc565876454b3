import type { Mode } from '../state/plane.ts';

/** One fault that was asked for: where it strikes, on which calls, and what it does. Written as faults/grammar.md says. */
export type Fault = CallFault | DeliveryFault;

/** A fault of calls on the API. */
export interface CallFault {
  readonly target: CallTarget;
  readonly calls: CallRange;
  readonly effect: CallEffect;
}

/** A fault of the webhook deliveries that the sandbox makes itself. */
export interface DeliveryFault {
  readonly target: DeliveryTarget;
  readonly calls: CallRange;
  readonly effect: DeliveryEffect;
}

/** Calls on one route, named by method and path pattern or by the operation's name in the OpenAPI documents. */
export type CallTarget =
  | {
      readonly kind: 'route';
      /** Only calls in this plane; absent: in both. */
      readonly mode?: Mode;
      readonly method: CallMethod;
      /** A path in which `*` or `{name}` stands for one segment and a last `**` for any rest. */
      readonly path: string;
    }
  | { readonly kind: 'operation'; readonly mode?: Mode; readonly operation: string };

export interface DeliveryTarget {
  readonly kind: 'delivery';
  readonly mode?: Mode;
  /** An event type, in which `*` stands for anything. */
  readonly eventType: string;
}

export const callMethods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', '*'] as const;
export type CallMethod = (typeof callMethods)[number];

/** Which of the matching calls are struck, counted from 1 and from the moment the fault was added. */
export interface CallRange {
  readonly first: number;
  /** The last one; absent: all that follow. */
  readonly last?: number;
}

/** What happens to a call. `afterCommit`: the work is done and saved first, so the caller learns the wrong thing about it. */
export type CallEffect =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      readonly retryAfter?: RetryAfter;
      readonly afterCommit: boolean;
    }
  | { readonly kind: 'html-page'; readonly status: number; readonly afterCommit: boolean }
  | { readonly kind: 'delay'; readonly milliseconds: number; readonly afterCommit: boolean }
  /** Absent `to`: another origin that does not exist. */
  | { readonly kind: 'redirect'; readonly to?: string }
  /** Absent `field`: `status` and every field that ends in `_status`. */
  | { readonly kind: 'unknown-enum'; readonly field?: string }
  | { readonly kind: PlainCallEffect };

export const plainCallEffects = [
  'reset-before-commit',
  'reset-after-commit',
  'half-body',
  'wrong-mode',
  'no-mode',
  'wrong-merchant',
  'no-request-id',
  'odd-request-id',
  'null-for-absent',
  'no-secret-on-replay',
] as const;
export type PlainCallEffect = (typeof plainCallEffects)[number];

/** What happens to a webhook delivery. */
export type DeliveryEffect =
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'out-of-order' }
  | { readonly kind: 'delay'; readonly milliseconds: number };

/** The `Retry-After` header: whole seconds, as a number or as the date that they lead to. */
export interface RetryAfter {
  readonly form: 'seconds' | 'date';
  readonly seconds: number;
}
