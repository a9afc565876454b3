import type { Clock } from './clock.ts';
import type { Api } from './generations.ts';
import type { Quirks } from './options.ts';
import type { Mode, Plane } from './state/plane.ts';
import type { Store } from './state/store.ts';
import type { AttemptOutcome } from './webhooks/attempt.ts';
import type { AttemptCause } from './webhooks/deliveries.ts';

/** What every part of the sandbox works with. */
export interface Context {
  readonly store: Store;
  readonly clock: Clock;
  /** How many times faster than the rehearsal pace reviews, settlements and back-offs pass. */
  readonly speed: number;
  /** Which generation each feature is served in. */
  readonly api: Api;
  readonly quirks: Quirks;
  /** Deliveries of which an attempt is being made now. */
  readonly deliveriesInFlight: Set<string>;
  /** Known once the server listens. */
  baseUrl: string;
  /** Makes one delivery attempt now and records it. */
  attemptDelivery(mode: Mode, deliveryId: string, cause: AttemptCause): Promise<AttemptOutcome>;
}

export function planeOf(context: Context, mode: Mode): Plane {
  return context.store.state.planes[mode];
}

/** The sandbox's time as RFC 3339. */
export function timestamp(context: Context): string {
  return new Date(context.clock.now()).toISOString();
}

/** The moment that lies `milliseconds` of rehearsal pace ahead. */
export function later(context: Context, milliseconds: number): number {
  return context.clock.now() + milliseconds / context.speed;
}
