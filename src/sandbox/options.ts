import type { Clock } from './clock.ts';
import type { Ledger } from './ledger.ts';

/** The API as the guide shows it, or the later public contract (API notes, README section 1). */
export type Generation = 'guide' | '2026-09-07';

/** One request and its answer: calls on the API, and the deliveries the sandbox makes itself. */
export interface Exchange {
  /** `api`: somebody called the sandbox. `delivery`: the sandbox posted a webhook. */
  readonly kind: 'api' | 'delivery';
  readonly method: string;
  /** For a delivery: the path of the receiver's URL. */
  readonly path: string;
  readonly query: Record<string, string | string[]>;
  readonly requestHeaders: Record<string, string>;
  /** Parsed when it is JSON, else the text as sent; absent when nothing was sent. */
  readonly requestBody?: unknown;
  /** HTTP status; 0 for a delivery that got no answer. */
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
  readonly generation?: Generation;
  /** Told of every request and answer, and of every webhook delivery. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** How long a webhook receiver may take to answer; 10 seconds when absent. */
  readonly deliveryTimeoutMilliseconds?: number;
  /** The time the sandbox lives in; the machine's own when absent. */
  readonly clock?: Clock;
}

/** Ids and secrets of what the test plane is seeded with. */
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
  /** What exists now, per plane, without secrets. */
  ledger(): Ledger;
  /** Stops timers, deliveries and the server. Deliveries cut off here go out again after the next start from the state file. */
  close(): Promise<void>;
}
