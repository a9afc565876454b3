import { setTimeout as after } from 'node:timers/promises';

/** How long each phase of one attempt may take, in milliseconds. */
export interface Timeouts {
  readonly lookup: number;
  readonly connect: number;
  readonly secureConnect: number;
  readonly socket: number;
  readonly send: number;
  readonly response: number;
  readonly request: number;
}

/**
 * How the client waits and gives up. Tests replace parts of it. Times are milliseconds.
 * `attempts`: how often one request is sent at most. `patience`: no attempt starts later than this after the first one; a longer
 * `Retry-After` ends the call at once, so that the caller decides about long waits.
 */
export interface Pace {
  readonly attempts: number;
  readonly patience: number;
  readonly timeouts: Timeouts;
  now(): Date;
  random(): number;
  sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
}

/** Six attempts as in Flint's own command line; the time-outs are generous because order and refund creation call card providers. */
export const defaultPace: Pace = {
  attempts: 6,
  patience: 90_000,
  timeouts: {
    lookup: 5_000,
    connect: 5_000,
    secureConnect: 5_000,
    socket: 20_000,
    send: 15_000,
    response: 30_000,
    request: 45_000,
  },
  now: () => new Date(),
  random: Math.random,
  sleep: async (milliseconds, signal) => {
    await after(milliseconds, undefined, signal === undefined ? {} : { signal });
  },
};

/** The wait before attempt `retry + 1`: full jitter on 250 ms × 2^retry, at most 5 s (the API notes, transport, section 8). */
export function backoff(retry: number, random: () => number): number {
  return Math.round(random() * Math.min(5_000, 250 * 2 ** retry));
}
