import type { Clock } from './clock.ts';
import type { Controls } from './controls.ts';
import type { Fault } from './faults/fault.ts';
import type { Faults } from './faults/fault-plan.ts';
import type { ApiOptions, Generation } from './generations.ts';
import type { Ledger } from './ledger.ts';
import type { SeedDocument } from './seed-document.ts';
import type { RateLimitOptions } from './transport/rate-limit.ts';

/** One request and its answer: calls on the API, and the deliveries the sandbox makes itself. */
export interface Exchange {
  /** `api`: somebody called the sandbox. `delivery`: the sandbox posted a webhook. */
  readonly kind: 'api' | 'delivery';
  /** Whose document the exchange follows: that of the feature it belongs to. */
  readonly generation?: Generation;
  readonly method: string;
  /** For a delivery: the path of the receiver's URL. */
  readonly path: string;
  readonly query: Record<string, string | string[]>;
  readonly requestHeaders: Record<string, string>;
  /** Parsed when it is JSON, else the text as sent; absent when nothing was sent. */
  readonly requestBody?: unknown;
  /** The faults that struck it, as they are written, and quirks: such an answer need not conform. Absent for an honest one. */
  readonly faults?: readonly string[];
  /** HTTP status; 0 for a delivery that got no answer, and for a call whose connection a fault broke. */
  readonly status: number;
  readonly responseHeaders: Record<string, string>;
  readonly responseBody?: unknown;
}

export interface SandboxOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** A JSON file, loaded at start and saved (atomically, mode 0600) before each answer that changed something leaves. Absent: memory only. */
  readonly stateFile?: string;
  /** 1 is the rehearsal pace; N lets reviews, settlements and retry back-offs pass N times faster. */
  readonly speed?: number;
  /** Which generation of the API is served, as a whole and for single features; the guide's when absent. */
  readonly api?: ApiOptions;
  /** Calls a second for each key, and for the merchant as a whole; none when absent. */
  readonly rateLimit?: RateLimitOptions;
  /** Start data for the test plane, instead of the samples. Read at the first start only: a state file has its own. */
  readonly seed?: SeedDocument;
  /** What goes wrong, and when; nothing when absent. */
  readonly faults?: readonly Fault[];
  /** What some servers do and most do not; nothing of it when absent. */
  readonly quirks?: Quirks;
  /** Told of every request and answer, and of every webhook delivery. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** How long a webhook receiver may take to answer; 10 seconds when absent. */
  readonly deliveryTimeoutMilliseconds?: number;
  /** The time the sandbox lives in; the machine's own when absent. */
  readonly clock?: Clock;
}

/** Doubtful points of the API notes (openapi, last table), each in the way that is harder on a client. */
export interface Quirks {
  /** Optional fields that have no value are sent as null instead of being left out. */
  readonly nullForAbsent?: boolean;
  /** The replay of a call that made a webhook secret comes without the secret. */
  readonly secretMissingOnReplay?: boolean;
  /** For 24 hours after a rotation the old webhook secret signs as well. One source says so; without it none is promised. */
  readonly rotationOverlap?: boolean;
}

/** Ids and secrets of what the test plane is seeded with; empty when start data of one's own were given. */
export interface Samples {
  /** The product with three variants. */
  readonly productId: string;
  readonly variantIds: readonly string[];
  /** The product with a single variant. */
  readonly secondProductId: string;
  readonly secondVariantId: string;
  readonly planId: string;
  readonly promotionId: string;
  readonly promotionCode: string;
  readonly webhookEndpointId: string;
  readonly testWebhookSecret: string;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly baseUrl: string;
  readonly dashboardUrl: string;
  readonly keys: { readonly test: string; readonly live: string };
  readonly merchantId: string;
  readonly samples: Samples;
  /** What a person would do in Flint's dashboard, and what only Flint could do. The sandbox's own. */
  readonly controls: Controls;
  /** The faults in force. The sandbox's own. */
  readonly faults: Faults;
  /** What exists now, per plane, without secrets. */
  ledger(): Ledger;
  /** Stops timers, deliveries and the server. Deliveries cut off here go out again after the next start from the state file. */
  close(): Promise<void>;
}
