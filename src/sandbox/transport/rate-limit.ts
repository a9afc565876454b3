import type { Clock } from '../clock.ts';
import { ApiError } from './api-error.ts';

export interface RateLimit {
  /** Calls a second, in the long run. */
  readonly perSecond: number;
  /** Calls at once, after a pause. */
  readonly burst: number;
}

/** Limits count per key and per merchant (API notes, transport section 10). Flint publishes no numbers. */
export interface RateLimitOptions extends RateLimit {
  /** For all keys of the merchant together; none when absent. */
  readonly merchant?: RateLimit;
}

/** Counts a call of a key, or refuses it with 429. */
export type CountCall = (apiKeyId: string) => void;

export function limitRate(options: RateLimitOptions | undefined, clock: Clock): CountCall {
  if (options === undefined) return () => undefined;
  const { merchant } = options;
  const keys = new Map<string, Bucket>();
  const all = merchant && new Bucket(merchant, clock);
  return (apiKeyId) => {
    let bucket = keys.get(apiKeyId);
    if (bucket === undefined) {
      bucket = new Bucket(options, clock);
      keys.set(apiKeyId, bucket);
    }
    refuseAfter(bucket.take(), 'api-key');
    if (all !== undefined) refuseAfter(all.take(), 'merchant');
  };
}

/** Holds a token for each call that may be made at once, and is refilled by the clock. */
class Bucket {
  private readonly limit: RateLimit;
  private readonly clock: Clock;
  private tokens: number;
  private filledAt: number;

  constructor(limit: RateLimit, clock: Clock) {
    this.limit = limit;
    this.clock = clock;
    this.tokens = limit.burst;
    this.filledAt = clock.now();
  }

  /** Takes a token; with none left, the seconds until there is one. */
  take(): number | undefined {
    const { perSecond, burst } = this.limit;
    const now = this.clock.now();
    this.tokens = Math.min(burst, this.tokens + ((now - this.filledAt) / 1000) * perSecond);
    this.filledAt = now;
    if (this.tokens < 1) return (1 - this.tokens) / perSecond;
    this.tokens -= 1;
    return undefined;
  }
}

function refuseAfter(seconds: number | undefined, reason: 'api-key' | 'merchant'): void {
  if (seconds === undefined) return;
  throw new ApiError(
    429,
    'RATE_LIMIT_EXCEEDED',
    'Too many calls. Wait, then send the same call again.',
    { remediation: { retryable: true } },
    { 'Retry-After': String(Math.max(1, Math.ceil(seconds))), 'Flint-Rate-Limited-Reason': reason },
  );
}
